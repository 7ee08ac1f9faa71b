import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternFix } from "./fix/pattern-fix.ts";
import { hasText } from "./language/language.ts";
import { parsePattern } from "./parse-pattern.ts";

/** Pieces of patterns in many dialects, so that random rows of them meet every rule, and each other. */
const pieces = [
  ..."^$()[]{}|?*+.\\-_:/ #,&~!\"'@=<>0123456789ABCXYZabcxyz\n\téÄ\u0660\ud83d\u200b",
  ..."[0-9] [A-Z] [^IO] [A-z] [A-Z&&[^IO]] [A-Z-[IO]] [[:digit:]] [:-] [] [^] [&&] [a--b] \\d \\w \\s \\S".split(" "),
  ..."(?: (?i) (?i: (?m) (?x) (?-i) (?^ (?= (?! (?<= (?> (?<n> (?P<n> (?P=n) (?# (?| (?R) (*F) (?".split(" "),
  ..."{2} {2,4} {,3} {3,} {0} {255} {256} {1000} {9999999} {2,1} {03} ?? ?+ ++ *? {2}+ {2}?".split(" "),
  ..."\\A \\z \\Z \\b \\B \\G \\p{L} \\1 \\k<n> \\x41 \\u0041 \\cA \\0 \\Q \\E \\- \\. \\] \\\\ //i ^( )$".split(" "),
] as const;

const rowOfPieces = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((row) => row.join(""));
const longRow = fc.array(fc.constantFrom(...pieces), { maxLength: 400 }).map((row) => row.join("").slice(0, 1000));
const soundPieces = "A B [0-9] [A-Z] [a-z_] (A|B) (AB)? [0-9]{2} {2} ? {0,3} - _ : / # (0|1){1,3} [.] [+]".split(" ");
const nearlySound = fc
  .tuple(fc.array(fc.constantFrom(...soundPieces), { maxLength: 6 }), fc.constantFrom("", "", "", ...pieces))
  .map(([row, odd]) => `^${row.join("")}${odd}$`);
const oneOver = fc
  .tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 1001 }))
  .map(([piece, count]) => piece.repeat(count).slice(0, 1001));
const hostileTexts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 1000 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  { arbitrary: rowOfPieces, weight: 4 },
  { arbitrary: rowOfPieces.map((row) => `^${row}$`), weight: 4 },
  { arbitrary: nearlySound, weight: 3 },
  longRow,
  oneOver,
);

describe("any text as a pattern", () => {
  test("is answered with places inside it, is mended once and for all, and quickly", () => {
    fc.assert(
      fc.property(hostileTexts, (source) => {
        const started = performance.now();
        const result = parsePattern(source);
        const fix = patternFix(source);
        expect(performance.now() - started, JSON.stringify(source)).toBeLessThan(60_000);
        for (const { at = [-1, -1], fix: mend, level } of result.ok ? result.notes : result.findings) {
          expect(at[0] >= 0 && at[0] <= at[1] && at[1] <= source.length, `${source} ${at}`).toBe(true);
          expect(typeof mend === "string" || mend === undefined).toBe(true);
          if (result.ok) expect(level).not.toBe("error");
        }
        expect(result.ok || result.findings.some(({ level }) => level === "error"), source).toBe(true);
        if (fix !== undefined) expect(patternFix(fix.fixed)?.fixed ?? fix.fixed, source).toBe(fix.fixed);
      }),
      { numRuns: 3000, seed: 20_260_719 },
    );
  });

  test("is accepted only where the native engine compiles it, and then means the same", () => {
    let acceptedCount = 0;
    const texts = fc.array(fc.constantFrom(..."AB01az-_:/ #.+\n\r\té٠"), { maxLength: 8 });
    fc.assert(
      fc.property(hostileTexts, fc.array(texts, { maxLength: 20 }), (source, drawn) => {
        const result = parsePattern(source);
        if (!result.ok) return;
        acceptedCount += 1;
        const native = new RegExp(source);
        for (const text of drawn.map((characters) => characters.join(""))) {
          expect(hasText(result.pattern.language, text), `${source} ${JSON.stringify(text)}`).toBe(native.test(text));
        }
      }),
      { numRuns: 6000, seed: 20_260_720 },
    );
    expect(acceptedCount).toBeGreaterThan(50);
  });
});
