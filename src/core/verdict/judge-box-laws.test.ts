import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, oneSerial, otherSerial, symbols } from "../../../test/verdict/box-catalog.ts";
import type { BoxEvidence } from "./box-evidence.ts";
import { reasonCodes, verdicts } from "./box-judgement.ts";
import { unitStates } from "./unit-state.ts";

describe("laws of the verdict", () => {
  const meaningless = fc.oneof(
    fc.constantFrom("X00DEMO001", "https://acme.example/setup", "00005E005301", "b1234", "9521234000020"),
    fc
      .string({ maxLength: 12 })
      .filter((text) => !/(?:AA|B|S)[0-9]/.test(text) && !/[0-9]{8}/.test(text) && text !== ""),
  );
  // A reader's artefact around a serial is never good for `ok`, but tells of another serial on the box.
  const disguises: Readonly<Record<string, string>> = {
    " B1234": "B1234",
    "B1234\n": "B1234",
    "]C0S1234": "S1234",
    "*B1235*": "B1235",
    "\u0002AA50018\u0003": "AA50018",
  };
  const meaningful = fc.constantFrom(
    "B1234",
    "B1235",
    "S1234",
    oneSerial,
    otherSerial,
    "AA50018",
    "412345678903",
    "9521234000013",
    ...Object.keys(disguises),
  );
  const texts = fc.array(fc.oneof(meaningless, meaningful), { minLength: 1, maxLength: 8 });
  const evidence = fc.record(
    {
      expectedModel: fc.constantFrom("ONE", "TWO", "STRICT", "NONE"),
      deviceSerial: fc.constantFrom("B1234", "other"),
      unit: fc.constantFrom(...unitStates, undefined).map((state) => () => state),
      fullPass: fc.boolean(),
    },
    { requiredKeys: ["fullPass", "unit"] },
  );

  it("a symbol that means nothing never changes verdict, serial and model", () => {
    fc.assert(
      fc.property(texts, meaningless, evidence, (some, more, rest) => {
        const { reasons: _, ...before } = judge({ ...rest, symbols: symbols(...some) });
        const { reasons: __, ...after } = judge({ ...rest, symbols: symbols(...some, more) });
        expect(after).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it("the order and the repetition of symbols never matter, not even to the reasons", () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat()), evidence, (some, numbers, rest) => {
        const keyed = some.map((text) => [numbers.next().value, text] as const);
        const shuffled = keyed.toSorted(([a], [b]) => a - b).map(([, text]) => text);
        const before = judge({ ...rest, symbols: symbols(...some) });
        expect(judge({ ...rest, symbols: symbols(...shuffled) })).toEqual(before);
        expect(judge({ ...rest, symbols: symbols(...some, ...some) })).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it("always gives one known verdict, with at least one known reason whose message is a sentence", () => {
    fc.assert(
      fc.property(texts, evidence, (some, rest) => {
        const { verdict, reasons } = judge({ ...rest, symbols: symbols(...some) });
        expect(verdicts).toContain(verdict);
        expect(reasons.length).toBeGreaterThan(0);
        for (const { code, message } of reasons) {
          expect(reasonCodes).toContain(code);
          expect(message).toMatch(/^\S.*\.$/s);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is only ok where every single condition of ok holds", () => {
    fc.assert(
      fc.property(texts, evidence, (some, rest) => {
        const { verdict, dsn, deviceModel } = judge({ ...rest, symbols: symbols(...some) });
        // The conditions again, in words of their own and with the native engine.
        const serials = new Set(some.filter((text) => /^(?:AA[0-9]{4}[0-9A-Z]|[BS][0-9]{4})$/.test(text)));
        const [serial] = serials;
        const model = serial?.startsWith("AA") ? "ONE" : serial?.startsWith("B") ? "TWO" : "STRICT";
        const foreignGtin = { ONE: "9521234000013", TWO: "412345678903", STRICT: "none" }[model];
        const state = rest.unit();
        const isGood =
          rest.fullPass &&
          serials.size === 1 &&
          some.every((text) => (disguises[text] ?? serial) === serial) &&
          (rest.expectedModel ?? model) === model &&
          !some.includes(foreignGtin) &&
          (model !== "STRICT" || (!some.includes("412345678903") && !some.includes("9521234000013"))) &&
          serial !== "AA50018" &&
          (rest.deviceSerial ?? serial) === serial &&
          (state === undefined ? model !== "STRICT" : ["Allocated", "Issued", "Printed"].includes(state));
        expect(verdict === "ok").toBe(isGood);
        if (verdict === "ok") expect([dsn, deviceModel]).toEqual([serial, model]);
      }),
      { numRuns: 5_000 },
    );
  });

  it("keeps the order of precedence: of two faults on one box the earlier is told", () => {
    const faults: readonly [string, Partial<BoxEvidence>][] = [
      ["error", { expectedModel: "NONE" }],
      ["ambiguous", { symbols: symbols("AA50018", "B1234", "9521234000013") }],
      ["wrong-model", { symbols: symbols("AA50018", "9521234000013") }],
      ["no-match", { symbols: symbols("AA50018") }],
      ["mismatch", { deviceSerial: "other" }],
      ["duplicate", { unit: () => "Commissioned" as const }],
      ["blocked", { unit: () => "Quarantined" as const }],
      ["error", { fullPass: false }],
    ];
    // Each fault with all that stand below it; the unit's state is one of two, so the upper one is kept.
    for (let index = 0; index < faults.length; index += 1) {
      const below = faults.slice(index).map(([, own]) => own);
      const all: Partial<BoxEvidence> = Object.assign({ symbols: symbols(oneSerial) }, ...below.reverse());
      expect(judge(all).verdict).toBe(faults[index]?.[0]);
    }
  });
});
