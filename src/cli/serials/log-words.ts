/** Headings of print logs and words in them, as factories write them; small letters, no blanks or signs. */
export const logHeadings = {
  state: [
    "state",
    "status",
    "result",
    "printstate",
    "printstatus",
    "printresult",
    "labelstatus",
    "状态",
    "狀態",
    "结果",
    "結果",
    "打印状态",
    "打印结果",
    "判定",
  ],
  time: [
    "time",
    "timestamp",
    "datetime",
    "date",
    "printtime",
    "printedat",
    "时间",
    "時間",
    "日期",
    "打印时间",
    "打印日期",
  ],
  line: ["line", "productionline", "printer", "产线", "產線", "线别", "生产线", "打印机"],
} as const;

/** What a row says became of its serial; undefined for a word that is not known. */
export type PrintedState = "printed" | "void" | undefined;

/** Words for a label that was printed and is good; no word at all is one. */
const printedWords: readonly string[] = [
  "",
  "printed",
  "ok",
  "good",
  "pass",
  "passed",
  "success",
  "合格",
  "已打印",
  "打印成功",
  "成功",
  "良品",
];

/** Words for a label that must not be used. */
const voidWords: readonly string[] = [
  "void",
  "voided",
  "scrap",
  "scrapped",
  "bad",
  "reject",
  "rejected",
  "fail",
  "failed",
  "ng",
  "nok",
  "不合格",
  "作废",
  "作廢",
  "报废",
  "失败",
  "不良",
  "不良品",
];

/** What a word says; blanks around it and capitals do not count. */
export function printedState(text: string): PrintedState {
  const word = text.trim().toLowerCase();
  if (printedWords.includes(word)) return "printed";
  return voidWords.includes(word) ? "void" : undefined;
}
