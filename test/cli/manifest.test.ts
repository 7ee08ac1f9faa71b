import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { manifestJson, parseManifestCsv } from "../../src/manifest/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();
const demo = fileURLToPath(new URL("../../fixtures/demo/catalog.yaml", import.meta.url));
const manifestExport = (...args: readonly string[]) => boxproof(folder.path, ["manifest", "export", ...args]);

describe("boxproof manifest export", () => {
  it("prints canonical JSON by itself, and says which model has no listing", async () => {
    const { status, out, err } = await manifestExport("--demo");
    expect(status).toBe(0);
    expect(err).toContain("Without a listing, so not in the manifest: DRS_Test_Device.\n");
    const { rows, issuedAt } = JSON.parse(out);
    expect(rows.map(({ asin }: { asin: string }) => asin)).toEqual([
      "B0DEMO0001",
      "B0DEMO0011",
      "B0DEMO0002",
      "B0DEMO0003",
      "B0DEMO0004",
    ]);
    expect(Math.abs(Date.now() - Date.parse(issuedAt))).toBeLessThan(60_000);
    for (const { serialRegex, examplesGood, examplesBad } of rows) {
      const regex = new RegExp(serialRegex);
      expect(examplesGood.length).toBeGreaterThanOrEqual(3);
      expect(examplesBad.length).toBeGreaterThanOrEqual(5);
      expect(examplesGood.every((text: string) => regex.test(text))).toBe(true);
      expect(examplesBad.some(({ text }: { text: string }) => regex.test(text))).toBe(false);
    }
  });

  it("writes a CSV that reads back to the same manifest", async () => {
    const { status, out } = await manifestExport("--demo", "--format", "csv", "--out", "m.csv", "--revision", "7");
    expect(status).toBe(0);
    const bytes = await readFile(join(folder.path, "m.csv"));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const manifest = parseManifestCsv(bytes.toString("utf8"));
    expect(manifest).toMatchObject({ revision: 7, maker: { name: "Brewline" } });
    expect(out).toBe(`Wrote m.csv: 5 rows for 4 models.\nsha256 ${manifest.sha256}\n`);
    expect(JSON.parse(manifestJson(manifest)).rows).toHaveLength(5);
    expect(await readdir(folder.path)).toEqual(["m.csv"]);
  });

  it("tells programs what was written", async () => {
    const { out } = await manifestExport("--demo", "--out", "m.json", "--json");
    const { sha256 } = JSON.parse(await readFile(join(folder.path, "m.json"), "utf8"));
    expect(JSON.parse(out)).toEqual({ file: join(folder.path, "m.json"), format: "json", rowCount: 5, sha256 });
  });

  it("is refused while an error-level finding stands, and writes nothing", async () => {
    const text = await readFile(demo, "utf8");
    await writeFile(join(folder.path, "catalog.yaml"), text.replace('"^[0-9]{11}_bw$"', '"^[0-9]{13}$"'));
    const { status, out, err } = await manifestExport("--format", "csv", "--out", "m.csv");
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^error ERR_MANIFEST_BLOCKED: .*BREWLINE_WASH/);
    expect(await readdir(folder.path)).toEqual(["catalog.yaml"]);
  });

  it("needs a catalog or --demo", async () => {
    const { status, err } = await manifestExport();
    expect(status).toBe(2);
    expect(err).toMatch(/^error ERR_CATALOG_MISSING: /);
  });

  it("says that the folder of --out is not there", async () => {
    const { status, err } = await manifestExport("--demo", "--out", "none/m.json");
    expect(status).toBe(3);
    expect(err).toContain("error ERR_DISK: ");
  });

  it.each([["xlsx"], ["pdf"], ["yaml"]])("refuses the format %s", async (format) => {
    const args = ["manifest", "export", "--demo", "--format", format];
    expect((await runCommand(args, { cwd: folder.path })).status).toBe(2);
  });

  it.each([["0"], ["-1"], ["1.5"], ["x"]])("refuses the revision %s", async (revision) => {
    const args = ["manifest", "export", "--demo", `--revision=${revision}`];
    expect((await runCommand(args, { cwd: folder.path })).status).toBe(2);
  });

  it.each([["diff"], ["verify"], ["sent"]])("says that manifest %s is not built yet", async (verb) => {
    const { status, err } = await runCommand(["manifest", verb, "a.json", "b.json"], { cwd: folder.path });
    expect(status).toBe(2);
    expect(err).toContain(`error ERR_COMMAND_ABSENT: boxproof manifest ${verb} is planned but not built yet.`);
  });

  it("shows examples in the help of both levels", async () => {
    for (const args of [
      ["manifest", "--help"],
      ["manifest", "export", "--help"],
    ]) {
      const { status, out } = await runCommand(args, { cwd: folder.path });
      expect(status).toBe(0);
      expect(out).toContain("boxproof manifest export --format json --out manifest.json");
    }
  });
});
