import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/config/index.ts";
import { checkCatalog } from "../../src/core/catalog/index.ts";
import { isError } from "../../src/core/index.ts";

const head = `format: boxproof-catalog/1
maker: { name: Acme }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0000 }]
models:
`;
const model = (index: number) =>
  `  - deviceModel: M_${index}
    name: Model ${index}
    securityProfile: main
    listings: [{ marketplace: US, asin: "${String(1_000_000_000 + index)}" }]
    serial: { pattern: "^M${String(index).padStart(4, "0")}[0-9A-Z]{10}$" }
    boxCodes: [{ kind: fnsku, value: X${String(index).padStart(9, "0")} }, { kind: mac, column: mac }]
`;
const models = (count: number) => head + Array.from({ length: count }, (_, index) => model(index)).join("");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-catalog-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string | Uint8Array): Promise<string> {
  const file = join(folder, "catalog.yaml");
  await writeFile(file, text);
  return file;
}

describe("limits of a catalog file", () => {
  it("takes 2,000 models and proves all pairs of them disjoint", async () => {
    const catalog = await loadCatalog(await fileOf(models(2_000)));
    const { models: checks, overlaps } = checkCatalog(catalog);
    expect(checks.flatMap(({ findings }) => findings).filter(isError)).toEqual([]);
    expect(checks).toHaveLength(2_000);
    expect(overlaps).toEqual([]);
  });

  it("answers for 2,000 models whose patterns are all wrong", async () => {
    const text = models(2_000).replaceAll("[0-9A-Z]{10}$", "\\\\d{10}(A|B)+$");
    await expect(loadCatalog(await fileOf(text))).rejects.toMatchObject({ details: { faultCount: 4_000 } });
    const catalog = await loadCatalog(await fileOf(text), { patterns: "any" });
    const { models: checks } = checkCatalog(catalog);
    expect(checks.every(({ findings }) => findings.some(({ id }) => id === "D001"))).toBe(true);
  });

  it("refuses the 2,001st", async () => {
    await expect(loadCatalog(await fileOf(models(2_001)))).rejects.toMatchObject({
      code: "ERR_CATALOG",
      details: { faults: [{ line: 5, path: "models", expected: "at most 2000 models" }] },
    });
  });

  it("refuses a file of more than 4 MiB without reading on", async () => {
    const file = await fileOf("");
    // A hole: it takes no room on the disk and would take 20 GB of memory.
    await truncate(file, 20 * 1024 ** 3);
    await expect(loadCatalog(file)).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
    await truncate(file, 4 * 1024 ** 2 + 1);
    await expect(loadCatalog(file)).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
  });

  it("judges a file of exactly 4 MiB", async () => {
    const text = models(1);
    const file = await fileOf(text + " ".repeat(4 * 1024 ** 2 - text.length));
    expect((await loadCatalog(file)).models).toHaveLength(1);
  });

  it("refuses bytes that are not UTF-8, a folder, and a file that is not there", async () => {
    await expect(loadCatalog(await fileOf(Buffer.from([0x61, 0xff])))).rejects.toMatchObject({
      code: "ERR_CATALOG",
      details: { faults: [{ expected: "text in UTF-8" }] },
    });
    await expect(loadCatalog(folder)).rejects.toMatchObject({ code: "ERR_FILE_READ" });
    await expect(loadCatalog(join(folder, "none.yaml"))).rejects.toMatchObject({ code: "ERR_CATALOG_MISSING" });
    await expect(loadCatalog(join(folder, "catalog.yaml", "x"))).rejects.toMatchObject({ code: "ERR_CATALOG_MISSING" });
  });
});
