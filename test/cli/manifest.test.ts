import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { manifestJson, parseManifestCsv, readManifest } from "../../src/manifest/index.ts";
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
    const demoLine = "DEMO: made from the demo catalog, not for Amazon.\n";
    expect(out).toBe(`${demoLine}Wrote m.csv: revision 7, 5 rows for 4 models (5 new).\nsha256 ${manifest.sha256}\n`);
    expect(JSON.parse(manifestJson(manifest)).rows).toHaveLength(5);
    expect(await readdir(folder.path)).toEqual(["m.csv"]);
  });

  it("tells programs what was written", async () => {
    const { out } = await manifestExport("--demo", "--out", "m.json", "--json");
    const { sha256 } = JSON.parse(await readFile(join(folder.path, "m.json"), "utf8"));
    const written = { file: join(folder.path, "m.json"), format: "json" };
    const counts = { revision: 1, rowCount: 5, modelCount: 4, sha256, forced: 0 };
    expect(JSON.parse(out)).toEqual({ ...written, files: [written], ...counts });
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

  it("writes several forms of one manifest at once, told by the ends of their names", async () => {
    const outs = ["json", "csv", "xlsx", "pdf"].flatMap((end) => ["--out", `m.${end}`]);
    expect((await manifestExport("--demo", ...outs)).status).toBe(0);
    const { sha256 } = JSON.parse(await readFile(join(folder.path, "m.json"), "utf8"));
    for (const name of ["m.json", "m.csv", "m.xlsx"]) {
      const { manifest } = await readManifest(await readFile(join(folder.path, name)), name);
      expect(manifest.sha256).toBe(sha256);
    }
    expect((await readFile(join(folder.path, "m.pdf"))).subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect((await manifestExport("--from", "m.json", "--out", "again.pdf")).status).toBe(0);
    const [first, again] = await Promise.all(["m.pdf", "again.pdf"].map((name) => readFile(join(folder.path, name))));
    expect(again?.equals(first ?? new Uint8Array())).toBe(true);
  });

  it("exports by force, says so, and takes regexes outside the portable subset then", async () => {
    const text = await readFile(demo, "utf8");
    await writeFile(
      join(folder.path, "catalog.yaml"),
      text.replace('"^[0-9]{11}_bw$"', () => "'^\\d{11}_bw$'"),
    );
    expect((await manifestExport("--out", "m.json")).status).toBe(1);
    const { status, err } = await manifestExport("--out", "m.json", "--force");
    expect([status, err]).toEqual([0, expect.stringContaining("Exported by force although 1 error stood")]);
    const { forced } = JSON.parse(await readFile(join(folder.path, "m.json"), "utf8"));
    expect(forced).toMatchObject([{ deviceModel: "BREWLINE_WASH", id: "D001" }]);
  });

  it.each([
    [["--format", "yaml"]],
    [["--format", "xlsx"]],
    [["--format", "pdf"]],
    [["--json"]],
    [["--out", "m.txt"]],
    [["--out", "m.json", "--out", "m.csv", "--format", "json"]],
    [["--effective-from", "2026-02-30", "--out", "m.json"]],
    [["--sign-with", "none.key", "--out", "m.json"]],
    [["--sign-with", "none.key", "--out", "m.csv"]],
    [["--from", "none.json", "--out", "m.pdf"]],
  ])("refuses %s and writes nothing", async (args) => {
    const { status, err } = await runCommand(["manifest", "export", "--demo", ...args], { cwd: folder.path });
    expect(status).toBe(2);
    expect(err).toMatch(/^(?:Using the demo catalog.*\n)?error ERR_/);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it.each([["0"], ["-1"], ["1.5"], ["x"]])("refuses the revision %s", async (revision) => {
    const args = ["manifest", "export", "--demo", `--revision=${revision}`];
    expect((await runCommand(args, { cwd: folder.path })).status).toBe(2);
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
