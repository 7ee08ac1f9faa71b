import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePattern } from "../parse-pattern.ts";
import { patternFix } from "./pattern-fix.ts";

type ShownFix = readonly [source: string, fixed: string, relation: string, lost?: string, gained?: string];

// What every automatic fix makes of a pattern, how its texts compare, and the text that shows a difference.
const fixes: readonly ShownFix[] = [
  ["SN[0-9]{8}", "^SN[0-9]{8}$", "same"],
  ["A|B", "^(A|B)$", "same"],
  ["^A..|B..$", "^(A..|B..)$", "same"],
  ["^A$|^B$", "^(A|B)$", "same"],
  ["\\AAA[0-9]\\z", "^AA[0-9]$", "same"],
  ["\\bSN\\d{8}\\b", "^SN[0-9]{8}$", "same"],
  ["\\b-A\\b", "^-A$", "unproved"],
  // What may be left out is no edge of a word: "-" alone has none.
  ["\\bA?-$", "^A?-$", "unproved"],
  ["\\bA{0,2}-$", "^A{0,2}-$", "unproved"],
  ["\\bA|-$", "^(A|-)$", "unproved"],
  ["^-A?\\b", "^-A?$", "unproved"],
  ["^-A{1,2}\\b", "^-A{1,2}$", "same"],
  ["^\\d{8}\\w$", "^[0-9]{8}[0-9A-Za-z_]$", "same"],
  ["^[\\w_+]$", "^[0-9A-Za-z+_]$", "same"],
  ["^AA\\s?$", "^AA ?$", "narrower", "AA\t"],
  ["(?i)^aa", "^[Aa][Aa]$", "same"],
  ["/^a|b0$/i", "^([Aa]|[Bb]0)$", "same"],
  ["/^sn\\d+$/gi", "^[Ss][Nn][0-9]+$", "same"],
  ["^(?i:a(?i:b))c$", "^([Aa]([Bb]))c$", "same"],
  ["(?i)a(?i)b(?-i)c", "^[Aa][Bb]c$", "same"],
  ["^(?<line>A)(?:B|C)$", "^(A)(B|C)$", "same"],
  ["^(?!SN0)SN[0-9]{2}$", "^SN[1-9][0-9]$", "same"],
  ["^(?!SN00)SN[0-9]{2}$", "^SN(0[1-9]|[1-9][0-9])$", "same"],
  ["(?i)^(?!sn0)sn\\d{2}", "^[Ss][Nn][1-9][0-9]$", "same"],
  ["SN(?!0)\\d{2,4}", "^SN[1-9][0-9]{1,3}$", "same"],
  ["^A(?=[0-4]$)[0-9]$", "^A[0-4]$", "same"],
  ["^SN[0-9]{2}(?<!00)$", "^SN(0[1-9]|[1-9][0-9])$", "same"],
  ["^SN[0-9]{2}(?<=[05])$", "^SN[0-9][05]$", "same"],
  ["^(?!0)[0-9]{3}(?<!00)$", "^[1-9](0[1-9]|[1-9][0-9])$", "same"],
  ["^(?!0)A?(?=[0-4])[0-9]$", "^([1-4]|A[0-4])$", "same"],
  [
    "^(?=.*[A-Z])(?=.*[0-9])[0-9A-Z]{3}$",
    "^([0-9]([0-9][A-Z]|[A-Z][0-9A-Z])|[A-Z]([0-9][0-9A-Z]|[A-Z][0-9]))$",
    "same",
  ],
  ["^A{6}+[0-9]{1,3}+B$", "^A{6}[0-9]{1,3}B$", "same"],
  ["^A?+A$", "^A?A$", "unproved"],
  ["^(?>AB)C$", "^(AB)C$", "same"],
  ["^(?>A{2})B$", "^(A{2})B$", "same"],
  // Takes both, gives none back, and never matches.
  ["^(?>A{1,2})A$", "^(A{1,2})A$", "unproved"],
  ["^A{2,4}?B??$", "^A{2,4}B?$", "same"],
  ["^[[:digit:][:upper:]]$", "^[0-9A-Z]$", "same"],
  ["^[A-Z&&[^IO]]{4}$", "^[A-HJ-NP-Z]{4}$", "same"],
  ["^[A-Z-[IO]]{4}$", "^[A-HJ-NP-Z]{4}$", "same"],
  ["^A{,3}$", "^A{0,3}$", "same"],
  ["^\\x41\\u0042\\x2b$", "^AB[+]$", "same"],
  ["^A\\-1\\_\\.$", "^A-1_[.]$", "same"],
  ["^[A\\-Z]$", "^([AZ]|-)$", "same"],
  ["^A,B$", "^A[,]B$", "same"],
  ["^[A-z]$", "^[A-Za-z]$", "narrower", "["],
  ["^[0-Z]$", "^[0-9A-Z]$", "narrower", ":"],
  ['"/^A$/" ', "^A$", "same"],
  ["^[:-]$", "^(:|-)$", "same"],
  ["^A[0-9]{0}B(C{0,0})?$", "^AB$", "same"],
  ["^(A{0}|B)C$", "^(B)?C$", "same"],
  ["^((A?){2,3}B){2}$", "^((A){0,3}B){2}$", "same"],
  ["^((A?){2}|B{0}){2}C$", "^(((A){1,2})){0,2}C$", "same"],
  ["^(\\d{0,2}|){3}A$", "^(([0-9]{1,2})){0,3}A$", "same"],
  ["^(A|){2}B$", "^((A)){0,2}B$", "same"],
  ["^[:A][:;]?[:]B[A:]$", "^[A:][;:]?:B[A:]$", "same"],
  // Without an anchor beside it a blank or a quote may belong to the serials.
  [" A[0-9]", "^A[0-9]$", "unproved"],
  ["^A[0-9] ", "^A[0-9]$", "unproved"],
  [" A[0-9]$", "^A[0-9]$", "unproved"],
  ['"A[0-9]"', "^A[0-9]$", "unproved"],
  [" ^A[0-9]", "^A[0-9]$", "same"],
  ["\uFEFFA[0-9]", "^A[0-9]$", "same"],
  ["/A[0-9]/ ", "^A[0-9]$", "same"],
  ['r"A[0-9]"', "^A[0-9]$", "same"],
  // Beyond the limits of a proof by languages, but the same tree.
  ["^(?:A|B|AB|BA){1,200}", "^(A|B|AB|BA){1,200}$", "same"],
  ["^[0-9A-Z-]{8}$", "^([0-9A-Z]|-){8}$", "same"],
  ["/^AB\\/[0-9]{6}$/gm", "^AB/[0-9]{6}$", "same"],
  ["#^AB[0-9]{6}$#i", "^[Aa][Bb][0-9]{6}$", "same"],
  ['r"^AB[0-9]{6}$"', "^AB[0-9]{6}$", "same"],
  ['"""^AB[0-9]{6}$"""', "^AB[0-9]{6}$", "same"],
  ["'^AB[0-9]{6}$'", "^AB[0-9]{6}$", "same"],
  ["^SN[\\x41-\\x5A]{2}[0-9]{6}$", "^SN[A-Z]{2}[0-9]{6}$", "same"],
  ["^(A|)(|B)$", "^(A)?(B)?$", "same"],
  ["^(A|B|A|AB)$", "^(A|B|AB)$", "same"],
  ["^(?=A)A??$", "^A$", "same"],
  // Ruby reads it as ^(a(b|c))$.
  ["^(a(?i)b|c)$", "^(a[Bb]|[Cc])$", "unproved"],
  ["^((?i)b|c)$", "^([Bb]|[Cc])$", "same"],
  ["^X(?=A)A??$", "^XA$", "same"],
];

describe("patternFix", () => {
  test.each(fixes.map(([source, ...wanted]) => ({ source, wanted })))(
    "$source becomes $wanted",
    ({ source, wanted }) => {
      const fix = patternFix(source);
      const [fixed, relation, lost, gained] = wanted;
      expect([fix?.fixed, fix?.relation, fix?.lost, fix?.gained]).toEqual([fixed, relation, lost, gained]);
    },
  );

  test.each([
    "^A$",
    "^A$B$",
    "^(A?B?){2}C$",
    "^A{0}$",
    "^(A{34}){34}$",
    "^[:^]$",
    "^[^IO]$",
    "^.$",
    "^\\p{Lu}$",
    "^A+$",
    "^é$",
    "^([A-Z])\\d\\1$",
    "^(?!A)?[AB]$",
    "^(?=A){0}[AB]$",
    "^AB[[:digit:]{6}$",
    "^AB$|",
    "/^A B$/x",
  ])("leaves %s", (source) => {
    expect(patternFix(source)).toBeUndefined();
  });

  test("tells what is still wrong", () => {
    expect(patternFix("\\d+.")).toMatchObject({ fixed: "^[0-9]+.$", left: [{ id: "S003" }, { id: "D004" }] });
    expect(patternFix("^\\d$")?.left).toEqual([]);
  });

  // The native engine judges both patterns; only fixes that are proved equal are drawn.
  test("keeps what a pattern matches, by the native engine", () => {
    const parts = [
      "\\d",
      "\\w",
      "A",
      "[a-f]",
      "(?:A|B)",
      "\\x41",
      "[0-9A-Z-]",
      "[A-Z][0-9]",
      "\\-",
      "(?<n>A)",
      "B{2}?",
    ];
    const part = fc.constantFrom(...parts);
    const drawn = fc.tuple(fc.uniqueArray(part, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "i"));
    let matchCount = 0;
    fc.assert(
      fc.property(drawn, fc.array(fc.constantFrom(..."AB09af-_+z"), { maxLength: 6 }), ([items, flags], drawnText) => {
        const source = items.join("");
        const fix = patternFix(flags === "" ? `^${source}$` : `/^${source}$/${flags}`);
        if (fix !== undefined) expect(fix.relation, source).toBe("same");
        const [before, after] = [new RegExp(`^${source}$`, flags), new RegExp(fix?.fixed ?? `^${source}$`)];
        for (const text of [drawnText.join(""), "A", "0A", "A0", "AA", "-", "aA", "bBB"]) {
          expect(after.test(text), `${source} ${flags} ${text}`).toBe(before.test(text));
          if (after.test(text)) matchCount += 1;
        }
      }),
      { numRuns: 2000, seed: 20_260_719 },
    );
    expect(matchCount).toBeGreaterThan(100);
  });

  test("tells both of two looks ahead with the fix of both", () => {
    const result = parsePattern("^(?=.*[A-Z])(?=.*[0-9])[0-9A-Z]{2}$");
    const fixes = result.ok ? [] : result.findings.map(({ id, at, fix }) => [id, at, fix]);
    expect(fixes.filter(([id]) => id === "D008")).toEqual([
      ["D008", [1, 4], "([0-9][A-Z]|[A-Z][0-9])"],
      ["D008", [12, 15], "([0-9][A-Z]|[A-Z][0-9])"],
    ]);
  });

  test("looks ahead as the native engine does", () => {
    const digits = fc.constantFrom("0", "1", "[0-4]", "[1-9]", "0$", "..", ".*5", "(00|11)");
    const drawn = fc.tuple(
      fc.constantFrom("=", "!"),
      digits,
      fc.constantFrom("", "A", "[0-9]?"),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom("", "(?=[1-5])[0-9]", "(?<!0)", "(?<=[15])", "[0-9]??(?<!00)", "(?<!5)(?<=.A?[3-9])"),
    );
    let fixedCount = 0;
    fc.assert(
      fc.property(drawn, ([kind, ahead, before, count, tail]) => {
        const source = `^${before}(?${kind}${ahead})[0-9]{${count}}${tail}$`;
        const fix = patternFix(source);
        if (fix === undefined) return;
        fixedCount += 1;
        const [native, plain] = [new RegExp(source), new RegExp(fix.fixed)];
        for (let number = 0; number < 2000; number += 1) {
          for (const text of [String(number), `A${number}`, `0${number}`, `00${number}`]) {
            if (plain.test(text) !== native.test(text)) expect.fail(`${source} ${fix.fixed} ${text}`);
          }
        }
      }),
      { numRuns: 60, seed: 20_260_719 },
    );
    expect(fixedCount).toBeGreaterThan(20);
  });
});
