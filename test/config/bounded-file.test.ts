import { execFile } from "node:child_process";
import { mkdtemp, open, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBoundedFile } from "../../src/config/bounded-file.ts";
import { BoxproofError } from "../../src/core/index.ts";

let folder: string;
let pipe: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-bounded-"));
  pipe = join(folder, "pipe");
  await promisify(execFile)("mkfifo", [pipe]);
});
afterAll(() => rm(folder, { recursive: true }));

const limits = { byteCountMax: 100_000, missing: () => new BoxproofError("ERR_CATALOG_MISSING", "gone") };

test("a folder, a device and a pipe without a writer are refused at once", async () => {
  for (const file of [folder, "/dev/zero", pipe]) {
    await expect(readBoundedFile(file, limits)).rejects.toMatchObject({ code: "ERR_FILE_READ" });
  }
});

test("what cannot be read, and what is too large, is told with what to do", async () => {
  const loop = join(folder, "loop");
  await symlink("loop", loop);
  const unreadable = { code: "ERR_FILE_READ", remedy: expect.stringContaining("may read it") };
  await expect(readBoundedFile(loop, limits)).rejects.toMatchObject(unreadable);
  const large = join(folder, "large");
  await writeFile(large, Buffer.alloc(limits.byteCountMax + 1));
  const tooLarge = { code: "ERR_FILE_TOO_LARGE", remedy: expect.stringContaining("Check the path") };
  await expect(readBoundedFile(large, limits)).rejects.toMatchObject(tooLarge);
  await expect(readBoundedFile(large, limits)).rejects.toThrow("more than 100,000 bytes");
});

test("a pipe is read to its end, however slowly it is written", async () => {
  // Open for both, so that opening waits for nobody.
  const writer = await open(pipe, "r+");
  const reading = readBoundedFile(pipe, limits);
  // More than a pipe holds: it is written only once somebody reads. Were the pipe closed before, all would be lost.
  const first = "first ".repeat(15_000);
  await writer.writeFile(first);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await writer.writeFile("second");
  await writer.close();
  expect(Buffer.from(await reading).toString()).toBe(`${first}second`);
});
