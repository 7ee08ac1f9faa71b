import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schemeOf } from "../../../../test/dsn/scheme-of.ts";
import { schemeWithChecks, writtenOut } from "../../../../test/dsn/written-out-serials.ts";
import { patternOf } from "../../../../test/pattern/pattern-of.ts";
import { checkPlaces } from "./check-places.ts";
import { parseScheme } from "./parse-scheme.ts";
import { schemeCover } from "./scheme-cover.ts";
import { schemeFindings } from "./scheme-findings.ts";
import { schemePattern } from "./scheme-pattern.ts";

/** A pattern that has these texts and no other. */
function listed(texts: readonly string[]): string {
  return `^(${texts.join("|").replaceAll("+", "[+]")})$`;
}

const sample = [
  "DRSB1",
  { year: "24-33" },
  { week: "01-53" },
  { oneOf: ["A", "B", "C"] },
  { counter: "000001-750000" },
] as const;

describe("schemeCover", () => {
  test("finds the 53rd week that a pattern forgets", () => {
    const cover = schemeCover(
      schemeOf(...sample),
      patternOf("^DRSB1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-2])[A-C][0-9]{6}$"),
    );
    expect(cover.covered).toEqual({ kind: "text", text: "DRSB12453A000001" });
    expect(cover.beyond).toEqual({ kind: "text", text: "DRSB12401A000000" });
  });

  test("proves that a pattern covers a scheme, check characters included, and what it takes besides", () => {
    const cover = schemeCover(
      schemeOf(...sample, { check: "iso7064-37-36" }),
      patternOf("^DRSB1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$"),
    );
    expect(cover.covered).toEqual({ kind: "none" });
    expect(cover.beyond).toEqual({ kind: "text", text: "DRSB10000A0000000" });
  });

  test("proves that pattern and scheme are the same", () => {
    const scheme = schemeOf(...sample);
    expect(schemeCover(scheme, patternOf(schemePattern(scheme)))).toEqual({
      covered: { kind: "none" },
      beyond: { kind: "none" },
    });
  });

  test("finds the one serial that a pattern forgets, whatever checks the scheme has", () => {
    const small = schemeWithChecks.filter((sources) => writtenOut(sources).length <= 40);
    fc.assert(
      fc.property(small, fc.nat(), (sources, seed) => {
        const scheme = schemeOf(...sources);
        const serials = writtenOut(sources);
        const forgotten = serials[seed % serials.length] ?? "";
        const none = { kind: "none" };
        expect(schemeCover(scheme, patternOf(listed(serials)))).toEqual({ covered: none, beyond: none });
        // Another text stands in for the forgotten one, so that a scheme with one serial has a pattern too.
        const others = [...serials.filter((serial) => serial !== forgotten), `${forgotten}_`];
        expect(schemeCover(scheme, patternOf(listed(others)))).toEqual({
          covered: { kind: "text", text: forgotten },
          beyond: { kind: "text", text: `${forgotten}_` },
        });
      }),
      { numRuns: 100 },
    );
  });

  test("leaves out a check character that the scheme never has", () => {
    // By Luhn's formula 10 to 13 have the check digits 9, 7, 5 and 3.
    const scheme = schemeOf({ counter: "10-13" }, { check: "luhn-10" });
    expect(schemeCover(scheme, patternOf("^1[0-3][3579]$")).covered).toEqual({ kind: "none" });
    expect(schemeCover(scheme, patternOf("^1[0-3][579]$")).covered).toEqual({ kind: "text", text: "133" });
  });

  test("gives witnesses that show what they say", () => {
    const patterns = ["^A[0-9]{3}[0-9A-F]$", "^A[0-4][0-9]{2}[0-9A-Z]$", "^[A-B][0-9]{3}[G-Z]$", "^A00[0-9][0-9A-Z]$"];
    const checks = ["luhn-36", "iso7064-37-36", "mod-43"];
    const range = fc.tuple(fc.nat(500), fc.nat(499)).map(([from, more]) => {
      return `${String(from).padStart(3, "0")}-${String(from + more).padStart(3, "0")}`;
    });
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.constantFrom(...checks), range, (source, check, counter) => {
        const result = parseScheme(["A", { counter }, { check }]);
        if (!result.ok) return;
        const { covered, beyond } = schemeCover(result.scheme, patternOf(source));
        const native = new RegExp(source);
        if (covered.kind === "text") {
          expect([native.test(covered.text), schemeFindings(result.scheme, covered.text)]).toEqual([false, []]);
        }
        if (beyond.kind === "text") {
          expect(native.test(beyond.text)).toBe(true);
          expect(schemeFindings(result.scheme, beyond.text)).not.toEqual([]);
        }
      }),
    );
  });

  test("says so when the scheme is beyond the limits, unless the generated pattern is covered", () => {
    const checks = ["luhn-10", "iso7064-11-10", "iso7064-97-10", "luhn-36"].map((check) => ({ check }));
    const scheme = schemeOf({ counter: "0000000000-9999999999" }, ...checks);
    expect(schemeCover(scheme, patternOf("^[0-9]{14}[0-9A-Z]$"))).toMatchObject({
      covered: { kind: "none" },
      beyond: { kind: "limit" },
    });
    expect(schemeCover(scheme, patternOf("^[0-9]{15}$"))).toMatchObject({ covered: { kind: "limit" } });
  });
});

describe("checkPlaces", () => {
  test("names the check character that the class of a pattern lacks, with a serial that is refused", () => {
    const scheme = schemeOf("1", { counter: "000-999" }, { check: "iso7064-11-2" });
    const [place] = checkPlaces(scheme, patternOf("^1[0-9]{4}$")) ?? [];
    expect(place).toMatchObject({ part: 2, algorithm: "iso7064-11-2", characters: "0123456789X" });
    expect(place?.refused.map(({ character }) => character)).toEqual(["X"]);
    expect(place?.refused.map(({ serial }) => schemeFindings(scheme, serial))).toEqual([[]]);
  });

  test("names none where every check character is taken", () => {
    const scheme = schemeOf(...sample, { check: "iso7064-37-36" });
    const [place] = checkPlaces(scheme, patternOf("^DRSB1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$")) ?? [];
    expect(place).toMatchObject({ characters: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", refused: [] });
  });

  test("names every letter where a pattern takes digits alone", () => {
    const scheme = schemeOf(...sample, { check: "luhn-36" });
    const [place] = checkPlaces(scheme, patternOf("^DRSB1[0-9]{4}[A-C][0-9]{7}$")) ?? [];
    expect(place?.refused.map(({ character }) => character).join("")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });

  test("completes the serial where something follows the check", () => {
    const scheme = schemeOf("BL", { counter: "00-99" }, { check: "mod-43" }, "-", { oneOf: ["A", "B"] });
    const [place] = checkPlaces(scheme, patternOf("^BL[0-9]{2}[0-9A-Z]-[AB]$")) ?? [];
    expect(place?.refused).toEqual([
      { character: "+", serial: "BL09+-A" },
      { character: "-", serial: "BL04--A" },
    ]);
  });

  test("are not looked for without end where checks work together in too many ways", () => {
    const checks = ["luhn-10", "iso7064-11-10", "iso7064-97-10", "luhn-36"].map((check) => ({ check }));
    const scheme = schemeOf({ counter: "0000000000-9999999999" }, ...checks);
    expect(checkPlaces(scheme, patternOf("^[0-9]{14}[0-9A-Z]$"))).toBeUndefined();
  });

  test("are none without a check character", () => {
    expect(checkPlaces(schemeOf(...sample), patternOf("^A$"))).toEqual([]);
  });
});
