import { spread, textsBetween } from "./serial-table.ts";

/** Digits that look like a date: a year, a week, or both side by side. */
export interface DateFields {
  readonly from: number;
  readonly to: number;
  readonly fields: readonly DateField[];
  /** How likely digits without a meaning would look so: 0 to 1. */
  readonly accident: number;
}

/** A year or a week within digits. */
export interface DateField {
  readonly kind: "year" | "week";
  readonly from: number;
  readonly to: number;
  /** The least and the greatest value that a field of its kind can have, as printed. */
  readonly low: string;
  readonly high: string;
  readonly valueCount: number;
}

/** The years of devices of today and the weeks of a year, by their last two digits. */
export const dateRanges = { year: [20, 35], week: [1, 53] } as const;
/** Digits without a meaning look like a date this often at most. */
const accidentMax = 0.01;
/** Digits alone in the range of a week say little; only nearly a whole year of them is taken for weeks. */
const lonelyWeekCountMin = 30;
/** More years than a product is made for are more likely a counter. */
const lonelyYearCountMax = 12;
/** One row in so many may have a year or a week that is none and still does not hide the others. */
const rowsPerSlip = 200;
/** Most rows that are searched for a date; what is found is then looked at in all rows. */
const searchedRowMax = 5000;

/**
 * The digits from one place to another that look most like a date; undefined when none do. Looked for are year and week,
 * week and year, a year alone and weeks alone, years with two or four digits.
 */
export function findDate(rows: readonly string[], from: number, to: number): DateFields | undefined {
  const searched = spread(rows, searchedRowMax);
  const found: DateFields[] = [];
  for (let place = from; place + 4 <= to; place += 1) {
    found.push(...pairsAt(searched, ["year", "week"], place, to), ...pairsAt(searched, ["week", "year"], place, to));
  }
  if (found.length === 0) {
    for (let place = from; place + 3 <= to; place += 1) found.push(...yearDigitsAt(searched, place));
  }
  if (found.length === 0) {
    for (let place = from; place + 2 <= to; place += 1) found.push(...aloneAt(searched, place, to));
  }
  // The first of equally good ones: a date usually stands before the counter.
  const [best] = found.sort((a, b) => a.accident - b.accident);
  if (best === undefined) return undefined;
  const slips = best.fields.length > 1 ? rows.length / rowsPerSlip : 0;
  const fields = best.fields.flatMap((field) => {
    return (field.to - field.from === 1 ? yearDigits(rows, field.from)?.field : fieldAt(rows, field, slips)) ?? [];
  });
  return fields.length === best.fields.length ? { ...best, fields } : undefined;
}

type Kind = DateField["kind"];

function pairsAt(
  rows: readonly string[],
  kinds: readonly [Kind, Kind],
  from: number,
  end: number,
): readonly DateFields[] {
  const slips = rows.length / rowsPerSlip;
  return widthsOf(kinds).flatMap(([firstWidth, secondWidth]): readonly DateFields[] => {
    const middle = from + firstWidth;
    if (middle + secondWidth > end) return [];
    const first = fieldAt(rows, { kind: kinds[0], from, to: middle }, slips);
    const second = fieldAt(rows, { kind: kinds[1], from: middle, to: middle + secondWidth }, slips);
    if (first === undefined || second === undefined) return [];
    const accident = accidentOf(first) * accidentOf(second);
    if (first.valueCount + second.valueCount < 4 || accident > accidentMax) return [];
    return [{ from, to: second.to, fields: [first, second], accident }];
  });
}

/** So many weeks beside a digit of a year that rises with them, or so many in any order, are hardly an accident. */
const risingWeekCountMin = 8;
const anyWeekCountMin = 26;
/** More years than that, told by their last digits, could be anything. */
const yearDigitCountMax = 6;

/** The last digit of a year before or behind a week: a few digits that follow each other, 9 before 0. */
function yearDigitsAt(rows: readonly string[], place: number): readonly DateFields[] {
  const slips = rows.length / rowsPerSlip;
  const orders = [
    { year: place, week: place + 1 },
    { year: place + 2, week: place },
  ];
  return orders.flatMap(({ year, week }): readonly DateFields[] => {
    const weeks = fieldAt(rows, { kind: "week", from: week, to: week + 2 }, slips);
    const years = yearDigits(rows, year);
    if (weeks === undefined || years === undefined) return [];
    const dateOf = (row: string) => years.run.indexOf(row.charAt(year)) * 100 + Number(row.slice(week, week + 2));
    const falls = rows.filter((row, index) => index > 0 && dateOf(row) < dateOf(rows[index - 1] ?? row)).length;
    if (weeks.valueCount < (falls <= slips ? risingWeekCountMin : anyWeekCountMin)) return [];
    const fields = year < week ? [years.field, weeks] : [weeks, years.field];
    return [{ from: place, to: place + 3, fields, accident: accidentOf(weeks) }];
  });
}

/** The digits of a place as years in their order; undefined when they are one, many, or with gaps. */
function yearDigits(rows: readonly string[], place: number) {
  const seen = [...textsBetween(rows, place, place + 1).keys()];
  if (seen.length < 2 || seen.length > yearDigitCountMax) return undefined;
  const run = ["0123456789", "5678901234"].find((decade) => decade.includes(orderedBy(decade, seen)));
  if (run === undefined) return undefined;
  const ordered = orderedBy(run, seen);
  const [low, high] = [ordered.charAt(0), ordered.slice(-1)];
  const field: DateField = { kind: "year", from: place, to: place + 1, low, high, valueCount: seen.length };
  return { run, field };
}

function orderedBy(order: string, digits: readonly string[]): string {
  return [...digits].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join("");
}

function widthsOf([first]: readonly [Kind, Kind]): readonly (readonly [number, number])[] {
  return first === "year"
    ? [
        [4, 2],
        [2, 2],
      ]
    : [
        [2, 4],
        [2, 2],
      ];
}

function aloneAt(rows: readonly string[], from: number, end: number): readonly DateFields[] {
  const fields = [4, 2].flatMap((width) =>
    from + width <= end ? [fieldAt(rows, { kind: "year", from, to: from + width }, 0)] : [],
  );
  const week = fieldAt(rows, { kind: "week", from, to: from + 2 }, 0);
  return [...fields, week].flatMap((field): readonly DateFields[] => {
    if (field === undefined) return [];
    const accident = accidentOf(field);
    const isSeen = field.kind === "year" ? isRowOfYears(field) : isNearlyAYear(field);
    return isSeen && accident <= accidentMax ? [{ from, to: field.to, fields: [field], accident }] : [];
  });
}

function isRowOfYears({ low, high, valueCount }: DateField): boolean {
  return Number(high) - Number(low) + 1 === valueCount && valueCount <= lonelyYearCountMax;
}

function isNearlyAYear({ high, valueCount }: DateField): boolean {
  return valueCount >= lonelyWeekCountMin && Number(high) >= 48;
}

/** The field, when no more rows than so many have there what is none of its kind. */
function fieldAt(
  rows: readonly string[],
  { kind, from, to }: Pick<DateField, "kind" | "from" | "to">,
  slips: number,
): DateField | undefined {
  const [least, most] = dateRanges[kind];
  let slipped = 0;
  const good: string[] = [];
  for (const [text, count] of textsBetween(rows, from, to)) {
    const value = Number(text.slice(-2));
    const isOne = value >= least && value <= most && (text.length === 2 || text.startsWith("20"));
    if (isOne) good.push(text);
    else slipped += count;
    if (slipped > slips) return undefined;
  }
  const [low, high] = [good[0], good.at(-1)];
  return low === undefined || high === undefined ? undefined : { kind, from, to, low, high, valueCount: good.length };
}

/** How likely that many different digits are all within the range of the field. */
function accidentOf({ kind, valueCount, from, to }: DateField): number {
  const [least, most] = dateRanges[kind];
  return ((most - least + 1) / 100) ** valueCount * (to - from === 4 ? 0.01 : 1);
}
