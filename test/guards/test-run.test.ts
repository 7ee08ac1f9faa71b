import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { repository } from "../tools/project-files.ts";
import { type Count, reportFile, runSteps, type Step } from "../tools/step-runner.ts";

const node = (name: string, code: string, rest: Partial<Step> = {}): Step => ({
  name,
  command: [process.execPath, "-e", code],
  timeoutMs: 100_000,
  ...rest,
});

async function run(steps: readonly Step[], cwd = repository): Promise<Count & { readonly text: string }> {
  const lines: string[] = [];
  const count = await runSteps(steps, { cwd, write: (line) => lines.push(line) });
  return { ...count, text: lines.join("") };
}

/** A folder with unit tests and this repository's packages. */
function testFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-planted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "tests"));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "tests", name), text);
  return folder;
}

const vitest: Step = {
  name: "tests",
  command: [
    join(repository, "node_modules/.bin/vitest"),
    "run",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    "tests",
  ],
  timeoutMs: 100_000,
};

it("counts a step that passes and is silent about what it printed", async () => {
  const result = await run([node("quiet", "console.log('not shown')")]);
  expect(result).toMatchObject({ passed: 1, failed: 0 });
  expect(result.text).toMatch(/^ok {4}quiet +\d+\.\d s\n$/);
});

it("goes on after a failed step and shows everything that it printed", async () => {
  const result = await run([
    node("loud", "console.log('to out'); console.error('to err'); process.exit(7)"),
    node("next", ""),
  ]);
  expect(result).toMatchObject({ passed: 1, failed: 1 });
  expect(result.text).toMatch(/^FAIL {2}loud +\d+\.\d s\nto out\nto err\nok {4}next /);
});

it("does not run a step that needs a failed one, and counts it as failed", async () => {
  const result = await run([node("first", "process.exit(1)"), node("second", "", { needs: ["first"] })]);
  expect(result).toMatchObject({ passed: 0, failed: 2 });
  expect(result.text).toContain('not run, because "first" failed');
});

it("ends a step that hangs, and what it started", async () => {
  const hang =
    "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });" +
    "setInterval(() => {}, 1000)";
  const result = await run([node("hung", hang, { timeoutMs: 500 })]);
  expect(result).toMatchObject({ passed: 0, failed: 1 });
  expect(result.text).toContain("ended after its limit of 0.5 s");
});

it("gives a step no standard input and no colours", async () => {
  const code = `
    if (process.env.FORCE_COLOR !== undefined || process.env.NO_COLOR !== "1") process.exit(1);
    process.stdin.on("data", () => process.exit(2)).on("end", () => process.exit(0));`;
  expect(await run([node("plain", code)])).toMatchObject({ passed: 1, failed: 0 });
});

it("fails for a program that is not there", async () => {
  const result = await run([{ name: "gone", command: ["boxproof-no-such-program"], timeoutMs: 1_000 }]);
  expect(result).toMatchObject({ passed: 0, failed: 1 });
  // EACCES where a folder of PATH is closed to this user.
  expect(result.text).toMatch(/spawn boxproof-no-such-program (ENOENT|EACCES)/);
});

it("counts every test, and a skipped or planned one as failed", async () => {
  const folder = testFolder({
    "a.test.ts": `import { expect, it } from "vitest";
      it("holds", () => expect(1).toBe(1));
      it("holds too", () => expect(1).toBe(1));
      it("breaks", () => expect(1).toBe(2));
      it["skip"]("is left out", () => {});
      it["todo"]("is planned");`,
  });
  const result = await run([vitest], folder);
  expect(result).toMatchObject({ passed: 2, failed: 3 });
  expect(result.text).toMatch(/^FAIL .*\nfailed: breaks\n {2}in .*a\.test\.ts\n {2}AssertionError: expected 1 to be 2/);
  expect(result.text).toContain("is left out");
  expect(result.text).toContain("is planned");
});

it("counts the tests of a clean run alone", async () => {
  const folder = testFolder({ "a.test.ts": 'import { it } from "vitest";\nit("a", () => {});\nit("b", () => {});' });
  expect(await run([vitest], folder)).toMatchObject({ passed: 2, failed: 0 });
});

it("fails for a test file that cannot be loaded, that has no test, and for no file at all", async () => {
  const good = 'import { it } from "vitest";\nit("a", () => {});';
  const unloadable = testFolder({ "a.test.ts": good, "b.test.ts": 'throw new Error("planted");' });
  expect(await run([vitest], unloadable)).toMatchObject({ passed: 1, failed: 1 });
  const empty = testFolder({ "a.test.ts": good, "b.test.ts": "export {};" });
  expect(await run([vitest], empty)).toMatchObject({ passed: 1, failed: 1 });
  expect(await run([vitest], testFolder({}))).toMatchObject({ passed: 0, failed: 1 });
});

it("fails for a rejection outside every test", async () => {
  const folder = testFolder({
    "a.test.ts": `import { it } from "vitest";
      it("a", () => { setTimeout(() => Promise.reject(new Error("planted")), 5); });
      it("b", () => new Promise((done) => setTimeout(done, 50)));`,
  });
  expect(await run([vitest], folder)).toMatchObject({ passed: 2, failed: 1 });
});

it("fails for tests whose process died, and names them and their file", async () => {
  const folder = testFolder({
    "a.test.ts":
      'import { it } from "vitest";\nit("a", () => {});\nit("b", () => process.abort());\nit("c", () => {});',
  });
  const result = await run([vitest], folder);
  expect(result.failed).toBeGreaterThan(0);
  expect(result.text).toMatch(/^FAIL .*\n(?:.*\n)*?not run \(its process died\): c\n {2}in .*a\.test\.ts/);
});
