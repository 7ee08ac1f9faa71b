import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { boxproof, testFolder } from "./boxproof-process.ts";

const folder = testFolder();
const demo = fileURLToPath(new URL("../../fixtures/demo/catalog.yaml", import.meta.url));

describe("boxproof rehearse", () => {
  it("runs single steps by their ids in any case, and leaves a report", async () => {
    const { status, out, err } = await boxproof(folder.path, ["rehearse", "--only", "tok-08,wrong-secret"]);
    expect(err).toContain("using the demo catalog");
    expect(status, out).toBe(0);
    expect(out).toContain("PASS: 1 of 1 cases passed, 1 of 1 planted mistakes caught");
    const left = await readdir(join(folder.path, "boxproof-rehearsal"));
    expect(left.sort()).toEqual(["junit.xml", "report.html", "report.json"]);
  });

  it("prints report.json with --json, the same that it wrote", async () => {
    const { status, out } = await boxproof(folder.path, ["rehearse", "--only", "REG-01", "--json", "--out", "json"]);
    expect(status).toBe(0);
    expect(out).toBe(await readFile(join(folder.path, "json", "report.json"), "utf8"));
    expect(JSON.parse(out)).toMatchObject({ format: "boxproof-rehearsal/1", summary: { state: "pass" }, isDemo: true });
  });

  it("exits 1 for a warning only with --strict", async () => {
    const args = ["rehearse", "--only", "SCN-03", "--out", "strict"];
    expect((await boxproof(folder.path, args)).status).toBe(0);
    expect((await boxproof(folder.path, [...args, "--strict"])).status).toBe(1);
  });

  it("exits 1 when a case fails, and the report names what to do", async () => {
    const catalog = (await readFile(demo, "utf8")).replace('[0-9A-Z]$"', '[0-9]$"');
    await writeFile(join(folder.path, "narrow.yaml"), catalog);
    const args = ["rehearse", "--catalog", "narrow.yaml", "--only", "REG-03", "--out", "narrow"];
    const { status, out } = await boxproof(folder.path, args);
    expect(out).toContain("FAIL: 0 of 1 cases passed");
    expect(status).toBe(1);
    const page = await readFile(join(folder.path, "narrow", "report.html"), "utf8");
    for (const text of ["refused: ", "Widen the pattern", "Packaging changes"]) expect(page).toContain(text);
  });

  it("refuses a step that does not exist and lists those that do", async () => {
    const { status, err } = await boxproof(folder.path, ["rehearse", "--only", "TOK-99", "--out", "unknown"]);
    expect(status).toBe(2);
    expect(err).toContain("error ERR_CASE_UNKNOWN: There is no case or planted mistake TOK-99.");
    expect(err).toContain("TOK-08");
    expect(await readdir(folder.path)).not.toContain("unknown");
  });

  it("does not touch a folder of other files, and says so before any work", async () => {
    await mkdir(join(folder.path, "mine"));
    await writeFile(join(folder.path, "mine", "thesis.txt"), "mine");
    const { status, err } = await boxproof(folder.path, ["rehearse", "--out", "mine"]);
    expect(status).toBe(2);
    expect(err).toContain("error ERR_FILE_EXISTS:");
    expect(await readdir(join(folder.path, "mine"))).toEqual(["thesis.txt"]);
  });
});
