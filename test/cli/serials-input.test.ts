import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();
const run = (...args: readonly string[]) => runCommand(args, { cwd: folder.path });

it.each([
  ["pattern", "suggest", "pipe"],
  ["serials", "import", "pipe", "--model", "ONE", "--adopt", "--dry-run"],
])("ends with a sentence where nobody writes to a pipe: %s %s", async (...args) => {
  await writeFile(join(folder.path, "catalog.yaml"), serialsCatalog);
  await promisify(execFile)("mkfifo", [join(folder.path, "pipe")]);
  const end = await run(...args);
  expect(end).toMatchObject({ status: 2, out: "" });
  expect(end.err).toMatch(/^error ERR_FILE_READ: .*pipe is a pipe that nobody writes to; expected a file\.\n/);
});

it("names a file that is not there, and one that is too large", async () => {
  expect((await run("pattern", "suggest", "none.csv")).err).toMatch(
    /^error ERR_FILE_READ: .*none\.csv cannot be read \(ENOENT\)\.\nSee whether the file is there/,
  );
  await writeFile(join(folder.path, "big.csv"), "A".repeat(17 * 1024 * 1024));
  expect((await run("pattern", "suggest", "big.csv")).err).toMatch(
    /^error ERR_FILE_TOO_LARGE: .*big\.csv has more than 16,777,216 bytes\.\nSplit it into several files\./,
  );
});

it("says of an empty input that there is no serial in it", async () => {
  for (const more of [[], ["--json"]]) {
    const end = await run("validate", "-", "--demo", ...more);
    expect(end).toMatchObject({ status: 2, out: "" });
    expect(end.err).toContain("error ERR_USAGE: Standard input has no serial; none was looked at.");
  }
  await writeFile(join(folder.path, "catalog.yaml"), serialsCatalog);
  expect((await run("serials", "import", "-", "--model", "ONE", "--adopt")).err).toContain("standard input is empty.");
});
