import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { repository } from "../tools/project-files.ts";
import { runProcess } from "../tools/run-process.ts";

/** Runs .ci/run in a folder of its own, with a stand-in for npm and for the tools' script. */
async function runCi(standIns: { readonly npm: string; readonly tools?: string }) {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-planted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of [".ci", "bin", "test/tools"]) mkdirSync(join(folder, path), { recursive: true });
  copyFileSync(join(repository, ".ci/run"), join(folder, ".ci/run"));
  writeFileSync(join(folder, "test/tools/system-tools.sh"), standIns.tools ?? "");
  writeFileSync(join(folder, "bin/npm"), `#!/bin/sh\n${standIns.npm}\n`);
  chmodSync(join(folder, "bin/npm"), 0o755);
  const PATH = [join(folder, "bin"), process.env["PATH"]].join(delimiter);
  const end = await runProcess("bash", [join(folder, ".ci/run")], {
    cwd: tmpdir(),
    timeoutMs: 100_000,
    env: { ...process.env, PATH },
  });
  return { status: end.status, lines: `${end.out}${end.err}`.trimEnd().split("\n") };
}

it("installs, tests and ends with the closing line", async () => {
  const npm = '[ "$1" = ci ] && echo installed || printf "ok a\\n7 passed, 0 failed\\n"';
  const { status, lines } = await runCi({ npm });
  expect(status).toBe(0);
  expect(lines).toEqual(["installed", "ok a", "7 passed, 0 failed"]);
});

it("keeps the closing line last and the status when npm has more to say", async () => {
  const npm = '[ "$1" = ci ] || { printf "FAIL a\\n6 passed, 1 failed\\n"; echo "npm error code 1" >&2; exit 1; }';
  const { status, lines } = await runCi({ npm });
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe("6 passed, 1 failed");
  expect(lines).toContain("npm error code 1");
});

it("fails with a closing line when nothing could be tested", async () => {
  const [tools, install, crash] = await Promise.all([
    runCi({ npm: "exit 0", tools: "echo planted; exit 1" }),
    runCi({ npm: "exit 1" }),
    runCi({ npm: '[ "$1" = ci ] || { echo crashed; exit 0; }' }),
  ]);
  for (const { status, lines } of [tools, install, crash]) {
    expect(status).toBe(1);
    expect(lines.at(-1)).toBe("0 passed, 1 failed");
  }
  expect(tools.lines).toContain("planted");
});
