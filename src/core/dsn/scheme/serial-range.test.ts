import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demoSources, schemeOf } from "../../../../test/dsn/scheme-of.ts";
import {
  type CounterRange,
  commonSerial,
  counterOf,
  countingPart,
  fieldText,
  hasImpossibleCounters,
  isSameSeries,
  rangeSerialAt,
  type SerialSeries,
  schemeFields,
  serialAt,
  serialSeries,
} from "./serial-range.ts";

const brewline = schemeOf(...demoSources);

describe("a series", () => {
  it("is a scheme with everything but the counter chosen", () => {
    const series = serialSeries(brewline, ["26", "14", "A"]);
    expect(series).toEqual({ head: "BL12614A", width: 6, rest: [{ kind: "check", algorithm: "iso7064-37-36" }] });
    // The demo catalog's good example, checked by hand in its own tests.
    expect(series && serialAt(series, 457)).toBe("BL12614A000457U");
  });

  it("computes check characters before the counter once, and joins texts behind it", () => {
    // Luhn over 26: 2*6 = 12 → 1+2 = 3, 3+2 = 5, check 5.
    const scheme = schemeOf(
      { year: "24-33" },
      { check: "luhn-10" },
      { counter: "01-99" },
      "_",
      { oneOf: ["b", "c"] },
      "w",
    );
    expect(serialSeries(scheme, ["26", "b"])).toEqual({ head: "265", width: 2, rest: [{ kind: "text", text: "_bw" }] });
  });

  it("counts with the last counter; an earlier one has to be chosen", () => {
    const scheme = schemeOf("X", { counter: "1-4" }, { counter: "01-99" });
    expect(schemeFields(scheme).map(({ kind, name }) => `${kind}: ${name}`)).toEqual(["counter: counter 1-4"]);
    expect(countingPart(scheme)).toMatchObject({ from: 1, to: 99, width: 2 });
    expect(serialSeries(scheme, ["3"])).toEqual({ head: "X3", width: 2, rest: [] });
    expect(serialSeries(schemeOf("X", { year: "24-33" }), ["26"])).toBeUndefined();
  });

  it("takes a choice as it is printed, with or without zeros, a year with its last digits", () => {
    const [year, week, line] = schemeFields(brewline);
    const text = (field: typeof year, given: string) => field && fieldText(field, given);
    expect([text(year, "26"), text(year, "2026"), text(year, "23"), text(year, "x")]).toEqual([
      "26",
      "26",
      undefined,
      undefined,
    ]);
    expect([text(week, "5"), text(week, "05"), text(week, "54"), text(week, "-1")]).toEqual([
      "05",
      "05",
      undefined,
      undefined,
    ]);
    expect([text(line, "A"), text(line, "a"), text(line, "")]).toEqual(["A", undefined, undefined]);
    const [only] = schemeFields(schemeOf({ oneOf: ["Q"] }, { counter: "1-9" }));
    expect(only?.only).toBe("Q");
  });

  it("has no serial where the check character is none that a DSN may have", () => {
    const series: SerialSeries = { head: "A", width: 2, rest: [{ kind: "check", algorithm: "mod-43" }] };
    expect(hasImpossibleCounters(series)).toBe(true);
    // Code 39 values: A = 10, digits their own; 10 + 2 + 6 = 18 = I, 10 + 9 + 9 = 28 = S, 10 + 9 + 8 = 27 = R.
    expect([serialAt(series, 26), serialAt(series, 99), serialAt(series, 98)]).toEqual(["A26I", "A99S", "A98R"]);
    const wide: SerialSeries = { ...series, head: "ZZ" };
    // 35 + 35 + 0 + 9 = 79, mod 43 = 36 = "-"; with 1 + 9 it is 37 = ".", which no DSN has.
    expect([serialAt(wide, 9), serialAt(wide, 19)]).toEqual(["ZZ09-", undefined]);
    expect(counterOf(wide, "ZZ19.")).toBeUndefined();
  });
});

const rest = fc.array(
  fc.oneof(
    fc.constantFrom("1", "7", "A", "01").map((text) => ({ kind: "text", text }) as const),
    fc.constantFrom("iso7064-37-36", "luhn-36", "mod-43").map((algorithm) => ({ kind: "check", algorithm }) as const),
  ),
  { maxLength: 2 },
);
const series: fc.Arbitrary<SerialSeries> = fc.record({
  head: fc.constantFrom("", "A", "1", "12", "A1", "A12", "0", "00"),
  width: fc.integer({ min: 1, max: 3 }),
  rest,
});
const range: fc.Arbitrary<CounterRange> = series.chain((one) => {
  const counter = fc.integer({ min: 0, max: 10 ** one.width - 1 });
  return fc.record({ a: counter, b: counter, holes: fc.array(counter, { maxLength: 5 }) }).map(({ a, b, holes }) => ({
    series: one,
    from: Math.min(a, b),
    to: Math.max(a, b),
    holes: new Set(holes),
  }));
});

/** Serials that begin as those of a range do, with the first digits of its counter in the head: as of a changed scheme. */
function shiftedRange({ series: { head, width, rest: behind }, from, to }: CounterRange): fc.Arbitrary<CounterRange> {
  const digits = fc.integer({ min: 0, max: width - 1 });
  return fc.tuple(digits, fc.integer({ min: from, max: to }), fc.nat(999)).map(([moved, counter, more]) => {
    const shown = String(counter).padStart(width, "0");
    const left = width - moved;
    const first = Number(shown.slice(moved));
    const last = Math.min(10 ** left - 1, first + more);
    return {
      series: { head: head + shown.slice(0, moved), width: left, rest: behind },
      from: first,
      to: last,
    };
  });
}

/** Two ranges that have nothing to do with each other, or of which the second is the first one shifted. */
const rangePair: fc.Arbitrary<readonly [CounterRange, CounterRange]> = fc.oneof(
  fc.tuple(range, range),
  range.chain((one) => fc.tuple(fc.constant(one), shiftedRange(one))),
);

function serialsOf(one: CounterRange): readonly string[] {
  const serials: string[] = [];
  for (let counter = one.from; counter <= one.to; counter += 1) serials.push(rangeSerialAt(one, counter) ?? "");
  return serials.filter((serial) => serial !== "");
}

describe("ranges", () => {
  it("give every serial its counter back, and no other text", () => {
    fc.assert(
      fc.property(range, fc.string({ unit: fc.constantFrom(..."01A7-"), maxLength: 8 }), (one, text) => {
        const serials = serialsOf(one);
        expect(new Set(serials).size).toBe(serials.length);
        for (const serial of serials) expect(serialAt(one.series, counterOf(one.series, serial) ?? -1)).toBe(serial);
        const counter = counterOf(one.series, text);
        if (counter !== undefined) expect(serialAt(one.series, counter)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("have a common serial exactly when their lists have one", () => {
    const met = { yes: 0, no: 0 };
    fc.assert(
      fc.property(rangePair, ([a, b]) => {
        const listed = new Set(serialsOf(a));
        const common = serialsOf(b).filter((serial) => listed.has(serial));
        const found = commonSerial(a, b);
        met[common.length > 0 ? "yes" : "no"] += 1;
        if (common.length === 0) expect(found).toBeUndefined();
        else expect(common).toContain(found);
        expect(commonSerial(b, a) === undefined).toBe(found === undefined);
      }),
      { numRuns: 1_000, seed: 20_261_123 },
    );
    // A test in which no two ever met, or all did, would prove nothing.
    expect(Math.min(met.yes, met.no)).toBeGreaterThan(200);
  });

  it("of a changed scheme meet where the old week and counter make the new counter", () => {
    const old = { series: { head: "BL2648", width: 6, rest: [] }, from: 1, to: 500 };
    const next = (from: number, to: number) => ({ series: { head: "BL26", width: 8, rest: [] }, from, to });
    expect(commonSerial(old, next(1, 40_000_000))).toBeUndefined();
    expect(commonSerial(old, next(48_000_500, 48_000_900))).toBe("BL2648000500");
    expect(isSameSeries(old.series, next(1, 2).series)).toBe(false);
  });
});
