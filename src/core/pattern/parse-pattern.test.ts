import { describe, expect, test } from "vitest";
import type { Finding, Level } from "../index.ts";
import { parsePattern } from "./parse-pattern.ts";
import { type PatternRuleId, patternRules } from "./syntax/pattern-rule.ts";

type ShownFault = readonly [id: string, from: number, to: number, fix?: string];

function findingsOf(source: string): readonly Finding[] {
  const result = parsePattern(source);
  return result.ok ? result.notes : result.findings;
}

function faultsOf(source: string): readonly ShownFault[] {
  return findingsOf(source).map(({ id, at, fix, fixAt = at }) => {
    const place = [id, fixAt?.[0] ?? -1, fixAt?.[1] ?? -1] as const;
    return fix === undefined ? place : [...place, fix];
  });
}

const accepted: readonly (readonly [source: string, lengthMin: number, lengthMax: number])[] = [
  ["^A$", 1, 1],
  ["^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$", 15, 15],
  ["^TestAmazonPreReg001$", 19, 19],
  ["^(AB|C[0-9]{2})?$", 0, 3],
  ["^A-_:/ #$", 7, 7],
  ["^[+]?[.][$]$", 2, 3],
  ["^[A-Z_+]{1,64}$", 1, 64],
  ["^[a-z0-9AZ]{0,255}$", 0, 255],
  ["^((A|B){2,3}(C|D)?){2}$", 4, 8],
  ["^(A?B){2}(C{0,2})D{1,2}$", 3, 8],
  ["^([A:]|:)[;:]$", 2, 2],
  [`^${"(".repeat(32)}A${")".repeat(32)}$`, 1, 1],
  [`^${"A".repeat(998)}$`, 998, 998],
];

// Each construct outside the subset with the id of its rule, its place or what its fix replaces (half-open, in UTF-16
// units), and the text that mends it in place of that, where one does.
const outside: readonly (readonly [source: string, ...faults: readonly ShownFault[]])[] = [
  ["SN[0-9]{8}$", ["A001", 0, 0, "^"]],
  ["^SN[0-9]{8}", ["A002", 11, 11, "$"]],
  ["SN1", ["A001", 0, 0, "^"], ["A002", 3, 3, "$"]],
  ["A|B", ["A001", 0, 0, "^"], ["A002", 3, 3, "$"]],
  ["^A1|B1$", ["A003", 0, 7, "^(A1|B1)$"]],
  ["^A$|^B$", ["A003", 0, 7, "^(A|B)$"]],
  ["^A|B|C", ["A003", 0, 6, "^(A|B|C)$"], ["A002", 6, 6]],
  ["A|^B$|C$", ["A001", 0, 0], ["A003", 0, 8, "^(A|B|C)$"]],
  ["\\AAA\\z", ["A005", 0, 2, "^"], ["A005", 4, 6, "$"]],
  ["\\bA{2}\\b", ["A005", 0, 2, "^"], ["A005", 6, 8, "$"]],
  ["^A\\bB\\Z", ["A005", 2, 4], ["A005", 5, 7, "$"]],
  ["^\\BA\\G$", ["A005", 1, 3], ["A005", 4, 6]],
  ["^A$B$", ["A006", 2, 3]],
  ["^^A$", ["A006", 1, 2]],
  // An anchor is no emptiness: the group is told for its anchor alone.
  ["^($A)$", ["A006", 2, 3]],
  ["^A(B|^)$", ["A006", 5, 6]],
  ["^A(^|B)C$", ["A006", 3, 4]],
  ["(^A$)", ["A001", 0, 0, "^"], ["A006", 1, 2], ["A006", 3, 4], ["A002", 5, 5, "$"]],
  ["(?m)^A$", ["A006", 0, 4, ""]],
  ["^\\d{8}$", ["D001", 1, 3, "[0-9]"]],
  ["^[\\dX]$", ["D001", 2, 4, "0-9"]],
  ["^\\w\\W\\D\\S$", ["D002", 1, 3, "[0-9A-Za-z_]"], ["D002", 3, 5], ["D002", 5, 7], ["D002", 7, 9]],
  ["^[\\w+]$", ["D002", 2, 4, "0-9A-Za-z_"]],
  ["^AA\\s?$", ["D003", 3, 5, " "]],
  ["^[A\\s]$", ["D003", 3, 5, " "]],
  ["^AA.{8}$", ["D004", 3, 4]],
  ["(?i)^aa$", ["D005", 0, 8, "^[Aa][Aa]$"]],
  ["(?i)^[A-F0-9]{2}$", ["D005", 0, 17, "^[0-9A-Fa-f]{2}$"]],
  ["(?i)^[0-9]$", ["D005", 0, 4, ""]],
  ["^(?i:a1)b$", ["D005", 1, 7, "([Aa]1"]],
  ["^((?i)a)b$", ["D005", 2, 7, "[Aa]"]],
  ["^(?-s)a(?^x:b)$", ["D005", 1, 6, ""], ["D005", 7, 12]],
  ["^(?i)a(?-i)b$", ["D005", 1, 13, "[Aa](?-i)b$"], ["D005", 6, 11]],
  ["^(?s).$", ["D005", 1, 5], ["D004", 5, 6]],
  ["^(?im)a$", ["A006", 1, 8, "[Aa]$"], ["D005", 1, 8, "[Aa]$"]],
  ["/^A B$/x", ["D026", 0, 1, ""], ["D026", 6, 7, ""], ["D005", 7, 8]],
  ["/^AB$/x", ["D026", 0, 1, ""], ["D026", 5, 6, ""], ["D005", 6, 7, ""]],
  ["#^A$#i", ["D026", 0, 1, ""], ["D026", 4, 5, ""], ["D005", 0, 6, "^[Aa]$"]],
  ['r"^A$"', ["D027", 0, 2, ""], ["D027", 5, 6, ""]],
  ['r#"^A$"#', ["D027", 0, 3, ""], ["D027", 6, 8, ""]],
  ["^(?<l>A)(?P<m>B)(?'n'C)$", ["D006", 1, 6, "("], ["D006", 8, 14, "("], ["D006", 16, 21, "("]],
  ["^(?:A)$", ["D007", 1, 4, "("]],
  ["^(?!SN0)SN(?=1)(?<=A)(?<!B)$", ["D008", 1, 4], ["D008", 10, 13], ["D008", 15, 19], ["D008", 21, 25]],
  ["^(?!SN0)SN[0-9]{2}$", ["D008", 1, 18, "SN[1-9][0-9]"]],
  ["^A(?=[0-4]$)[0-9]$", ["D008", 2, 17, "[0-4]"]],
  ["^(A(?!0)[0-9])$", ["D008", 3, 6]],
  ["^(?!0)[0-9]+$", ["D008", 1, 4], ["S003", 11, 12]],
  ["^([A-Z])\\1\\12\\k<a>(?P=a)$", ["D009", 8, 10], ["D009", 10, 13], ["D009", 13, 18], ["D009", 18, 24]],
  ["^A{6}+$", ["D010", 5, 6, ""]],
  ["^(?>A)$", ["D010", 1, 4, "("]],
  ["^A{2}{3}B?*$", ["D010", 5, 8], ["D010", 10, 11]],
  ["^A???$", ["D011", 3, 4, ""], ["D010", 4, 5]],
  ["^A{2,4}?B??$", ["D011", 7, 8, ""], ["D011", 10, 11, ""]],
  ["^SN[0-9]{8}?$", ["D011", 11, 12, ""]],
  ["^A{0,3}?B*?$", ["D011", 7, 8, ""], ["S003", 9, 10], ["D011", 10, 11, ""]],
  ["^[[:digit:]]$", ["D012", 2, 11, "0-9"]],
  ["^[[:upper:][:digit:]_]$", ["D012", 2, 11, "A-Z"], ["D012", 11, 20, "0-9"]],
  ["^[[:space:][:^alpha:]]$", ["D012", 2, 11], ["D012", 11, 21]],
  ["^[[.a.][=b=]]$", ["D012", 2, 7], ["D012", 7, 12]],
  ["^[:x:]$", ["D031", 2, 3], ["D013", 4, 5]],
  ["^[A-Z&&[^IO]]$", ["D013", 1, 13, "[A-HJ-NP-Z]"]],
  ["^[A-Z&&A-F&&C-Z]$", ["D013", 1, 16, "[C-F]"]],
  ["^[A-Z-[IO]]$", ["D013", 1, 11, "[A-HJ-NP-Z]"]],
  ["^[A-Z--[IO]]$", ["D013", 1, 12, "[A-HJ-NP-Z]"]],
  ["^[A-Z[0-9]]$", ["D013", 1, 11, "[0-9A-Z]"]],
  ["^[^A-Z&&[B]]$", ["D022", 1, 3], ["D013", 6, 8], ["D013", 8, 11]],
  ["^[A~~B]$", ["D013", 1, 7, "[AB~]"]],
  ["^[A[B]$", ["D020", 1, 2], ["D013", 3, 6], ["A002", 7, 7]],
  ["^A{,3}$", ["D014", 2, 6, "{0,3}"]],
  ["^A{1001}$", ["D015", 2, 8]],
  ["^A{99999999999999999999}$", ["S004", 0, 25], ["D015", 2, 24]],
  ["^\\p{L}\\PN[\\p{Lu}]$", ["D016", 1, 6], ["D016", 6, 9], ["D016", 10, 16]],
  [
    "^\\x41\\u0041\\cA\\0\\x{2B}$",
    ["D017", 1, 5, "A"],
    ["D017", 5, 11, "A"],
    ["D017", 11, 14],
    ["D017", 14, 16],
    ["D017", 16, 22, "[+]"],
  ],
  ["^\\xe9\\u{41}\\101\\o{101}$", ["D017", 1, 5], ["D017", 5, 11, "A"], ["D009", 11, 15], ["D017", 15, 22, "A"]],
  ["^[\\x41B]$", ["D017", 1, 8, "[AB]"]],
  [
    "^\\QA\\E\\h\\R\\K\\n\\t$",
    ["D018", 1, 3],
    ["D018", 4, 6],
    ["D018", 6, 8],
    ["D018", 8, 10],
    ["D018", 10, 12],
    ["D017", 12, 14],
    ["D017", 14, 16],
  ],
  ["^[\\bA]$", ["D018", 2, 4]],
  ["^[\\x41-\\x5A]$", ["D017", 1, 12, "[A-Z]"]],
  ["^[A-\\x5A]$", ["D017", 1, 9, "[A-Z]"]],
  ["^[\\x41-Z]$", ["D017", 1, 9, "[A-Z]"]],
  ["^[a-\\u{7a}]$", ["D017", 1, 11, "[a-z]"]],
  ["^[0-\\071]$", ["D017", 1, 9, "[0-9]"]],
  ["^[\\101-\\132]$", ["D017", 1, 12, "[A-Z]"]],
  ["^[\\1]$", ["D017", 2, 4]],
  ["^[\\.-\\/]$", ["D019", 1, 8, "([.]|/)"], ["D023", 1, 8, "([.]|/)"]],
  ["^[+-\\.]$", ["D023", 1, 7, "([+,.]|-)"], ["D019", 1, 7, "([+,.]|-)"]],
  ["^[ -\\~]$", ["D023", 2, 6], ["D019", 4, 6]],
  ["^[\t-A]$", ["D025", 2, 3], ["D023", 2, 5]],
  ["^[A-Z-[IO]X]$", ["D013", 5, 6]],
  [
    "^(?#x)A(?R)(?1)(*FAIL)(?|B)(?(1)C)$",
    ["D018", 1, 6],
    ["D018", 7, 11],
    ["D018", 11, 15],
    ["D018", 15, 22],
    ["D018", 22, 25],
    ["D018", 27, 32],
  ],
  ["^A\\-1\\_\\.$", ["D019", 2, 4, "-"], ["D019", 5, 7, "_"], ["D019", 7, 9, "[.]"]],
  ["^\\(\\^$", ["D019", 1, 3], ["D019", 3, 5]],
  ["^[\\-\\]]$", ["D019", 2, 4], ["D019", 4, 6]],
  ["^[A\\-Z\\+]$", ["D019", 1, 9, "([AZ+]|-)"]],
  ["^A{2$", ["D020", 2, 3]],
  ["^A}B]$", ["D020", 2, 3], ["D020", 4, 5]],
  ["^(A$", ["D020", 1, 2]],
  ["^A)$", ["D020", 2, 3]],
  ["^[A$", ["D020", 1, 2], ["A002", 4, 4]],
  ["^A{3,2}B{03}C{}D{,}$", ["D020", 2, 7], ["D020", 8, 12], ["D020", 13, 15], ["D020", 16, 19]],
  ["^?A(+B)$", ["D020", 1, 2], ["D020", 4, 5]],
  ["^1?[5]{0}A{0}?B$", ["D029", 3, 9, ""], ["D029", 9, 14, ""], ["D011", 13, 14, ""]],
  ["^((A?){2,3}B){2}$", ["D030", 2, 11, "(A){0,3}"]],
  ["^[:A]B[A:]$", ["D031", 1, 5, "[A:]"]],
  ["^[:][:.=][:-]$", ["D031", 1, 4, ":"], ["D031", 4, 9, "[.=:]"], ["D031", 9, 13, "(:|-)"], ["D028", 9, 13, "(:|-)"]],
  ["^[:^]$", ["D031", 2, 3]],
  ["^[^:A]$", ["D022", 1, 3]],
  ["^([0-9]-[A-Z]-){200}A$", ["D032", 0, 22]],
  ["^(A|)(|B)(A||B)()$", ["D020", 1, 5, "(A)?"], ["D020", 5, 9, "(B)?"], ["D020", 9, 15, "(A|B)?"], ["D020", 15, 17]],
  ["^(?:A|){2}$", ["D007", 1, 4, "("], ["D020", 1, 7, "((?:A)?)"], ["D030", 7, 10]],
  ["^AB$|", ["A003", 4, 5], ["D020", 4, 5], ["A002", 5, 5]],

  ["^A,B@$", ["D020", 2, 3, "[,]"], ["D020", 4, 5, "[@]"]],
  ["^(?)$", ["D005", 1, 4, ""]],
  ["^(?%A)$", ["D020", 1, 3], ["D020", 3, 4, "[%]"]],
  ["^A\\", ["D020", 2, 3], ["A002", 3, 3]],
  ["^[]A]$", ["D021", 1, 3]],
  ["^[]$", ["D021", 1, 3]],
  ["^[^]A]$", ["D022", 1, 3], ["D021", 1, 4]],
  ["^[^IO]$", ["D022", 1, 3]],
  ["^[A-z0-Z9-0+-9]$", ["D023", 2, 5, "A-Za-z"], ["D023", 5, 8, "0-9A-Z"], ["D023", 8, 11], ["D023", 11, 14]],
  ["^Ä😀B[é]$", ["D024", 1, 4], ["D024", 6, 7]],
  ["^A\u0000\u001b\u007fB$", ["D025", 2, 5]],
  ["^[\t]$", ["D025", 2, 3]],
  ["/^A$/", ["D026", 0, 1, ""], ["D026", 4, 5, ""]],
  ["/^A$/i", ["D026", 0, 1, ""], ["D026", 4, 5, ""], ["D005", 0, 6, "^[Aa]$"]],
  ["/^0$/gu", ["D026", 0, 1, ""], ["D026", 4, 5, ""], ["D005", 5, 7, ""]],
  [" ^A$\n", ["D027", 0, 1, ""], ["D027", 4, 5, ""]],
  ['"^A$"', ["D027", 0, 1, ""], ["D027", 4, 5, ""]],
  ["\u201c^A$\u201d", ["D027", 0, 1, ""], ["D027", 4, 5, ""]],
  ["\ufeff^A$", ["D027", 0, 1, ""]],
  [
    '"/^\\d$/" ',
    ["D027", 0, 1, ""],
    ["D026", 1, 2, ""],
    ["D001", 3, 5, "[0-9]"],
    ["D026", 6, 7, ""],
    ["D027", 7, 9, ""],
  ],
  ["^[_-]$", ["D028", 1, 5, "(_|-)"]],
  ["^[0-9A-Z-]{8}$", ["D028", 1, 10, "([0-9A-Z]|-)"]],
  ["^[-A][A-]$", ["D028", 1, 5, "(A|-)"], ["D028", 5, 9, "(A|-)"]],
  ["^[A-Z-9]$", ["D023", 1, 8, "([9A-Z]|-)"]],
  ["^[(][|][/]$", ["D028", 2, 3], ["D028", 5, 6], ["D028", 7, 10, "/"]],
  ["^$", ["L002", 0, 2]],
  ["^A*B+C{2,}$", ["S003", 2, 3], ["S003", 4, 5], ["S003", 6, 10]],
  ["^A*?B++$", ["S003", 2, 3], ["D011", 3, 4, ""], ["S003", 5, 6], ["D010", 6, 7, ""]],
  ["^[0-9]{300,}$", ["S003", 6, 12], ["D015", 6, 12]],
  ["", ["A001", 0, 0, "^"], ["A002", 0, 0, "$"]],
];

// Every rule whose findings are not errors; beyond 1000, D015 is one, and so is D011 behind a repeat of at least one.
const gentle: Readonly<Record<string, Level>> = { D007: "info", D011: "warn", D015: "warn", D028: "warn" };

// Each rule with a pattern that is portable and comes as close to a breach as it can.
const within: Readonly<Record<PatternRuleId, string>> = {
  A001: "^A",
  A002: "A$",
  A003: "^(A..|B..)$",
  A005: "^AA[0-9]$",
  A006: "^A[$]B$",
  D001: "^[0-9]{8}$",
  D002: "^[0-9A-Za-z_]{10}$",
  D003: "^AA ?$",
  D004: "^AA[.]{8}$",
  D005: "^[Aa][Aa]$",
  D006: "^(A)$",
  D007: "^(A|B)$",
  D008: "^SN[1-9][0-9]$",
  D009: "^(AA|BB)$",
  D010: "^(A{6}){2}$",
  D011: "^(A{2,4})?$",
  D012: "^[dgit:]$",
  D013: "^[A-HJ-NP-Z&]$",
  D014: "^A{0,3}$",
  D015: "^[0-9]{255}$",
  D016: "^[A-Z]$",
  D017: "^x41$",
  D018: "^QE$",
  D019: "^A-1_[.]$",
  D020: "^A{2}[}{]?$",
  D021: "^A$",
  D022: "^[IO^]$",
  D023: "^[0-9A-Za-z]$",
  D024: "^A$",
  D025: "^A B$",
  D026: "^/A/$",
  D027: '^ ["]$',
  D028: "^(:|-)$",
  D029: "^1?A$",
  D030: "^((A){0,2}B){2}$",
  D031: "^[A:]B[A:]$",
  D032: "^([0-9]-[A-Z]-){200}$",
  L002: "^A?$",
  S003: "^[0-9]{0,64}$",
  S004: "^([0-9]{20}){40}$",
};

describe("the portable subset", () => {
  test.each(accepted)("accepts %s", (source, lengthMin, lengthMax) => {
    expect(parsePattern(source)).toMatchObject({ ok: true, pattern: { source, lengthMin, lengthMax } });
  });

  test.each(outside.map(([source, ...faults]) => ({ source, faults })))("tells $source", ({ source, faults }) => {
    expect(faultsOf(source)).toEqual(faults);
  });

  test.each(outside.map(([source]) => source))("levels of the findings over %s", (source) => {
    const result = parsePattern(source);
    const levels = findingsOf(source).map(({ id, message, level, at }) => {
      // Optional in some engines, which only changes what a repeat of at least one means.
      const isOptional = id === "D011" && /(\+|\{[1-9][0-9,]*\})$/.test(source.slice(0, at?.[0]));
      const isLarge = id === "D015" && (/[0-9]{4,}/.exec(message)?.[0] ?? "1000") > "1000";
      expect(level, message).toBe(isLarge || isOptional ? "error" : (gentle[id] ?? "error"));
      return level;
    });
    expect(result.ok).toBe(!levels.includes("error"));
  });

  test.each(Object.entries(patternRules))("%s is broken by its example and not by its portable form", (id, rule) => {
    expect(faultsOf(rule.example).map(([broken]) => broken)).toContain(id);
    expect(faultsOf(within[id as PatternRuleId]).map(([broken]) => broken)).not.toContain(id);
  });

  test("has an example of every rule in the table", () => {
    const shown = new Set(outside.flatMap(([, ...faults]) => faults.map(([id]) => id)));
    expect(Object.keys(patternRules).filter((id) => !shown.has(id))).toEqual([]);
  });

  test("names what was found, where, and what to write instead", () => {
    const result = parsePattern("^BL\\d{4}$");
    expect(result).toMatchObject({
      ok: false,
      findings: [{ id: "D001", level: "error", remedy: "Write [0-9]." }],
    });
    const [finding] = result.ok ? [] : result.findings;
    expect(finding?.message).toContain('"\\d"');
    expect(finding?.message).toContain("characters 4 to 5");
  });

  test.each([
    ["(?i)^aa$", "D005", [0, 4], [0, 8]],
    ["/^A$/i", "D005", [5, 6], [0, 6]],
    ["^(?!SN0)SN[0-9]{2}$", "D008", [1, 4], [1, 18]],
    ["^A..|B..$", "A003", [4, 5], [0, 9]],
    ["^[A\\x42C]$", "D017", [3, 7], [1, 9]],
    ["^[A\\-C]$", "D019", [3, 5], [1, 7]],
    ["^[A-Z-9]$", "D023", [5, 6], [1, 8]],
    ["^[A-Z-]$", "D028", [5, 6], [1, 7]],
    ["^(A|)$", "D020", [3, 5], [1, 5]],
    ["^A\\d$", "D001", [2, 4], undefined],
    ["A$", "A001", [0, 0], undefined],
  ] as const)(
    "%s has %s exactly where its sentence says, and what the fix replaces beside it",
    (source, id, at, fixAt) => {
      const finding = findingsOf(source).find((each) => each.id === id);
      expect(finding).toMatchObject({ at });
      expect(finding?.fixAt).toEqual(fixAt);
      const place = at[1] - at[0] > 1 ? `characters ${at[0] + 1} to ${at[1]}` : `character ${at[0] + 1}`;
      expect(finding?.message).toContain(`(${place})`);
    },
  );

  test("means a character by its code up to 7f, and nothing agreed beyond ASCII", () => {
    for (const [source, means] of [
      ["^\\x7f$", true],
      ["^\\x80$", false],
      ["^\\u007f$", true],
      ["^\\u0080$", false],
      ["^[\\x80]$", false],
    ] as const) {
      const result = parsePattern(source);
      expect([source, !result.ok && result.meaning !== undefined]).toEqual([source, means]);
    }
  });

  test("shows what nobody can see by its code point", () => {
    const result = parsePattern("^A\u200bB$");
    expect(result.ok ? "" : result.findings[0]?.message).toContain('"<U+200B>"');
  });

  test("lists twenty faults and says that there are more", () => {
    const result = parsePattern(`^${"\\d".repeat(30)}$`);
    const findings = result.ok ? [] : result.findings;
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)).toMatchObject({ id: "S004", at: [41, 43] });
    expect(findings.at(-1)?.message).toContain("30 faults");
  });
});

describe("more than twenty faults", () => {
  test("are listed with the errors before the notes, in the order of their places", () => {
    const findings = findingsOf(`^${"(?:A)".repeat(25)}\\d$`);
    expect(findings.map(({ id }) => id)).toEqual([...Array.from({ length: 19 }, () => "D007"), "D001", "S004"]);
    expect(findings.at(-1)).toMatchObject({ level: "info", message: expect.stringContaining("26 faults") });
  });
});

describe("hostile patterns", () => {
  const hostile: readonly (readonly [name: string, source: string, from: number, to: number])[] = [
    ["one character too many", `^${"A".repeat(999)}$`, 1000, 1001],
    ["a hundred thousand characters", "x".repeat(100_000), 1000, 100_000],
    ["groups nested 33 deep", `^${"(".repeat(33)}A${")".repeat(33)}$`, 33, 34],
    ["repeats of repeats", "^([0-9]{255}){255}$", 0, 19],
    ["repeats of repeats to the depth of the nesting limit", `^${"(".repeat(32)}A${"{255})".repeat(32)}$`, 0, 227],
    ["a place too many", "^(A{40}){50}B$", 0, 14],
    ["exponentially many states", "^[01]{0,18}1[01]{18}$", 0, 21],
    ["optional places that follow each other in every order", "^(A?B?C?D?){255}$", 0, 17],
  ];

  test.each(hostile)("refuses %s quickly, as a limit", (_name, source, from, to) => {
    const started = performance.now();
    const faults = faultsOf(source);
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(faults.filter(([id]) => id === "S004")).toEqual([["S004", from, to]]);
  });

  test.each([
    ["opening brackets", "(".repeat(1000)],
    ["closing brackets", ")".repeat(1000)],
    ["class brackets", "[".repeat(1000)],
    ["alternating brackets", "[]".repeat(500)],
    ["backslashes", "\\".repeat(999)],
    ["braces", "{".repeat(1000)],
    ["bars", "|".repeat(1000)],
    ["anchors", "^$".repeat(500)],
    ["control characters", "\u0000".repeat(1000)],
    ["halves of surrogate pairs", "\ud83d".repeat(1000)],
    ["quotes only", '"'.repeat(1000)],
    ["slashes only", "/".repeat(1000)],
    ["unclosed names", "(?<".repeat(333)],
  ])("refuses %s quickly", (_name, source) => {
    const started = performance.now();
    expect(faultsOf(source).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});
