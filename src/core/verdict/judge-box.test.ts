import { describe, expect, it } from "vitest";
import { catalogOf } from "../../../test/catalog/catalog-of.ts";
import { codesOf, judge, one, oneSerial, otherSerial, symbols, twin, two } from "../../../test/verdict/box-catalog.ts";
import type { BoxEvidence } from "./box-evidence.ts";
import type { BoxJudgement } from "./box-judgement.ts";
import { type UnitState, unitStates } from "./unit-state.ts";

describe("judgeBox", () => {
  const cases: readonly [string, Partial<BoxEvidence>, Partial<BoxJudgement>, readonly string[]][] = [
    ["nothing read", { symbols: [] }, { verdict: "no-read" }, ["nothing-read"]],
    ["only symbols without a text", { symbols: symbols("", "") }, { verdict: "no-read" }, ["nothing-read"]],
    ["no serial", { symbols: symbols("X") }, { verdict: "no-match" }, ["no-candidate", "pattern-mismatch"]],
    [
      "one serial",
      { symbols: symbols("B1234") },
      { verdict: "ok", dsn: "B1234" as never, deviceModel: "TWO" },
      ["one-candidate"],
    ],
    ["the same serial twice", { symbols: symbols("B1234", "B1234") }, { verdict: "ok" }, ["one-candidate"]],
    [
      "two serials of one model",
      { symbols: symbols("B1234", "B1235") },
      { verdict: "ambiguous", deviceModel: "TWO" },
      ["several-candidates"],
    ],
    ["serials of two models", { symbols: symbols("B1234", "S1234") }, { verdict: "ambiguous" }, ["several-candidates"]],
    [
      "another model than expected",
      { symbols: symbols("B1234"), expectedModel: "STRICT" },
      { verdict: "wrong-model", deviceModel: "TWO" },
      ["other-model-expected"],
    ],
    [
      "the GTIN of another model",
      { symbols: symbols("B1234", "412345678903") },
      { verdict: "wrong-model" },
      ["listing-of-other-model"],
    ],
    ["the own GTIN", { symbols: symbols("B1234", "9521234000013") }, { verdict: "ok" }, ["one-candidate"]],
    ["a GTIN of nobody here", { symbols: symbols("B1234", "9521234000020") }, { verdict: "ok" }, ["one-candidate"]],
    [
      "a serial outside the scheme",
      { symbols: symbols("AA50018") },
      { verdict: "no-match", deviceModel: "ONE" },
      ["outside-scheme", "outside-scheme"],
    ],
    [
      "the right label on the wrong device",
      { symbols: symbols("B1234"), deviceSerial: "B1235" },
      { verdict: "mismatch" },
      ["device-serial-differs"],
    ],
    [
      "a device that says the same",
      { symbols: symbols("B1234"), deviceSerial: "B1234" },
      { verdict: "ok" },
      ["one-candidate"],
    ],
    [
      "a device that says it in lower case",
      { symbols: symbols("B1234"), deviceSerial: "b1234" },
      { verdict: "mismatch" },
      ["device-serial-differs"],
    ],
    ["a serial that was never allocated", { symbols: symbols("S1234") }, { verdict: "blocked" }, ["not-allocated"]],
    [
      "an unknown expected model",
      { symbols: symbols("B1234"), expectedModel: "NONE" },
      { verdict: "error" },
      ["not-judged"],
    ],
    [
      "a box not read to the end",
      { symbols: symbols("B1234"), fullPass: false },
      { verdict: "error", dsn: "B1234" as never },
      ["partial-pass"],
    ],
    ["nothing read, and not to the end", { fullPass: false }, { verdict: "no-read" }, ["nothing-read", "partial-pass"]],
    [
      "two serials on a box not read to the end",
      { symbols: symbols("B1234", "B1235"), fullPass: false },
      { verdict: "ambiguous" },
      ["several-candidates"],
    ],
  ];
  it.each(cases)("judges %s", (_, evidence, expected, codes) => {
    const judgement = judge(evidence);
    expect(judgement).toMatchObject(expected);
    expect(codesOf(judgement)).toEqual(codes);
  });

  it("judges every unit state", () => {
    const verdictOf = (state: UnitState) => judge({ symbols: symbols("B1234"), unit: () => state }).verdict;
    expect(Object.fromEntries(unitStates.map((state) => [state, verdictOf(state)]))).toEqual({
      Allocated: "ok",
      Issued: "ok",
      Printed: "ok",
      Commissioned: "duplicate",
      Released: "duplicate",
      LabelScrapped: "blocked",
      Scrapped: "blocked",
      Sampled: "blocked",
      Destroyed: "blocked",
      Quarantined: "blocked",
    });
  });

  it("asks the ledger for exactly the model and the serial", () => {
    const asked: string[] = [];
    judge({ symbols: symbols("S1234"), unit: (...args) => void asked.push(args.join(" ")) });
    expect(asked).toEqual(["STRICT S1234"]);
  });

  it("takes a serial of a model that demands allocation once it is allocated", () => {
    expect(judge({ symbols: symbols("S1234"), unit: () => "Allocated" }).verdict).toBe("ok");
  });

  it("gives a text that two models claim to neither", () => {
    const judgement = judge({ catalog: catalogOf(two, twin), symbols: symbols("B0123") });
    expect(judgement).toMatchObject({ verdict: "ambiguous", dsn: "B0123" });
    expect(judgement.deviceModel).toBeUndefined();
    expect(judgement.reasons).toMatchObject([
      { code: "several-models", args: { first: "TWO", second: "TWIN", count: 2 } },
    ]);
  });

  it("knows the serials that the test takes for good", () => {
    expect(judge({ symbols: symbols(oneSerial) }).verdict).toBe("ok");
    expect(judge({ symbols: symbols(otherSerial) }).verdict).toBe("ok");
  });

  it("takes no GTIN for another model's where both models list it", () => {
    const shared = [{ marketplace: "US", asin: "B0DEMO0003", gtin: "412345678903" }];
    const both = catalogOf({ ...two, listings: shared }, one);
    expect(judge({ catalog: both, symbols: symbols("B1234", "412345678903") }).verdict).toBe("ok");
  });

  it("refuses to judge a thousand and one symbols", () => {
    const many = (count: number) =>
      judge({ symbols: symbols(...Array.from({ length: count }, (_, i) => `x${i}`), "B1234") });
    expect(many(999).verdict).toBe("ok");
    expect(many(1_000)).toMatchObject({ verdict: "error", reasons: [{ code: "not-judged", args: { count: 1_001 } }] });
  });

  it("judges a thousand hostile texts in bounded time and space", () => {
    const texts = Array.from({ length: 1_000 }, (_, index) => `${index}${"\u0000]C0".repeat(20_000)}`);
    const judgement = judge({ symbols: symbols(...texts) });
    expect(judgement.verdict).toBe("no-match");
    expect(JSON.stringify(judgement).length).toBeLessThan(5_000);
  });

  it("cuts a device serial of a megabyte in its reason", () => {
    const judgement = judge({ symbols: symbols("B1234"), deviceSerial: "x".repeat(1_000_000) });
    expect(JSON.stringify(judgement).length).toBeLessThan(2_000);
  });
});

describe("a serial behind a reader's artefact", () => {
  const artefacts = ["B1235\r", "B1235\n", "B1235\r\n", "B1235\t", "]C0B1235", "*B1235*", " B1235 ", "\u0002B1235"];

  it.each(artefacts)("makes a box with another serial ambiguous: %j", (text) => {
    const judgement = judge({ symbols: symbols("B1234", text) });
    expect(judgement).toMatchObject({ verdict: "ambiguous", deviceModel: "TWO" });
    expect(judgement.dsn).toBeUndefined();
    expect(judgement.reasons).toMatchObject([
      { code: "disguised-candidate", args: { text, serial: "B1235", deviceModel: "TWO", count: 1 } },
    ]);
  });

  it.each(artefacts)("says so first where there is no other serial, and stays a no-match: %j", (text) => {
    const judgement = judge({ symbols: symbols(text, "X") });
    expect(judgement.verdict).toBe("no-match");
    expect(codesOf(judgement)).toEqual(["disguised-candidate", "no-candidate", "pattern-mismatch"]);
  });

  it.each(artefacts)("changes nothing where it is a copy of the very same serial: %j", (text) => {
    const plain = judge({ symbols: symbols("B1235") });
    expect(plain.verdict).toBe("ok");
    expect(judge({ symbols: symbols("B1235", text) })).toEqual(plain);
  });

  it("names no model where the two serials are of two", () => {
    const judgement = judge({ symbols: symbols("B1234", "]C0S1234", "*S1235*") });
    expect(judgement.deviceModel).toBeUndefined();
    expect(judgement.reasons).toMatchObject([{ args: { serial: "S1234", deviceModel: "STRICT", count: 2 } }]);
  });
});

describe("a GTIN in a GS1 form", () => {
  const forms = (gtin: string) => [
    { text: `01${gtin}`, aim: "]C1" },
    { text: `]d201${gtin}\r\n` },
    { text: `(01)${gtin}(21)B1234` },
    { text: `https://id.gs1.org/01/${gtin}` },
    { text: ` ${gtin}\r` },
  ];

  it.each(forms("00412345678903"))("tells another model's listing: %j", (symbol) => {
    const judgement = judge({ symbols: [{ text: "B1234" }, symbol] });
    expect(judgement).toMatchObject({
      verdict: "wrong-model",
      reasons: [
        { code: "listing-of-other-model", args: { gtin: "00412345678903", listed: "ONE", deviceModel: "TWO" } },
      ],
    });
  });

  it.each(forms("09521234000013"))("is fine where it is the own one: %j", (symbol) => {
    expect(judge({ symbols: [{ text: "B1234" }, symbol] }).verdict).toBe("ok");
  });
});

describe("the reason of a no-match", () => {
  const mismatch = (evidence: Partial<BoxEvidence>) =>
    judge(evidence).reasons.find(({ code }) => code === "pattern-mismatch");

  it("names the character of the serial and the part of the pattern that break", () => {
    expect(mismatch({ symbols: symbols("AA00O18") })).toEqual({
      code: "pattern-mismatch",
      args: {
        text: "AA00O18",
        deviceModel: "ONE",
        at: 4,
        found: "O",
        expected: "0-9",
        pattern: "^AA[0-9]{4}[0-9A-Z]$",
        patternFrom: 3,
        patternTo: 11,
      },
      message:
        'Closest to ONE: "AA00O18" has "O" as character 5, where 0-9 is expected ([0-9]{4} at characters 4 to 11 of the pattern).',
    });
  });

  it("says where a text that ends too early should go on", () => {
    expect(mismatch({ symbols: symbols("B12") })).toMatchObject({ args: { at: 3, found: "", expected: "0-9" } });
  });

  it("is about the expected model where there is one", () => {
    expect(mismatch({ symbols: symbols("B12X4"), expectedModel: "STRICT" })?.args).toMatchObject({
      deviceModel: "STRICT",
      at: 0,
    });
  });

  it("is about the text that gets farthest, not about the codes that every box carries", () => {
    const texts = symbols("https://acme.example/setup", "412345678903", "B12X4", "X00DEMO001");
    expect(mismatch({ symbols: texts })?.args).toMatchObject({ text: "B12X4", deviceModel: "TWO", at: 3 });
  });

  it("explains a GTIN where nothing else was read", () => {
    expect(mismatch({ symbols: symbols("412345678903") })?.args).toMatchObject({ text: "412345678903", at: 0 });
  });

  it("recognises a symbology identifier that a reader left in the text", () => {
    expect(mismatch({ symbols: symbols("]C0B1234") })?.message).toContain("begins with ]C0, the symbology identifier");
  });

  it("is absent where no text can be a misread serial", () => {
    expect(codesOf(judge({ symbols: symbols("x".repeat(129)) }))).toEqual(["no-candidate"]);
  });
});
