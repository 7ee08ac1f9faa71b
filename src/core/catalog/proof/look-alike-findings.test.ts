import { describe, expect, test } from "vitest";
import { catalogOf, modelOf } from "../../../../test/catalog/catalog-of.ts";
import { writtenOut } from "../../../../test/dsn/written-out-serials.ts";
import { checkAlgorithms, parseScheme, type SchemeSource, schemePattern } from "../../dsn/index.ts";
import { checkCatalog } from "../check/check-catalog.ts";

function lookAlikes(sources: readonly SchemeSource[]) {
  const parsed = parseScheme(sources);
  if (!parsed.ok) throw new Error(parsed.findings[0]?.message);
  const { scheme } = parsed;
  const serial = { pattern: schemePattern(scheme), patternGenerated: true, scheme, examples: { good: [], bad: [] } };
  const { models } = checkCatalog(catalogOf(modelOf("AA", serial.pattern, { serial })));
  return models.flatMap(({ findings }) => findings.filter(({ id }) => id === "Y002"));
}

/** True when two serials differ only in a 1 and an I at one place. */
function haveTwins(serials: readonly string[]): boolean {
  const all = new Set(serials);
  return serials.some((serial) => {
    return [...serial].some((one, index) => {
      return one === "1" && all.has(`${serial.slice(0, index)}I${serial.slice(index + 1)}`);
    });
  });
}

const systems = checkAlgorithms.filter((system) =>
  ["luhn-36", "iso7064-37-36", "iso7064-97-10", "mod-43"].includes(system),
);

test("Y002 is not passed over where the search for two serials that look alike ends at its limit", () => {
  const pattern = "^(0[01A]{0,10}1[01A]{10}X|O[01A]{0,10}A[01A]{10}Y)$";
  const [model] = checkCatalog(catalogOf(modelOf("AA", pattern))).models;
  expect(model?.findings.filter(({ id }) => id !== "L004")).toMatchObject([
    {
      id: "S004",
      level: "info",
      message: expect.stringMatching(/^It is not proved that no serials differ only in 0 and O: /),
    },
  ]);
});

describe("Y002 over a scheme that ends with a check character", () => {
  test.each(systems)("is there exactly where two serials look alike: %s", (check) => {
    const sources = [{ counter: "00-99" }, { oneOf: ["1", "I"] }, { counter: "0-9" }, { check }];
    const twins = haveTwins(writtenOut(sources));
    expect(twins).toBe(check === "iso7064-97-10");
    expect(lookAlikes(sources).map(({ measured }) => measured)).toEqual(twins ? ["1 and I"] : []);
  });

  test.each([[["iso7064-97-10", "luhn-36"]], [["luhn-36", "iso7064-97-10"]]])(
    "is not there where one of several closing checks tells them apart: %j",
    (checks) => {
      const sources = [
        { counter: "00-99" },
        { oneOf: ["1", "I"] },
        { counter: "0-9" },
        ...checks.map((check) => ({ check })),
      ];
      expect(haveTwins(writtenOut(sources))).toBe(false);
      expect(lookAlikes(sources)).toEqual([]);
      // With a counter so long that the scheme is beyond an exact look, too.
      expect(lookAlikes([{ counter: "00000001-75000000" }, ...sources])).toEqual([]);
    },
  );

  test("of MOD 97-10 is not there where a place has digits or letters alone", () => {
    expect(lookAlikes(["BL", { counter: "0000-9999" }, { oneOf: ["A", "B"] }, { check: "iso7064-97-10" }])).toEqual([]);
  });
});
