import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/config/index.ts";
import { BoxproofError } from "../../src/core/index.ts";

const cases = ["catalog-field-faults", "catalog-cross-faults", "catalog-serial-faults", "catalog-yaml-faults"];
const fileOf = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

/** The lines of the error, as people read them. */
function faultLines(text: string): readonly string[] {
  try {
    parseCatalog(text, "catalog.yaml");
  } catch (error) {
    if (!(error instanceof BoxproofError)) throw error;
    expect(error.code).toBe("ERR_CATALOG");
    return error.message.split("\n");
  }
  throw new Error("the catalog was taken");
}

describe("faults of a catalog", () => {
  for (const name of cases) {
    it(`are told all at once: ${name}`, () => {
      const lines = faultLines(readFileSync(fileOf(`${name}/catalog.yaml`), "utf8"));
      const golden = fileOf(`${name}/expected.json`);
      if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, `${JSON.stringify(lines, undefined, 2)}\n`);
      expect(lines).toEqual(JSON.parse(readFileSync(golden, "utf8")));
    });
  }

  it("never repeat what may be a secret", () => {
    const text = readFileSync(fileOf("catalog-field-faults/catalog.yaml"), "utf8");
    expect(text).toContain("planted-secret");
    try {
      parseCatalog(text, "catalog.yaml");
    } catch (error) {
      expect(
        JSON.stringify(error, ["message", "details", "faults", "found", "hint", "expected", "remedy"]),
      ).not.toContain("planted-secret");
      expect(String((error as Error).stack)).not.toContain("planted-secret");
      return;
    }
    throw new Error("the catalog was taken");
  });
});
