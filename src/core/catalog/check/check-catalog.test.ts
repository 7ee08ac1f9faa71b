import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf as bareModel, catalogOf } from "../../../../test/catalog/catalog-of.ts";
import { checkCharacters, parseScheme, type SchemeSource, type SerialScheme, schemePattern } from "../../dsn/index.ts";
import { type Finding, isError } from "../../index.ts";
import type { DeviceModel } from "../catalog.ts";
import { checkCatalog } from "./check-catalog.ts";

function modelOf(
  name: string,
  fields: Partial<DeviceModel> & { pattern?: string; scheme?: SerialScheme } = {},
): DeviceModel {
  const { pattern, scheme, ...rest } = fields;
  const model = bareModel(name, pattern ?? `^${name}[0-9]{6}$`, rest);
  return scheme === undefined ? model : { ...model, serial: { ...model.serial, scheme } };
}

function schemeOf(...parts: readonly SchemeSource[]): SerialScheme {
  const result = parseScheme(parts);
  if (!result.ok) throw new Error(result.findings[0]?.message);
  return result.scheme;
}

const check = (...models: readonly DeviceModel[]) => checkCatalog(catalogOf(...models));
const findingsOf = (...models: readonly DeviceModel[]): readonly Finding[] =>
  check(...models).models[0]?.findings ?? [];
/** Those of the rules that a test is about. */
const only = (findings: readonly Finding[], ...ids: readonly string[]) => findings.filter(({ id }) => ids.includes(id));
const overOwnCodes = (findings: readonly Finding[]) =>
  only(findings, "L004").filter(
    ({ semantics, message }) => semantics === "full" && !message.includes("where a box has one"),
  );
const withExamples = (name: string, examples: { good?: readonly string[]; bad?: readonly string[] }) => {
  const model = modelOf(name);
  return { ...model, serial: { ...model.serial, examples: { good: [], bad: [], ...examples } } };
};

describe("checkCatalog", () => {
  it("is silent over a model that has nothing wrong", () => {
    expect(check(modelOf("AA"), modelOf("BB"))).toMatchObject({
      models: [
        { deviceModel: "AA", findings: [] },
        { deviceModel: "BB", findings: [] },
      ],
      overlaps: [],
    });
  });

  it("tells of each model when it is judged", () => {
    const told: string[] = [];
    const models = ["AA", "BB"].map((name) => modelOf(name, { pattern: `^${name}[0-9]{4}$` }));
    checkCatalog(catalogOf(...models), { onModel: (name) => told.push(name) });
    expect(told).toEqual(["AA", "BB"]);
  });

  it("passes on what is wrong with a pattern outside the subset", () => {
    expect(findingsOf(modelOf("AA", { pattern: "^AA\\d$" }))).toMatchObject([
      { id: "D001", level: "error", at: [3, 5] },
    ]);
  });

  it("says where the pattern breaks a good example", () => {
    const [finding] = findingsOf(withExamples("AA", { good: ["AA123456", "AA12345X"] }));
    expect(finding).toMatchObject({
      id: "example-good",
      level: "error",
      path: "serial.examples.good[1]",
      witness: "AA12345X",
      at: [7, 8],
      message:
        'The pattern refuses the good example: "AA12345X" has "X" as character 8, where 0-9 is expected ([0-9]{6} at characters 4 to 11 of the pattern).',
    });
  });

  it("says that a good example ends too early", () => {
    const [finding] = findingsOf(withExamples("AA", { good: ["AA1"] }));
    expect(finding?.message).toContain("ends after 3 characters, where 0-9 is expected");
  });

  it("refuses a good example that is no DSN whatever the pattern says", () => {
    const model = modelOf("AA", { pattern: "^A A$" });
    const [finding] = findingsOf({ ...model, serial: { ...model.serial, examples: { good: ["A A"], bad: [] } } });
    expect(finding).toMatchObject({ id: "dsn-character", level: "error" });
  });

  it("names a bad example that the pattern accepts", () => {
    expect(findingsOf(withExamples("AA", { bad: ["AA123456", "AA12345"] }))).toMatchObject([
      { id: "example-bad", path: "serial.examples.bad[0]", witness: "AA123456" },
    ]);
  });
});

describe("L003, one serial of two models", () => {
  it("stands at both models, with the shortest serial that both accept", () => {
    const a = modelOf("AA", { pattern: "^A[0-9]{1,4}$" });
    const b = modelOf("BB", { pattern: "^[AB][0-9]{2,6}$" });
    const { models, overlaps } = check(a, b, modelOf("CC"));
    expect(overlaps).toEqual([{ a: "AA", b: "BB", witness: "A00" }]);
    const errors = models.map(({ findings }) => findings.filter(isError).map(({ id, witness }) => [id, witness]));
    expect(errors).toEqual([[["L003", "A00"]], [["L003", "A00"]], []]);
  });

  it("agrees with a search through every short text", () => {
    const piece = fc.constantFrom("A", "B", "[AB]", "[BC]", "A?", "(A|BC)", "B{1,2}");
    const source = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => `^${pieces.join("")}$`);
    const texts = ["A", "B", "C"].flatMap((a) =>
      ["", "A", "B", "C"].flatMap((b) => ["", "A", "B", "C"].map((c) => a + b + c)),
    );
    const all = [
      ...new Set(
        texts.flatMap((text) => ["", "A", "B", "C", "AA", "AB", "BB", "BC", "BBB"].map((more) => text + more)),
      ),
    ];
    fc.assert(
      fc.property(source, source, (a, b) => {
        const shared = all.filter((text) => new RegExp(a).test(text) && new RegExp(b).test(text));
        const { overlaps } = check(modelOf("AA", { pattern: a }), modelOf("BB", { pattern: b }));
        const witnesses = overlaps.map(({ witness }) => witness);
        if (shared.length > 0) expect(witnesses).toHaveLength(1);
        for (const witness of witnesses) expect(new RegExp(a).test(witness) && new RegExp(b).test(witness)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("L004, another code taken for a serial", () => {
  const listings = [{ marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" }];

  it("finds the own GTIN in the length that the pattern accepts", () => {
    for (const [pattern, witness] of [
      ["^[0-9]{12}$", "412345678903"],
      ["^[0-9]{13}$", "0412345678903"],
      ["^[0-9]{14}$", "00412345678903"],
    ] as const) {
      const findings = findingsOf(modelOf("AA", { pattern, listings }));
      expect(findings.filter(isError)).toMatchObject([{ id: "L004", level: "error", witness, semantics: "full" }]);
    }
    const short = [{ marketplace: "US", asin: "B0DEMO0001", gtin: "00000096385074" }];
    expect(findingsOf(modelOf("AA", { pattern: "^[0-9]{8}$", listings: short })).filter(isError)).toMatchObject([
      { id: "L004", level: "error", witness: "96385074" },
    ]);
  });

  it("names the own ASIN, and then does not warn of ASINs too", () => {
    const asins = (...own: typeof listings) =>
      findingsOf(modelOf("AA", { pattern: "^B0[0-9A-Z]{8}$", listings: own })).filter(({ code }) => code === "asin");
    expect(asins(...listings)).toMatchObject([{ level: "error", witness: "B0DEMO0001" }]);
    expect(asins()).toMatchObject([{ level: "warn" }]);
  });

  it("is one finding for one model's code of one kind, however many lengths of it are accepted", () => {
    const findings = findingsOf(modelOf("AA", { pattern: "^[0-9]{12,14}$", listings })).filter(isError);
    expect(findings).toHaveLength(1);
    for (const text of ["412345678903", "0412345678903", "00412345678903"]) {
      expect(findings[0]?.message).toContain(`"${text}"`);
    }
  });

  it("finds ASIN, FNSKU and every fixed code of the box", () => {
    const boxCodes = [
      { kind: "fnsku", name: "fnsku", symbology: "code128", value: "X00DEMO001" },
      { kind: "part-number", name: "part", symbology: "code128", value: "P00DEMO001" },
    ] as const;
    const findings = findingsOf(modelOf("AA", { pattern: "^[A-Z][0-9A-Z]{9}$", listings, boxCodes }));
    expect(findings.filter(isError).map(({ witness }) => witness)).toEqual(["B0DEMO0001", "X00DEMO001", "P00DEMO001"]);
    expect(findings.filter(isError).map(({ code }) => code)).toEqual(["asin", "fnsku", undefined]);
    expect(findings[2]?.message).toContain('part number "part" of this model');
  });

  it("finds another model's printed code, and only warns of its ASIN", () => {
    const other = modelOf("BB", {
      listings,
      boxCodes: [{ kind: "fnsku", name: "fnsku", symbology: "code128", value: "X00DEMO001" }],
    });
    expect(overOwnCodes(findingsOf(modelOf("AA", { pattern: "^[A-Z][0-9A-Z]{9}$" }), other))).toMatchObject([
      { id: "L004", level: "error", witness: "X00DEMO001" },
      { id: "L004", level: "warn", witness: "B0DEMO0001" },
    ]);
  });

  it("finds a code that differs from unit to unit by the language of its kind", () => {
    const mac = [{ kind: "mac", name: "mac", symbology: "code39", column: "mac" }] as const;
    const [finding] = findingsOf(modelOf("AA", { pattern: "^[0-9A-F]{12}$", boxCodes: mac }));
    expect(finding).toMatchObject({ id: "L004", level: "error", witness: "000000000000" });
    expect(overOwnCodes(findingsOf(modelOf("AA", { pattern: "^[0-9A-F]{11}$", boxCodes: mac })))).toEqual([]);
    expect(
      findingsOf(modelOf("AA", { pattern: "^[0-9A-F]{12}$" }), modelOf("BB", { boxCodes: mac }))[0]?.message,
    ).toContain("on the box of BB");
  });

  it("says that a free text from a column is not judged", () => {
    const boxCodes = [{ kind: "text", name: "lot", symbology: "code128", column: "lot" }] as const;
    expect(findingsOf(modelOf("AA", { boxCodes }))).toMatchObject([{ id: "L004", level: "info" }]);
  });

  it("names ten codes and counts the rest", () => {
    const boxCodes = Array.from({ length: 15 }, (_, index) => {
      return { kind: "text", name: `t${index}`, symbology: "code128", value: `T${index + 10}` } as const;
    });
    const findings = findingsOf(modelOf("AA", { pattern: "^T[0-9]{2}$", boxCodes }));
    expect(findings).toHaveLength(11);
    expect(findings.at(-1)).toMatchObject({
      level: "error",
      message: expect.stringContaining("accepts 5 other codes"),
    });
  });
});

describe("texts of a pattern", () => {
  it("must be DSNs: the shortest text that is none is shown", () => {
    expect(findingsOf(modelOf("AA", { pattern: "^AA( |-)[0-9]$" }))).toMatchObject([
      { id: "dsn-character", level: "error", witness: "AA 0" },
    ]);
    expect(findingsOf(modelOf("AA", { pattern: "^A{64}$" }))).toEqual([]);
    expect(findingsOf(modelOf("AA", { pattern: "^A{64}A?$" }))).toMatchObject([{ id: "dsn-length", level: "error" }]);
    expect(findingsOf(modelOf("AA", { pattern: "^A?$" }))).toMatchObject([{ id: "L002", level: "error" }]);
  });

  it("must go into the label's symbology", () => {
    const label = { symbology: "code39", template: "retail-box" } as const;
    expect(findingsOf(modelOf("AA", { pattern: "^AA_[a-c]$", label }))).toMatchObject([
      { id: "Y001", level: "error", measured: "_abc" },
    ]);
    expect(findingsOf(modelOf("AA", { pattern: "^AA_[a-c]$", label: { ...label, symbology: "qr" } }))).toEqual([]);
    expect(findingsOf(modelOf("AA", { pattern: "^AA-[A-C]$", label }))).toEqual([]);
  });

  it("are told when Amazon's allow-listed serial is among them, except for that device itself", () => {
    const pattern = "^TestAmazonPreReg[0-9]{3}$";
    expect(findingsOf(modelOf("AA", { pattern }))).toMatchObject([{ id: "L013", level: "info" }]);
    expect(findingsOf(modelOf("DRS_Test_Device", { pattern }))).toEqual([]);
  });
});

describe("the scheme", () => {
  it("must be covered: week 53 outside 5[0-2] is shown", () => {
    const scheme = schemeOf("BL", { year: "24-33" }, { week: "01-53" }, { counter: "0001-9999" });
    const pattern = "^BL[0-9]{2}([0-4][0-9]|5[0-2])[0-9]{4}$";
    const [finding] = findingsOf(modelOf("AA", { pattern, scheme }));
    expect(finding).toMatchObject({ id: "L005", level: "error", witness: "BL24530001" });
    expect(finding?.message).toContain('has "3" as character 6, where 0-2 is expected');
  });

  it("must be covered: a check letter outside [0-9] is L005 and C002, with the characters that are missing", () => {
    const scheme = schemeOf("BL", { counter: "0001-9999" }, { check: "iso7064-37-36" });
    const findings = findingsOf(modelOf("AA", { pattern: "^BL[0-9]{5}$", scheme }));
    expect(only(findings, "L005", "C002")).toMatchObject([
      { id: "L005", level: "error", witness: expect.stringMatching(/^BL[0-9]{4}[A-Z]$/) },
      { id: "C002", level: "error", measured: expect.stringMatching(/^[A-Z]+$/), witness: expect.any(String) },
    ]);
  });

  it("is proved where the pattern takes every check character, and a note says that no pattern verifies it", () => {
    const scheme = schemeOf("BL", { counter: "0001-9999" }, { check: "iso7064-37-36" });
    expect(findingsOf(modelOf("AA", { pattern: "^BL[0-9]{4}[0-9A-Z]$", scheme }))).toMatchObject([
      { id: "C001", level: "info" },
    ]);
  });

  it("is proved, not sampled: one serial, and only its own check character covers it", () => {
    const scheme = schemeOf("AB", { counter: "1-1" }, { check: "luhn-36" });
    const covers = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      .split("")
      .filter(
        (character) => only(findingsOf(modelOf("AA", { pattern: `^AB1${character}$`, scheme })), "L005").length === 0,
      );
    expect(covers).toEqual([checkCharacters("luhn-36", "AB1")]);
  });

  it("needs no check against a pattern that was made from it", () => {
    const scheme = schemeOf("AA", { week: "01-53" }, { counter: "001-750" });
    const model = modelOf("AA", { pattern: schemePattern(scheme), scheme });
    const made = { ...model, serial: { ...model.serial, patternGenerated: true } };
    expect(findingsOf(model)).toEqual([]);
    expect(findingsOf(made)).toEqual([]);
  });

  it("is warned of a pattern with room for over a thousand times more: exact limit", () => {
    const scheme = schemeOf("AA", { oneOf: ["1", "2"] });
    const l006 = (pattern: string) => only(findingsOf(modelOf("AA", { pattern, scheme })), "L006");
    // 2 serials. A thousand times as many is 2,000; one alternative more is 2,001.
    expect(l006("^AA([12]|[12][0-9]{3})$")).toMatchObject([{ level: "warn", measured: "2002" }]);
    expect(l006("^AA([12]|1[0-9]{3}|2[0-8][0-9]{2}|29[0-8][0-9]|299[0-7])$")).toEqual([]);
    expect(l006("^AA([12]|1[0-9]{3}|2[0-8][0-9]{2}|29[0-8][0-9]|299[0-8])$")).toMatchObject([{ measured: "2001" }]);
  });

  it("must have as many serials as are planned: exact limits", () => {
    const scheme = schemeOf("AA", { counter: "000001-000100" });
    const planned = (count: number) => {
      const model = modelOf("AA", { pattern: "^AA[0-9]{6}$", scheme });
      const findings = findingsOf({ ...model, serial: { ...model.serial, planned: count } });
      return only(findings, "L011", "L012").map(({ id, level }) => [id, level]);
    };
    expect(planned(80)).toEqual([]);
    expect(planned(81)).toEqual([["L012", "warn"]]);
    expect(planned(100)).toEqual([["L012", "warn"]]);
    expect(planned(101)).toEqual([["L011", "error"]]);
  });
});

describe("the findings of a model", () => {
  it("tell once that the pattern takes the empty text", () => {
    expect(only(findingsOf(modelOf("AA", { pattern: "^$" })), "L002")).toMatchObject([{ at: [0, 2] }]);
  });

  it("stand with errors first, then warnings", () => {
    const model = modelOf("AA", { pattern: "^AA[0-9]{6}$", scheme: schemeOf("AA", { counter: "000001-000100" }) });
    const serial = { ...model.serial, planned: 90, examples: { good: ["BB"], bad: ["AA000001"] } };
    expect(findingsOf({ ...model, serial }).map(({ level }) => level)).toEqual(["error", "error", "warn", "warn"]);
  });
});
