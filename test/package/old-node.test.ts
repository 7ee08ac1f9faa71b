import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it, onTestFinished } from "vitest";
import { runProcess } from "../tools/run-process.ts";

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

/** The first Node on PATH that is older than 24 and not one of this repository's packages. */
async function oldNode(): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  for (const folder of folders) {
    const file = join(folder, "node");
    const end = await runProcess(file, ["--version"], { cwd: tmpdir(), timeoutMs: 100_000 }).catch(() => undefined);
    const major = Number(/^v(\d+)\./.exec(end?.out ?? "")?.[1] ?? Number.NaN);
    if (major < 24) return file;
  }
  return undefined;
}

/** A folder with the command's first file and nothing that it could import. */
function lonelyBin(): string {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-old-node-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(bin, join(folder, "bin.js"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

const refusal =
  /^error ERR_NODE_OLD: boxproof needs Node 24 or newer; this is Node \d+\.\d+\.\d+\.\n[^\n]*node@24[^\n]*\n$/;

it("refuses an old Node in words and with status 3, before it imports anything", async () => {
  const cwd = lonelyBin();
  const real = await oldNode();
  // Where no old Node is installed, this one says that it is old.
  const pretence = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })`;
  const end =
    real === undefined
      ? await runProcess(process.execPath, ["--import", `data:text/javascript,${pretence}`, "bin.js"], {
          cwd,
          timeoutMs: 100_000,
        })
      : await runProcess(real, ["bin.js", "--version"], { cwd, timeoutMs: 100_000 });
  expect(end).toMatchObject({ status: 3, out: "" });
  expect(end.err).toMatch(refusal);
});

it("goes on under this Node, and so misses what it imports next", async () => {
  const end = await runProcess(process.execPath, ["bin.js", "--version"], { cwd: lonelyBin(), timeoutMs: 100_000 });
  expect(end.status).not.toBe(3);
  expect(end.err).toContain("ERR_MODULE_NOT_FOUND");
});

it("has no import that runs before the check", () => {
  const code = readFileSync(bin, "utf8");
  const source = ts.createSourceFile("bin.js", code, ts.ScriptTarget.ES2024);
  const early = source.statements.filter((node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node));
  expect(early.map((node) => node.getText(source)).filter((text) => text !== "export {};")).toEqual([]);
});
