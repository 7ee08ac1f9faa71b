import { describe, expect, it } from "vitest";
import { catalogOf, modelOf } from "../../../../test/catalog/catalog-of.ts";
import type { Finding } from "../../index.ts";
import type { BoxCode, DeviceModel } from "../catalog.ts";
import { checkCatalog } from "./check-catalog.ts";

/** The findings of one rule, model by model. */
function ruleOf(id: string, ...models: readonly DeviceModel[]): readonly (readonly Finding[])[] {
  return checkCatalog(catalogOf(...models)).models.map(({ findings }) => findings.filter((one) => one.id === id));
}

const listing = (asin: string, gtin?: string) => {
  return gtin === undefined ? { marketplace: "US", asin } : { marketplace: "US", asin, gtin };
};
const code = (fields: Pick<BoxCode, "kind"> & Partial<BoxCode>): BoxCode => {
  return { name: fields.kind, symbology: "code128", ...fields };
};

describe("L003 without anchors", () => {
  it("is one warning a model and semantics, at the model whose serial is found", () => {
    const models = [modelOf("AA", "^AB[0-9]{3}$"), modelOf("BB", "^XAB[0-9]{3}$"), modelOf("CC", "^AB[0-9]{3}Q$")];
    const [a, b, c] = ruleOf("L003", ...models);
    expect(a).toMatchObject([
      { level: "warn", semantics: "search", witness: "XAB000" },
      { level: "warn", semantics: "prefix", witness: "AB000Q" },
    ]);
    expect([b, c]).toEqual([[], []]);
  });
});

describe("L004 without anchors", () => {
  const gtin = listing("B0DEMO0001", "09521234000013");
  it("is one warning for search and one for prefix, over the codes of the own box only", () => {
    const own = modelOf("AA", "^9521[0-9]{4}$", { listings: [gtin] });
    const [findings] = ruleOf("L004", own);
    const searched = findings?.filter(({ semantics }) => semantics !== "full");
    expect(searched).toMatchObject([
      { level: "warn", semantics: "search", witness: "09521234000013", code: "gtin-14" },
      { level: "warn", semantics: "prefix", witness: "9521234000013", code: "ean-13" },
    ]);
    const [other] = ruleOf("L004", modelOf("AA", "^9521[0-9]{4}$"), modelOf("BB", "^B$", { listings: [gtin] }));
    expect(other?.filter(({ semantics }) => semantics !== "full")).toEqual([]);
  });

  it("passes over a code that carries the serial by intent", () => {
    const link = code({ kind: "url", value: "https://acme.example/s/SN12" });
    const search = (boxCode: BoxCode) =>
      ruleOf("L004", modelOf("AA", "^SN[0-9]{2}$", { boxCodes: [boxCode] }))[0]?.filter(
        ({ semantics }) => semantics === "search",
      );
    expect(search(link)).toMatchObject([{ code: "url", witness: "https://acme.example/s/SN12" }]);
    expect(search({ ...link, carriesSerial: true })).toEqual([]);
  });
});

describe("S004 without anchors", () => {
  const pattern = "^[0-9A-Z]{0,11}A[0-9A-Z]{11}_$";
  const notes = (kind: "transparency" | "mac") =>
    ruleOf("S004", modelOf("AA", pattern, { boxCodes: [code({ kind, column: "code" })] }))[0];

  it("is a note where the search of a code ends at its limit, although a serial stands in the code", () => {
    expect("010000000000000021!!!!!!!A00000000000_").toMatch(new RegExp(pattern.slice(1, -1)));
    expect(notes("transparency")).toMatchObject([
      {
        level: "info",
        semantics: "search",
        message: expect.stringMatching(
          /^It is not proved that an engine without anchors finds no serial anywhere in the Transparency code of this model: /,
        ),
      },
    ]);
  });

  it("is not there where the search comes to its end", () => {
    expect(notes("mac")).toEqual([]);
  });
});

describe("L004 over kinds of codes", () => {
  const pattern = "^LPN[0-9]{9}$";
  const levels = (fields: Partial<DeviceModel>) =>
    ruleOf("L004", modelOf("AA", pattern, fields))[0]?.map(({ level, code: name }) => [level, name]);
  it("warns of a kind that is not said to be on the box", () => {
    expect(levels({})).toEqual([["warn", "lpn"]]);
  });
  it("is an error where the kind differs from box to box on this one", () => {
    expect(levels({ boxCodes: [code({ kind: "lpn", column: "lpn" })] })).toContainEqual(["error", "lpn"]);
  });
  it("is sharp where the catalog knows the only code of the kind", () => {
    expect(levels({ boxCodes: [code({ kind: "lpn", value: "LPNRR1234567" })] })).toEqual([]);
    expect(levels({ boxCodes: [code({ kind: "lpn", value: "LPN123456789" })] })).toEqual([["error", "lpn"]]);
  });
  it("is a note for a kind that is never on this box", () => {
    expect(levels({ neverOnBox: ["lpn"] })).toEqual([["info", "lpn"]]);
  });
  it("takes a text of a column by its own pattern", () => {
    const lot = code({ kind: "text", name: "lot", column: "lot", pattern: "^LPN00[0-9]{7}$" });
    expect(ruleOf("L004", modelOf("AA", pattern, { boxCodes: [lot], neverOnBox: ["lpn"] }))[0]?.[0]).toMatchObject({
      level: "error",
      witness: "LPN000000000",
    });
    const other = { ...lot, pattern: "^LOT[0-9]{7}$" };
    expect(levels({ boxCodes: [other], neverOnBox: ["lpn"] })).toEqual([["info", "lpn"]]);
  });
});

describe("L007, one character from another model", () => {
  it("stands at both models with their two texts, and not where they differ in two places", () => {
    const near = ruleOf("L007", modelOf("AA", "^AB[0-9]{3}$"), modelOf("BB", "^AC[0-9]{3}$"));
    expect(near).toMatchObject([[{ level: "warn", witness: "AB000" }], [{ level: "warn", witness: "AC000" }]]);
    expect(ruleOf("L007", modelOf("AA", "^AB[0-9]{3}$"), modelOf("BB", "^CD[0-9]{3}$"))).toEqual([[], []]);
    // One character more is one edit, too.
    expect(ruleOf("L007", modelOf("AA", "^AB[0-9]{3}$"), modelOf("BB", "^ABX[0-9]{3}$"))[0]).toHaveLength(1);
  });

  it("names 200 pairs, and says so where there are more", () => {
    const crowd = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => modelOf(`${letter}${index}`, `^A${letter}[0-9]{3}$`));
    const unfinished = (countB: number, countC: number) =>
      ruleOf("S004", ...crowd("B", countB), ...crowd("C", countC)).filter((found) => found.length > 0).length;
    expect(unfinished(13, 15)).toBe(0);
    expect(unfinished(14, 15)).toBe(29);
  });
});

describe("owners", () => {
  it("an ASIN of two models is M001, a GTIN of two models M003", () => {
    const a = modelOf("AA", "^A[0-9]{3}$", { listings: [listing("B0DEMO0001", "9521234000013")] });
    const b = modelOf("BB", "^BQ[0-9]{4}$", { listings: [listing("B0DEMO0001", "09521234000013")] });
    expect(ruleOf("M001", a, b)).toMatchObject([
      [{ level: "error", witness: "B0DEMO0001", message: expect.stringContaining("BB") }],
      [{ level: "error", message: expect.stringContaining("AA") }],
    ]);
    expect(ruleOf("M003", a, b)).toMatchObject([[{ level: "warn", witness: "09521234000013" }], [{ level: "warn" }]]);
    const c = modelOf("CC", "^C[0-9]{3}$", { listings: [listing("B0DEMO0002", "9521234000020")] });
    expect([...ruleOf("M001", a, c), ...ruleOf("M003", a, c)].flat()).toEqual([]);
  });
});

describe("Y004", () => {
  it("is an error where a GS1 code of the box carries the serial: 20 characters fit, 21 do not", () => {
    const boxCodes = [code({ kind: "gs1", symbology: "datamatrix", column: "gs1", carriesSerial: true })];
    expect(ruleOf("Y004", modelOf("AA", "^A{20}$", { boxCodes }))[0]).toEqual([]);
    expect(ruleOf("Y004", modelOf("AA", "^A{21}$", { boxCodes }))[0]).toMatchObject([
      { level: "error", witness: "A".repeat(21) },
    ]);
    expect(ruleOf("Y004", modelOf("AA", "^A{21}$"))[0]).toEqual([]);
  });
});

describe("a pattern outside the subset", () => {
  it("is judged by its meaning too, and its places are those of the pattern", () => {
    const [a] = checkCatalog(catalogOf(modelOf("AA", "^A\\d{3}$"), modelOf("BB", "^A[0-9]{3}$"))).models;
    expect(a?.findings).toMatchObject([
      { id: "D001", at: [2, 4], path: "serial.pattern", fix: "[0-9]" },
      { id: "L003", level: "error", witness: "A000" },
    ]);
  });
});

describe("2,000 equal patterns", () => {
  it("are told by ten overlaps a model and the count of the rest, in bounded time", () => {
    const models = Array.from({ length: 2_000 }, (_, index) => modelOf(`M${index}`, "^M[0-9]{10}$"));
    const start = performance.now();
    const { models: checks, overlaps } = checkCatalog(catalogOf(...models));
    expect(performance.now() - start).toBeLessThan(60_000);
    expect(overlaps).toHaveLength(1_000);
    const l003 = checks[0]?.findings.filter(({ id }) => id === "L003");
    expect(l003).toHaveLength(11);
    expect(l003?.at(-1)?.message).toContain("1,989 more models");
  });
});

describe("examples", () => {
  const serial = { pattern: "^AB\\d{3}$", patternGenerated: false, examples: { good: ["AB12X"], bad: ["AB123"] } };
  it("are judged by the meaning of a pattern that is not portable", () => {
    const model = modelOf("AA", serial.pattern, { serial });
    expect(ruleOf("example-good", model)).toMatchObject([[{ level: "error", witness: "AB12X", at: [4, 5] }]]);
    expect(ruleOf("example-bad", model)).toMatchObject([[{ level: "error", witness: "AB123" }]]);
  });
});

describe("L005", () => {
  it("says at which character the pattern refuses the serial, portable or not", () => {
    for (const pattern of ["^AB[0-4]$", "^AB[0-4](?=$)?$", "^\\x41B[0-4]$"]) {
      const scheme = {
        parts: [
          { kind: "text", text: "AB" },
          { kind: "counter", from: 5, to: 9, width: 1 },
        ],
      } as const;
      const serial = { pattern, patternGenerated: false, scheme, examples: { good: [], bad: [] } };
      const [findings] = ruleOf("L005", modelOf("AA", pattern, { serial }));
      if (pattern.includes("?=")) expect(findings).toEqual([]);
      else expect(findings).toMatchObject([{ witness: "AB5", path: "serial.scheme", at: [2, 3] }]);
    }
  });
});
