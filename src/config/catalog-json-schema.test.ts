import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { catalogJsonSchema } from "./catalog-json-schema.ts";

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(catalogJsonSchema());
const good = `
format: boxproof-catalog/1
maker: { name: Acme }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0000 }]
models:
  - deviceModel: ACME_1
    name: Acme
    securityProfile: main
    listings: [{ marketplace: US, asin: B0DEMO0001, gtin: "00412345678903" }]
    serial: { scheme: [A, { week: 01-53 }, { oneOf: [A] }, { check: luhn-36 }] }
    label: { symbology: qr, template: retail-box }
    boxCodes: [{ kind: gtin }]
`;

describe("catalogJsonSchema", () => {
  it("is draft 2020-12 and takes a catalog as it stands in a file", () => {
    expect(catalogJsonSchema()).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
    expect(validate(parse(good)) || validate.errors).toBe(true);
  });

  it.each([
    ["an unknown key", good.replace("name: Acme\n", "name: Acme\n    colour: red\n")],
    ["a number for a GTIN", good.replace('"00412345678903"', "00412345678903")],
    ["an ASIN in lower case", good.replace("B0DEMO0001", "b0demo0001")],
    ["a symbology that holds GTINs only", good.replace("symbology: qr", "symbology: ean13")],
    ["a check character system that is not known", good.replace("luhn-36", "luhn-35")],
    ["a missing maker", good.replace("maker: { name: Acme }\n", "")],
    ["another format", good.replace("catalog/1", "catalog/2")],
  ])("refuses %s", (_, text) => {
    expect(text).not.toBe(good);
    expect(validate(parse(text))).toBe(false);
  });

  it("explains every key, so that editors can show it", () => {
    const unexplained: string[] = [];
    const visit = (schema: unknown, path: string) => {
      if (typeof schema !== "object" || schema === null) return;
      const { properties, items, anyOf } = schema as Record<string, unknown>;
      for (const [key, value] of Object.entries(properties ?? {})) {
        const inner = value as Record<string, unknown>;
        const isExplained = [inner["description"], (inner["items"] as Record<string, unknown>)?.["description"]];
        if (isExplained.every((one) => one === undefined)) unexplained.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
      visit(items, `${path}[]`);
      if (path.endsWith("scheme[]") && Array.isArray(anyOf)) {
        for (const branch of anyOf) if (branch.description === undefined) unexplained.push(path);
      }
    };
    visit(catalogJsonSchema(), "");
    expect(unexplained).toEqual([]);
  });
});
