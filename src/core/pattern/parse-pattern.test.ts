import { describe, expect, test } from "vitest";
import { parsePattern } from "./parse-pattern.ts";
import { patternRules } from "./pattern-rule.ts";

function faultsOf(source: string): readonly (readonly [id: string, from: number, to: number])[] {
  const result = parsePattern(source);
  if (result.ok) return [];
  return result.findings.map(({ id, at }) => [id, at?.[0] ?? -1, at?.[1] ?? -1]);
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
  ["^A{0}B$", 1, 1],
  ["^(A{0}){255}$", 0, 0],
  ["^(((A{0}){255}){255}){255}B$", 1, 1],
  [`^${"(".repeat(32)}A${")".repeat(32)}$`, 1, 1],
  [`^${"A".repeat(998)}$`, 998, 998],
];

// Each refused construct with the id of its rule and the exact place: half-open, in UTF-16 units.
const refused: readonly (readonly [source: string, ...faults: readonly [id: string, from: number, to: number][]])[] = [
  ["SN[0-9]{8}$", ["A001", 0, 0]],
  ["^SN[0-9]{8}", ["A002", 11, 11]],
  ["SN1", ["A001", 0, 0], ["A002", 3, 3]],
  ["A|B", ["A001", 0, 0], ["A002", 3, 3]],
  ["^A1|B1$", ["A003", 3, 4]],
  ["^A$|^B$", ["A003", 3, 4]],
  ["^A|B|C", ["A003", 2, 3], ["A002", 6, 6]],
  ["\\AAA\\z", ["A005", 0, 2], ["A005", 4, 6]],
  ["^A\\bB\\Z", ["A005", 2, 4], ["A005", 5, 7]],
  ["^\\BA\\G$", ["A005", 1, 3], ["A005", 4, 6]],
  ["^A$B$", ["A006", 2, 3]],
  ["^^A$", ["A006", 1, 2]],
  ["(^A$)", ["A001", 0, 0], ["A006", 1, 2], ["A006", 3, 4], ["A002", 5, 5]],
  ["(?m)^A$", ["A006", 0, 4]],
  ["^\\d{8}$", ["D001", 1, 3]],
  ["^[\\dX]$", ["D001", 2, 4]],
  ["^\\w\\W\\D\\S$", ["D002", 1, 3], ["D002", 3, 5], ["D002", 5, 7], ["D002", 7, 9]],
  ["^AA\\s?$", ["D003", 3, 5]],
  ["^AA.{8}$", ["D004", 3, 4]],
  ["(?i)^aa$", ["D005", 0, 4]],
  ["^(?i:aa)$", ["D005", 1, 5]],
  ["^(?-s)a(?^x:b)$", ["D005", 1, 6], ["D005", 7, 12]],
  ["^(?im)a$", ["A006", 1, 6], ["D005", 1, 6]],
  ["^(?<l>A)(?P<m>B)(?'n'C)$", ["D006", 1, 6], ["D006", 8, 14], ["D006", 16, 21]],
  ["^(?:A)$", ["D007", 1, 4]],
  ["^(?!SN0)SN(?=1)(?<=A)(?<!B)$", ["D008", 1, 4], ["D008", 10, 13], ["D008", 15, 19], ["D008", 21, 25]],
  ["^([A-Z])\\1\\12\\k<a>(?P=a)$", ["D009", 8, 10], ["D009", 10, 13], ["D009", 13, 18], ["D009", 18, 24]],
  ["^A{6}+$", ["D010", 5, 6]],
  ["^(?>A)$", ["D010", 1, 4]],
  ["^A{2}{3}B?*$", ["D010", 5, 8], ["D010", 10, 11]],
  ["^A{2,4}?B??$", ["D011", 7, 8], ["D011", 10, 11]],
  ["^[[:digit:]]$", ["D012", 2, 11]],
  ["^[[.a.][=b=]]$", ["D012", 2, 7], ["D012", 7, 12]],
  ["^[:x:]$", ["D013", 4, 5]],
  ["^[A-Z&&[^IO]]$", ["D013", 6, 7], ["D013", 7, 12]],
  ["^[A-Z[0-9]]$", ["D013", 5, 10]],
  ["^[A~~B]$", ["D013", 4, 5]],
  ["^[A[B]$", ["D020", 1, 2], ["D013", 3, 6], ["A002", 7, 7]],
  ["^A{,3}$", ["D014", 2, 6]],
  ["^A{256}B{1,256}$", ["D015", 2, 7], ["D015", 8, 15]],
  ["^A{99999999999999999999}$", ["D015", 2, 24]],
  ["^\\p{L}\\PN[\\p{Lu}]$", ["D016", 1, 6], ["D016", 6, 9], ["D016", 10, 16]],
  [
    "^\\x41\\u0041\\cA\\0\\x{41}$",
    ["D017", 1, 5],
    ["D017", 5, 11],
    ["D017", 11, 14],
    ["D017", 14, 16],
    ["D017", 16, 22],
  ],
  [
    "^\\QA\\E\\h\\R\\K\\n\\t$",
    ["D018", 1, 3],
    ["D018", 4, 6],
    ["D018", 6, 8],
    ["D018", 8, 10],
    ["D018", 10, 12],
    ["D018", 12, 14],
    ["D018", 14, 16],
  ],
  ["^[\\bA]$", ["D018", 2, 4]],
  [
    "^(?#x)A(?R)(?1)(*FAIL)(?|B)(?(1)C)$",
    ["D018", 1, 6],
    ["D018", 7, 11],
    ["D018", 11, 15],
    ["D018", 15, 22],
    ["D018", 22, 25],
    ["D018", 27, 32],
  ],
  ["^A\\-1\\_\\.$", ["D019", 2, 4], ["D019", 5, 7], ["D019", 7, 9]],
  ["^[\\-\\]]$", ["D019", 2, 4], ["D019", 4, 6]],
  ["^A{2$", ["D020", 2, 3]],
  ["^A}B]$", ["D020", 2, 3], ["D020", 4, 5]],
  ["^(A$", ["D020", 1, 2]],
  ["^A)$", ["D020", 2, 3]],
  ["^[A$", ["D020", 1, 2], ["A002", 4, 4]],
  ["^A{3,2}B{03}C{}D{,}$", ["D020", 2, 7], ["D020", 8, 12], ["D020", 13, 15], ["D020", 16, 19]],
  ["^?A(+B)$", ["D020", 1, 2], ["D020", 4, 5]],
  ["^(A|)(|B)(A||B)()$", ["D020", 3, 5], ["D020", 5, 7], ["D020", 11, 13], ["D020", 15, 17]],
  ["^A,B@$", ["D020", 2, 3], ["D020", 4, 5]],
  ["^(?)$", ["D005", 1, 4]],
  ["^(?%A)$", ["D020", 1, 3], ["D020", 3, 4]],
  ["^A\\", ["D020", 2, 3], ["A002", 3, 3]],
  ["^[]A]$", ["D021", 1, 3]],
  ["^[]$", ["D021", 1, 3]],
  ["^[^]A]$", ["D022", 1, 3], ["D021", 1, 4]],
  ["^[^IO]$", ["D022", 1, 3]],
  ["^[A-z0-Z9-0+-9]$", ["D023", 2, 5], ["D023", 5, 8], ["D023", 8, 11], ["D023", 11, 14]],
  ["^Ä😀B[é]$", ["D024", 1, 4], ["D024", 6, 7]],
  ["^A\u0000\u001b\u007fB$", ["D025", 2, 5]],
  ["^[\t]$", ["D025", 2, 3]],
  ["/^A$/", ["D026", 0, 1], ["D026", 4, 5]],
  ["/^A$/i", ["D026", 0, 1], ["D026", 4, 5], ["D005", 5, 6]],
  [" ^A$\n", ["D027", 0, 1], ["D027", 4, 5]],
  ['"^A$"', ["D027", 0, 1], ["D027", 4, 5]],
  ["\u201c^A$\u201d", ["D027", 0, 1], ["D027", 4, 5]],
  ["\ufeff^A$", ["D027", 0, 1]],
  ['"/^\\d$/" ', ["D027", 0, 1], ["D026", 1, 2], ["D001", 3, 5], ["D026", 6, 7], ["D027", 7, 9]],
  ["^[:-]$", ["D028", 3, 4]],
  ["^[-A][A-][A-Z-9]$", ["D028", 2, 3], ["D028", 7, 8], ["D028", 13, 14]],
  ["^[(][|][/]$", ["D028", 2, 3], ["D028", 5, 6], ["D028", 8, 9]],
  ["^$", ["L002", 0, 2]],
  ["^A*B+C{2,}$", ["S003", 2, 3], ["S003", 4, 5], ["S003", 6, 10]],
  ["^A*?B++$", ["S003", 2, 3], ["D011", 3, 4], ["S003", 5, 6], ["D010", 6, 7]],
  ["", ["A001", 0, 0], ["A002", 0, 0]],
];

describe("the portable subset", () => {
  test.each(accepted)("accepts %s", (source, lengthMin, lengthMax) => {
    expect(parsePattern(source)).toMatchObject({ ok: true, pattern: { source, lengthMin, lengthMax } });
  });

  test.each(refused.map(([source, ...faults]) => ({ source, faults })))("refuses $source", ({ source, faults }) => {
    expect(faultsOf(source)).toEqual(faults);
  });

  test("has an example of every rule among the refused ones", () => {
    const shown = new Set(refused.flatMap(([, ...faults]) => faults.map(([id]) => id)));
    const unshown = Object.keys(patternRules).filter((id) => !shown.has(id));
    expect(unshown, "S004 is shown with hostile patterns").toEqual(["S004"]);
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
    expect(performance.now() - started).toBeLessThan(2000);
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
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("accepts the largest that fits: 2000 places", () => {
    expect(parsePattern("^(A{40}){50}$").ok).toBe(true);
  });
});
