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

it("says of a file of more serials than others read that it is one", async () => {
  const wide = serialsCatalog.replace("counter: 0001-0500 }, { check", "counter: 000001-999999 }, { check");
  await writeFile(join(folder.path, "catalog.yaml"), wide);
  const allocate = (count: string, name: string) =>
    run("serials", "allocate", "--model", "CHECKED", "--year", "26", "--count", count, "--out", name);
  const note =
    "big.csv has 200,001 serials; serials import, label --serials and pattern suggest read at most 200,000 of a";
  expect((await allocate("200001", "big.csv")).err).toContain(note);
  expect((await run("pattern", "suggest", "big.csv")).err).toContain("ERR_FILE_TOO_LARGE");
  const small = await allocate("200000", "small.csv");
  expect(small).toMatchObject({ status: 0 });
  expect(small.err).not.toContain("read at most");
  expect((await run("serials", "import", "small.csv", "--model", "CHECKED", "--dry-run")).status).toBe(0);
  for (const verb of ["allocate", "import"]) {
    expect((await run("serials", verb, "--help")).out).toContain("200,000");
  }
  expect((await run("pattern", "suggest", "--help")).out).toContain("200,000");
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
