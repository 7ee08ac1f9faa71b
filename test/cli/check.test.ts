import { chmod, copyFile, lstat, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();
const demo = fileURLToPath(new URL("../../fixtures/demo/catalog.yaml", import.meta.url));
const demoModels = ["BREWLINE_ONE", "BREWLINE_INK", "BREWLINE_PURE", "BREWLINE_WASH", "DRS_Test_Device"];

/** Writes the demo catalog with a change into the test's folder. */
async function changedDemo(change: (text: string) => string): Promise<void> {
  const text = await readFile(demo, "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(join(folder.path, "catalog.yaml"), changed);
}

describe("boxproof check", () => {
  it("is green over the demo catalog, and says that it is the demo", async () => {
    const { status, out, err } = await boxproof(folder.path, ["check", "--strict"]);
    expect(status).toBe(0);
    expect(err).toBe("No catalog.yaml in this folder: using the demo catalog of the made-up maker Brewline.\n");
    for (const model of demoModels) expect(out).toContain(`✔ ${model}`);
    expect(out).toContain("5 models, 0 errors, 0 warnings, 5 notes.");
    expect(out).toContain("BL1 · 0-9 ×4 · A-C · 0-9 ×6 · 0-9 A-Z");
    expect(out).toContain('"BL12401A0000011"');
    expect(out).toContain("500,000 units");
    expect(out).toContain("Not proved here:");
    expect(out).not.toContain("C001");
    expect((await runCommand(["check", "--demo", "--verbose"], { cwd: folder.path })).out).toContain("info  C001");
  });

  it("prints the document of the contract", async () => {
    const { status, out } = await boxproof(folder.path, ["check", "--demo", "--json"]);
    expect(status).toBe(0);
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(["ok", "models", "overlaps", "notProved"]);
    expect(document.ok).toBe(true);
    expect(document.models.map(({ deviceModel }: { deviceModel: string }) => deviceModel)).toEqual(demoModels);
    expect(document.models[0]).toEqual({
      deviceModel: "BREWLINE_ONE",
      pattern: "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
      findings: [{ id: "C001", level: "info", message: expect.any(String) }],
    });
  });

  it("names model, rule, witness and remedy of each error, and ends with status 1", async () => {
    await changedDemo((text) => text.replace('"^[0-9]{11}_bw$"', '"^[0-9]{11}[0-9_][0-9b]?w?$"'));
    const { status, out } = await boxproof(folder.path, ["check", "--json", "--model", "BREWLINE_WASH"]);
    expect(status).toBe(1);
    const { ok, models } = JSON.parse(out);
    expect(ok).toBe(false);
    expect(models).toHaveLength(1);
    const l004 = models[0].findings.filter(({ id }: { id: string }) => id === "L004");
    expect(l004.map(({ witness }: { witness: string }) => witness)).toContain("9521234000037");
    expect(l004[0]).toMatchObject({ level: "error", message: expect.any(String), remedy: expect.any(String) });
    const human = await runCommand(["check", "--model", "BREWLINE_WASH"], { cwd: folder.path });
    expect(human.status).toBe(1);
    expect(human.out).toMatch(/✖ BREWLINE_WASH .*\n(?: {4}(?:scheme|drawn|accepts|refuses|✖|planned) .*\n)+ {4}error /);
  });

  it("shows both models of an overlap and a serial that both accept", async () => {
    await changedDemo((text) => text.replace('"^PURE[0-9]{4}[0-2][0-9]{6}[0-9]{2}$"', '"^(PURE|BL1)[0-9A-Z]{12,13}$"'));
    const { status, out } = await boxproof(folder.path, ["check", "--json", "--model", "BREWLINE_ONE"]);
    expect(status).toBe(1);
    const { overlaps } = JSON.parse(out);
    expect(overlaps).toMatchObject([{ a: "BREWLINE_ONE", b: "BREWLINE_PURE" }]);
    expect(overlaps[0].witness).toMatch(/^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$/);
  });

  it("lets warnings pass unless they are counted strictly", async () => {
    await changedDemo((text) => text.replace("planned: 500000", "planned: 1000000000"));
    expect(await boxproof(folder.path, ["check"])).toMatchObject({ status: 0, err: "" });
    const strict = await runCommand(["check", "--strict", "--json"], { cwd: folder.path });
    expect(strict.status).toBe(1);
    expect(JSON.parse(strict.out).ok).toBe(false);
  });

  it("tells all faults of a bad file at once, with line, column and field, and ends with status 2", async () => {
    await changedDemo((text) => text.replace("maker:", "makre:").replace("B0DEMO0002", "b0demo0002"));
    const { status, out, err } = await boxproof(folder.path, ["check"]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(/^error ERR_CATALOG: .*catalog\.yaml has 3 faults\n/);
    expect(err).toMatch(/\n {2}\d+:\d+ makre: expected one of the keys .*, found "makre" \(did you mean maker\?\)\n/);
    expect(err).toMatch(/\n {2}\d+:34 models\[1\]\.listings\[0\]\.asin: expected an ASIN: .*, found "b0demo0002"\n/);
    expect(err).not.toContain("at parseCatalog");
  });

  it("prefers the catalog of the folder, and takes another where one is named", async () => {
    await mkdir(join(folder.path, "sub"));
    await copyFile(demo, join(folder.path, "sub", "other.yaml"));
    const named = await boxproof(folder.path, ["check", "--catalog", "sub/other.yaml"]);
    expect(named).toMatchObject({ status: 0, err: "" });
    expect(named.out).toContain(join(folder.path, "sub", "other.yaml"));
  });

  it("never falls back to the demo when a named catalog is missing", async () => {
    const { status, err } = await boxproof(folder.path, ["check", "--catalog", "none.yaml"]);
    expect(status).toBe(2);
    expect(err).toMatch(/^error ERR_CATALOG_MISSING: /);
  });

  it("takes --demo or --catalog, not both", async () => {
    const { status, err } = await runCommand(["check", "--demo", "--catalog", "x.yaml"], { cwd: folder.path });
    expect(status).toBe(2);
    expect(err).toMatch(/^error ERR_USAGE: /);
  });

  it("names the models that there are when it does not know one", async () => {
    const { status, err } = await runCommand(["check", "--demo", "--model", "BREWLINE"], { cwd: folder.path });
    expect(status).toBe(2);
    expect(err).toContain("error ERR_MODEL_UNKNOWN: ");
    expect(err).toContain("It has BREWLINE_ONE, ");
  });

  it("tells what is wrong with a pattern outside the subset as findings, with place and fix, and ends with status 1", async () => {
    await changedDemo((text) => text.replace('"^[0-9]{11}_bw$"', '"^\\\\d{11}_bw$"'));
    const { status, out } = await runCommand(["check", "--json", "--model", "BREWLINE_WASH"], { cwd: folder.path });
    expect(status).toBe(1);
    const [model] = JSON.parse(out).models;
    expect(model.pattern).toBe("^\\d{11}_bw$");
    expect(model.findings[0]).toMatchObject({
      id: "D001",
      level: "error",
      at: [1, 3],
      path: "serial.pattern",
      fix: "[0-9]",
    });
    const human = await runCommand(["check", "--model", "BREWLINE_WASH"], { cwd: folder.path });
    expect(human.out).toContain("          ^\\d{11}_bw$\n           ^^  write [0-9]\n");
    const label = await runCommand(["validate", "X"], { cwd: folder.path });
    expect([label.status, label.err.split(":")[0]]).toEqual([2, "error ERR_CATALOG"]);
  });

  it("lays the widest serials out on the label, and refuses those that have no room", async () => {
    await changedDemo((text) =>
      text.replace('"^[0-9]{11}_bw$"', '"^[0-9]{11}(_bw|_[a-z]{40})$"').replace(/scheme: \[\{ year[^\n]*\n/, "\n"),
    );
    const { out } = await runCommand(["check", "--json", "--model", "BREWLINE_WASH"], { cwd: folder.path });
    const y003 = JSON.parse(out).models[0].findings.filter(({ id }: { id: string }) => id === "Y003");
    expect(y003).toMatchObject([{ level: "error", witness: expect.stringMatching(/^[0-9]{11}_[a-z]{40}$/) }]);
    expect(y003[0].message).toContain("small-carton");
  });

  it("only warns where the template is not there, since nothing is known then", async () => {
    await changedDemo((text) =>
      text.replace("{ symbology: qr, template: small-carton }", "{ symbology: qr, template: none }"),
    );
    const { status, out } = await runCommand(["check", "--json", "--model", "BREWLINE_WASH"], { cwd: folder.path });
    expect(status).toBe(0);
    expect(JSON.parse(out).models[0].findings[0]).toMatchObject({ id: "Y003", level: "warn" });
  });

  it("shows as accepted and refused only what is, and marks what the catalog claims and is not so", async () => {
    await changedDemo((text) =>
      text.replace('"^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$"', '"^BL1[0-9]{4}[D-F][0-9]{6}[0-9A-Z]$"'),
    );
    const { out } = await runCommand(["check", "--model", "BREWLINE_ONE"], { cwd: folder.path });
    expect(out).toMatch(/accepts +"BL10000D000000/);
    expect(out).toContain('✖        "BL12401A0000011", ');
    expect(out).toContain(": must be accepted, and is refused\n");
  });

  it("colours a terminal and nothing else", async () => {
    const terminal = await runCommand(["check", "--demo"], { cwd: folder.path, terminal: true });
    expect(terminal.out).toContain("\u001b[32m✔\u001b[39m BREWLINE_ONE");
    const pipe = await runCommand(["check", "--demo"], { cwd: folder.path });
    expect(pipe.out).not.toContain("\u001b");
  });
});

describe("boxproof check --fix", () => {
  const catalogFile = () => join(folder.path, "catalog.yaml");
  const check = (...args: readonly string[]) => runCommand(["check", ...args], { cwd: folder.path });
  // Functions, because `$'` means something in a replacement text.
  const faulty = (text: string) =>
    text
      .replace('"^[0-9]{11}_bw$"', () => "'^\\d{11}_bw$' # kept")
      .replace('"^PURE[0-9]{4}[0-2][0-9]{6}[0-9]{2}$"', () => '"PURE\\\\d{4}[0-2]\\\\d{8}"')
      .replace('"^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$"', () => '"^BL1.{4}[A-C]\\\\d{6}[0-9A-Z]$"');

  it("shows the changed lines and writes nothing with --dry-run", async () => {
    await changedDemo(faulty);
    const before = await readFile(catalogFile(), "utf8");
    const { out, status } = await check("--fix", "--dry-run");
    expect(status).toBe(1);
    expect(out).toContain("Would write 2 fixes into ");
    expect(out).toMatch(
      /\n {2}- \d+: {7}pattern: '\^\\d\{11\}_bw\$' # kept\n {2}\+ \d+: {7}pattern: '\^\[0-9\]\{11\}_bw\$' # kept\n/,
    );
    expect(await readFile(catalogFile(), "utf8")).toBe(before);
  });

  it("writes what accepts the same serials, leaves the rest to people, and changes nothing else", async () => {
    await changedDemo(faulty);
    const before = await readFile(catalogFile(), "utf8");
    await chmod(catalogFile(), 0o640);
    const { out, status } = await check("--fix", "--json");
    expect(status).toBe(1);
    const fixes: readonly { deviceModel: string; refusal?: string }[] = JSON.parse(out).fixes;
    expect(fixes.map(({ deviceModel, refusal }) => [deviceModel, refusal === undefined])).toEqual([
      ["BREWLINE_ONE", false],
      ["BREWLINE_PURE", true],
      ["BREWLINE_WASH", true],
    ]);
    const expected = before
      .replace("'^\\d{11}_bw$'", () => "'^[0-9]{11}_bw$'")
      .replace('"PURE\\\\d{4}[0-2]\\\\d{8}"', () => '"^PURE[0-9]{4}[0-2][0-9]{8}$"');
    expect(await readFile(catalogFile(), "utf8")).toBe(expected);
    expect((await stat(catalogFile())).mode & 0o777).toBe(0o640);
    // A second run has nothing left to write.
    expect((await check("--fix")).out).toContain("No pattern has a fix that is proved");
  });

  it("leaves a link a link, and writes what it leads to", async () => {
    await changedDemo(faulty);
    await mkdir(join(folder.path, "sub"));
    await symlink(catalogFile(), join(folder.path, "sub", "link.yaml"));
    await check("--catalog", "sub/link.yaml", "--fix");
    expect((await lstat(join(folder.path, "sub", "link.yaml"))).isSymbolicLink()).toBe(true);
    expect(await readFile(catalogFile(), "utf8")).toContain("'^[0-9]{11}_bw$' # kept");
  });

  it("leaves a file that may not be written to, and says so", async () => {
    await changedDemo(faulty);
    const before = await readFile(catalogFile(), "utf8");
    await chmod(catalogFile(), 0o444);
    const { status, err } = await check("--fix");
    expect(status).toBe(3);
    expect(err).toContain(`error ERR_DISK: ${catalogFile()} is read-only; nothing was written.`);
    expect(err).toContain("--dry-run");
    expect(await readFile(catalogFile(), "utf8")).toBe(before);
    expect((await check("--fix", "--dry-run")).out).toContain("Would write 2 fixes into ");
  });

  it("takes out alternatives that add nothing", async () => {
    await changedDemo((text) =>
      text.replace('"^TestAmazonPreReg[0-9]{3}$"', '"^(TestAmazonPreReg[0-9]{3}|TestAmazonPreReg001)$"'),
    );
    await check("--fix");
    expect(await readFile(catalogFile(), "utf8")).toContain('"^(TestAmazonPreReg[0-9]{3})$"');
  });

  it("writes only the model that is asked for", async () => {
    await changedDemo(faulty);
    await check("--fix", "--model", "BREWLINE_WASH");
    const text = await readFile(catalogFile(), "utf8");
    expect(text).toContain("'^[0-9]{11}_bw$'");
    expect(text).toContain("PURE\\\\d{4}");
  });

  it("goes with --dry-run only together", async () => {
    expect((await check("--demo", "--dry-run")).err).toContain("error ERR_USAGE");
  });
});
