import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demoSources, schemeOf } from "../../../../test/dsn/scheme-of.ts";
import { drawn, onlyLayout, sourcesOf } from "../../../../test/dsn/suggested-layout.ts";
import { createRandom } from "../../index.ts";
import { parsePattern } from "../../pattern/index.ts";
import { parseScheme } from "../scheme/parse-scheme.ts";
import { schemeCapacity } from "../scheme/scheme-capacity.ts";
import { schemeFindings } from "../scheme/scheme-findings.ts";
import type { SchemeSource } from "../scheme/scheme-source.ts";
import { schemeSpecimens } from "../scheme/scheme-specimens.ts";
import { suggestScheme } from "./suggest-scheme.ts";

function specimens(sources: readonly SchemeSource[], count: number, seed = "serials"): readonly string[] {
  return schemeSpecimens(schemeOf(...sources), { count, random: createRandom(seed) });
}

/** Serials as a factory gives them out: week after week, the counter from 1 in each. */
function production({ weeks, perWeek }: { readonly weeks: number; readonly perWeek: number }): readonly string[] {
  return Array.from({ length: weeks * perWeek }, (_, index) => {
    const week = String(Math.floor(index / perWeek) + 1).padStart(2, "0");
    return `BL125${week}${"ABC".charAt(index % 3)}${String((index % perWeek) + 1).padStart(6, "0")}`;
  });
}

describe("suggestScheme", () => {
  test("finds every part of the demo scheme again", () => {
    const suggestion = suggestScheme(specimens(demoSources, 500));
    expect(sourcesOf(suggestion)).toEqual([
      ...demoSources.slice(0, 4),
      { counter: "000001-999999" },
      { check: "iso7064-37-36" },
    ]);
    const layout = onlyLayout(suggestion);
    expect(layout).toMatchObject({ rowCount: 500, capacity: 10n * 53n * 3n * 999_999n, notes: [] });
    expect(suggestion).toMatchObject({ rowCount: 500, repeatedCount: 0, outsideCount: 0, outside: [] });
    expect(layout.parts.map(({ at, certainty }) => [at, certainty])).toEqual([
      [[0, 3], "sure"],
      [[3, 5], "likely"],
      [[5, 7], "likely"],
      [[7, 8], "likely"],
      [[8, 14], "likely"],
      [[14, 15], "sure"],
    ]);
  });

  test("says plainly that it is a proposal, and of each part what was seen and why it was read so", () => {
    const suggestion = suggestScheme(specimens(demoSources, 500));
    expect(suggestion.notes).toMatchObject([
      { id: "suggest-proposal", level: "info" },
      { id: "suggest-in-use", level: "info" },
    ]);
    expect(suggestion.notes[1]?.remedy).toContain("boxproof serials import FILE --model MODEL --adopt");
    for (const { observed, reason } of onlyLayout(suggestion).parts) {
      expect(observed.length).toBeGreaterThan(5);
      expect(reason).toMatch(/^[A-Z0-9].*\.$/);
    }
    expect(onlyLayout(suggestion).parts[1]?.observed).toBe("10 values from 24 to 33");
    expect(onlyLayout(suggestion).parts[5]?.reason).toMatch(/By accident that happens less than once in 10\^12\./);
  });

  test("warns of serials in use only where a counter is proposed that could give them again", () => {
    const letters = ["A", "B", "C"].flatMap((one) => ["X", "Y"].map((other) => `ACME${one}${other}`));
    expect(suggestScheme(letters).notes.map(({ id }) => id)).not.toContain("suggest-in-use");
    expect(suggestScheme([]).notes.map(({ id }) => id)).not.toContain("suggest-in-use");
  });

  test("sees weeks that follow each other and a counter that rises", () => {
    const suggestion = suggestScheme(production({ weeks: 52, perWeek: 100 }));
    expect(sourcesOf(suggestion)).toEqual([
      "BL1",
      { year: "25-34" },
      { week: "01-53" },
      { oneOf: ["A", "B", "C"] },
      { counter: "000001-999999" },
    ]);
    const parts = onlyLayout(suggestion).parts;
    expect(parts[2]?.reason).toMatch(/never falls/);
    expect(parts[4]).toMatchObject({ certainty: "sure", reason: expect.stringMatching(/rises by one in 99 %/) });
  });

  test("leaves one week's date as text, and says what it could be", () => {
    const suggestion = suggestScheme(
      production({ weeks: 1, perWeek: 300 }).map((serial) => serial.replace(/[ABC]0/, "A0")),
    );
    expect(sourcesOf(suggestion)).toEqual(["BL12501A", { counter: "000001-999999" }]);
    expect(onlyLayout(suggestion).notes).toMatchObject([{ id: "suggest-fixed-date", at: [3, 7] }]);
  });

  const systems = ["luhn-10", "luhn-36", "iso7064-11-10", "iso7064-11-2", "iso7064-37-36", "iso7064-97-10", "mod-43"];

  test.each(systems)("recognises the check character of %s", (check) => {
    const isOverDigits = ["luhn-10", "iso7064-11-10", "iso7064-11-2"].includes(check);
    const prefix = isOverDigits ? "71" : "BL";
    const suggestion = suggestScheme(specimens([prefix, { counter: "000001-099999" }, { check }], 60, check));
    expect(sourcesOf(suggestion)).toEqual([prefix, { counter: "000001-999999" }, { check }]);
  });

  test("recognises a check character in the middle", () => {
    const scheme = ["BL", { counter: "000001-099999" }, { check: "luhn-36" }, "-", { oneOf: ["A", "B"] }] as const;
    expect(sourcesOf(suggestScheme(specimens(scheme, 200)))).toEqual([
      "BL",
      { counter: "000001-999999" },
      { check: "luhn-36" },
      "-",
      { oneOf: ["A", "B"] },
    ]);
  });

  test("sees no check character where there is none", () => {
    const random = createRandom("none");
    for (let file = 0; file < 50; file += 1) {
      const rows = Array.from({ length: 30 }, () => `BL${drawn(random, "0123456789", 8)}`);
      for (const { scheme } of suggestScheme(rows).layouts) {
        expect(scheme?.sources.some((source) => typeof source === "object" && "check" in source)).toBe(false);
      }
    }
  });

  test("recognises MOD 37,36 in eight rows", () => {
    const suggestion = suggestScheme(specimens(demoSources, 8));
    expect(sourcesOf(suggestion)?.at(-1)).toEqual({ check: "iso7064-37-36" });
  });

  test("reads product codes that vary together as values, and asks whether they are models", () => {
    const rows = Array.from(
      { length: 400 },
      (_, index) => `${index % 2 ? "BL1" : "TW2"}-${String(index).padStart(5, "0")}`,
    );
    const suggestion = suggestScheme(rows);
    expect(sourcesOf(suggestion)).toEqual([{ oneOf: ["BL1", "TW2"] }, "-", { counter: "00000-99999" }]);
    expect(onlyLayout(suggestion).notes).toMatchObject([{ id: "suggest-several-models" }]);
  });

  test("proposes only a pattern for digits and letters without order, and says why", () => {
    const random = createRandom("hex");
    const rows = Array.from({ length: 300 }, () => `SN${drawn(random, "0123456789ABCDEF", 10)}`);
    const layout = onlyLayout(suggestScheme(rows));
    expect(layout).toMatchObject({
      pattern: "^SN[0-9A-F]{10}$",
      capacity: 16n ** 10n,
      notes: [{ id: "suggest-no-scheme" }],
    });
    expect(layout.scheme).toBeUndefined();
    expect(layout.parts[1]).toMatchObject({ at: [2, 12], characters: "0123456789ABCDEF", certainty: "guess" });
  });

  test("leaves out the letters that the factory leaves out", () => {
    const random = createRandom("no I, no O");
    const rows = Array.from({ length: 300 }, () => `G${drawn(random, "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", 12)}`);
    expect(onlyLayout(suggestScheme(rows)).pattern).toBe("^G[0-9A-HJ-NP-Z]{12}$");
  });
});

describe("rows that repeat others", () => {
  test("are named with the row that they repeat", () => {
    const { repeated, repeatedCount } = suggestScheme(["A1", "A2", "A1", "A1"]);
    expect(repeatedCount).toBe(2);
    expect(repeated).toEqual([
      { row: 2, earlier: 0, serial: "A1" },
      { row: 3, earlier: 0, serial: "A1" },
    ]);
  });
});

describe("rows that do not fit", () => {
  const good = specimens(demoSources, 495);
  const typo = (good[7] ?? "").replace(/.$/, (check) => (check === "0" ? "1" : "0"));
  const planted = ["BL12417A00012", "BL12417AOOO12KX", "BL1 2417A000123", typo, "XL12417A0001239"];

  test("are listed with the place and the reason", () => {
    const suggestion = suggestScheme([...good, ...planted]);
    expect(sourcesOf(suggestion)).toEqual(sourcesOf(suggestScheme(good)));
    expect(suggestion.outsideCount).toBe(5);
    expect(suggestion.outside.map(({ row, serial }) => [row, serial])).toEqual(
      planted.map((serial, index) => [495 + index, serial]),
    );
    const ids = suggestion.outside.map(({ findings }) => findings.map(({ id, at }) => [id, at]));
    expect(ids).toEqual([
      [
        ["suggest-length", undefined],
        ["scheme-counter", [13, 13]],
      ],
      [["scheme-counter", [8, 9]]],
      [["dsn-character", [3, 4]]],
      [["scheme-check", [14, 15]]],
      [["scheme-text", [0, 1]]],
    ]);
  });

  test("are those of another length when they are few", () => {
    const rows = Array.from(
      { length: 400 },
      (_, index) => `BL1${String(index).padStart(index % 33 === 0 ? 7 : 6, "0")}`,
    );
    const suggestion = suggestScheme(rows);
    expect(suggestion).toMatchObject({ outsideCount: 13, layouts: [{ rowCount: 387 }] });
    expect(suggestion.outside[0]?.findings[0]).toMatchObject({ id: "suggest-length", measured: "10", required: "9" });
  });

  test("are a few weeks that no year has", () => {
    const rows = [...production({ weeks: 52, perWeek: 20 }), "BL12577A000001"];
    expect(suggestScheme(rows)).toMatchObject({
      outsideCount: 1,
      outside: [{ row: 1040, findings: [{ id: "scheme-week" }] }],
    });
  });

  test("are counted, and only the first hundred explained", () => {
    const rows = [...specimens(demoSources, 2000), ...Array.from({ length: 300 }, (_, index) => `bad serial ${index}`)];
    const suggestion = suggestScheme(rows);
    expect([suggestion.outsideCount, suggestion.outside.length]).toEqual([300, 100]);
  });
});

describe("serials of several layouts", () => {
  test("are told apart by their lengths", () => {
    const rows = Array.from({ length: 400 }, (_, index) => {
      return index % 2 ? `BL1${String(index).padStart(6, "0")}` : `TWX9-${String(index).padStart(8, "0")}`;
    });
    const suggestion = suggestScheme(rows);
    expect(suggestion.layouts.map(({ rowCount, scheme }) => [rowCount, scheme?.sources])).toEqual([
      [200, ["TWX9-", { counter: "00000000-99999999" }]],
      [200, ["BL1", { counter: "000001-999999" }]],
    ]);
    expect(suggestion.notes[0]).toMatchObject({ id: "suggest-layouts", level: "warn", measured: "2" });
  });

  test("are told apart by where they have digits and letters", () => {
    const rows = Array.from({ length: 600 }, (_, index) => {
      const number = String(index).padStart(6, "0");
      return index % 3 === 0 ? `AB${number}XY` : `12${number}34`;
    });
    const suggestion = suggestScheme(rows);
    expect(suggestion.layouts.map(({ rowCount, pattern }) => [rowCount, pattern])).toEqual([
      [400, "^12(00000[1-9]|0000[1-9][0-9]|000[1-9][0-9]{2}|00[1-9][0-9]{3}|0[1-9][0-9]{4}|[1-9][0-9]{5})34$"],
      [200, "^AB[0-9]{6}XY$"],
    ]);
  });

  test("are left out, and counted, beyond five", () => {
    const rows = Array.from(
      { length: 700 },
      (_, index) => `${"A".repeat(1 + (index % 7))}${String(index).padStart(4, "0")}`,
    );
    const suggestion = suggestScheme(rows);
    expect([suggestion.layouts.length, suggestion.outsideCount]).toEqual([5, 200]);
    expect(suggestion.notes[0]?.message).toMatch(/7 layouts.*2 more are left out/);
  });
});

describe("files that say little or nothing", () => {
  test("without a row or with too many are refused", () => {
    expect(suggestScheme([])).toMatchObject({ layouts: [], notes: [{ id: "suggest-rows", level: "error" }] });
    const many = Array.from({ length: 200_001 }, () => "A");
    expect(suggestScheme(many)).toMatchObject({ layouts: [], notes: [{ id: "suggest-rows", measured: "200001" }] });
  });

  test("without any serial get no layout", () => {
    const suggestion = suggestScheme(["", "a b", "é", "x".repeat(65)]);
    expect(suggestion).toMatchObject({
      layouts: [],
      outsideCount: 4,
      notes: [{ id: "suggest-none", level: "error" }, {}],
    });
    expect(suggestion.outside.map(({ findings }) => findings[0]?.id)).toEqual([
      "dsn-length",
      "dsn-character",
      "dsn-character",
      "dsn-length",
    ]);
  });

  test("with one serial get a text, and a warning", () => {
    const layout = onlyLayout(suggestScheme(["BL1A", "BL1A"]));
    expect(layout).toMatchObject({ pattern: "^BL1A$", capacity: 1n, rowCount: 2, notes: [{ id: "suggest-few" }] });
    expect(layout.parts).toMatchObject([{ source: "BL1A", certainty: "guess" }]);
    expect(suggestScheme(["BL1A", "BL1A"]).repeatedCount).toBe(1);
  });

  test("of 200,000 rows are read in bounded time", () => {
    const rows = production({ weeks: 50, perWeek: 4000 });
    const started = performance.now();
    expect(suggestScheme(rows)).toMatchObject({ outsideCount: 0, layouts: [{ rowCount: 200_000 }] });
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test("of too many lengths get a refusal, not a scheme that fits a few", () => {
    const rows = Array.from({ length: 640 }, (_, index) => "A".repeat(1 + (index % 64)));
    expect(suggestScheme(rows).notes[0]).toMatchObject({ id: "suggest-outside", level: "error" });
  });

  test("of 64 digits without order are taken as counters", () => {
    const random = createRandom("digits");
    const layout = onlyLayout(suggestScheme(Array.from({ length: 100 }, () => drawn(random, "0123456789", 64))));
    expect(layout).toMatchObject({ rowCount: 100, capacity: 10n ** 64n });
  });

  test("of random texts are answered, and every row is counted once", () => {
    const rows = fc.array(fc.string({ maxLength: 12 }), { maxLength: 60 });
    const likeSerials = fc.array(fc.stringMatching(/^[A-C0-3+_-]{1,6}$/), { maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(rows, likeSerials), (serials) => {
        const { layouts, outsideCount, rowCount } = suggestScheme(serials);
        expect(rowCount).toBe(serials.length);
        if (serials.length === 0) return;
        expect(layouts.reduce((sum, layout) => sum + layout.rowCount, outsideCount)).toBe(serials.length);
        for (const { pattern } of layouts) expect(parsePattern(pattern).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** Schemes whose serials all have one length, with up to five parts and perhaps a check. */
function anyScheme(): fc.Arbitrary<readonly SchemeSource[]> {
  const width = fc.integer({ min: 1, max: 6 });
  const ends = width.chain((digits) => {
    return fc.tuple(fc.nat(10 ** digits - 1), fc.nat(10 ** digits - 1)).map(([a, b]) => {
      return [a, b]
        .sort((x, y) => x - y)
        .map((end) => String(end).padStart(digits, "0"))
        .join("-");
    });
  });
  const part: fc.Arbitrary<SchemeSource> = fc.oneof(
    fc.constantFrom("A", "BL1", "X-", "24", "00", "b_"),
    ends.map((counter) => ({ counter })),
    fc.constantFrom({ year: "24-33" }, { year: "2024-2033" }, { year: "4-9" }, { week: "01-53" }, { week: "10-20" }),
    fc.subarray(["A", "B", "C", "X", "Y", "7"], { minLength: 1 }).map((oneOf) => ({ oneOf })),
    fc.subarray(["AB", "CD", "X1", "Y2", "77"], { minLength: 1 }).map((oneOf) => ({ oneOf })),
  );
  const check = fc.constantFrom(
    "luhn-10",
    "luhn-36",
    "iso7064-11-10",
    "iso7064-11-2",
    "iso7064-37-36",
    "iso7064-97-10",
    "mod-43",
  );
  return fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 5 }), fc.option(check, { nil: undefined }))
    .map(([parts, algorithm]) => (algorithm === undefined ? parts : [...parts, { check: algorithm }]))
    .filter((sources) => parseScheme(sources).ok);
}

describe("for serials of any scheme", () => {
  test("the proposal has all of them, and so has its pattern", () => {
    fc.assert(
      fc.property(anyScheme(), fc.nat(1000), (sources, seed) => {
        const original = schemeOf(...sources);
        const capacity = schemeCapacity(original);
        const count = capacity < 500n ? Number(capacity) : 500;
        const every = schemeSpecimens(original, { count, random: createRandom(`${seed}`) });
        const suggestion = suggestScheme(every);
        expect([suggestion.outside, suggestion.layouts.length]).toEqual([[], 1]);
        const { scheme, pattern } = onlyLayout(suggestion);
        const native = new RegExp(pattern);
        expect(every.filter((serial) => !native.test(serial))).toEqual([]);
        if (scheme === undefined) throw new Error("a scheme was made of parts");
        expect(every.filter((serial) => schemeFindings(scheme.scheme, serial).length > 0)).toEqual([]);
      }),
      { numRuns: 300, seed: 36 },
    );
  });

  test("a few planted bad rows are listed", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.subarray(["BL12417A00012", "BL12417A000123KX", "BL12417AOOO123K", "BL12417AOOO12+Z"]),
        (seed, bad) => {
          const rows = [...specimens(demoSources, 500, `${seed}`), ...bad];
          const suggestion = suggestScheme(rows);
          expect(suggestion.outside.map(({ serial }) => serial)).toEqual(bad);
        },
      ),
      { numRuns: 20 },
    );
  });
});
