import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BoxproofError } from "../core/index.ts";
import { readSecret, secretVariable } from "./secret-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "secret-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function secretFile(content: string | Uint8Array, mode = 0o600): Promise<string> {
  const file = join(folder, `secret-${++files}`);
  await writeFile(file, content);
  await chmod(file, mode);
  return file;
}

const read = (file: string | undefined) => readSecret({ BOXPROOF_LWA_SECRET_FILE_MAIN: file }, "main");

async function errorOf(file: string | undefined): Promise<BoxproofError> {
  const error: unknown = await read(file).catch((caught: unknown) => caught);
  if (error instanceof BoxproofError) return error;
  throw new Error("expected a BoxproofError");
}

test("the variable is the profile's name in capitals, all else than letters and digits as _", () => {
  expect(secretVariable("main")).toBe("BOXPROOF_LWA_SECRET_FILE_MAIN");
  expect(secretVariable("eu-test.2 b")).toBe("BOXPROOF_LWA_SECRET_FILE_EU_TEST_2_B");
});

test.each([
  ["no line break", "s3cret", "s3cret"],
  ["a line feed", "s3cret\n", "s3cret"],
  ["a carriage return and line feed", "s3cret\r\n", "s3cret"],
  ["blanks around it, which are part of it", " s3 cret \n", " s3 cret "],
  ["letters beyond ASCII", "sécret\n", "sécret"],
  ["4,096 bytes", "x".repeat(4_096), "x".repeat(4_096)],
])("a secret with %s is read", async (_what, content, secret) => {
  expect(await read(await secretFile(content))).toBe(secret);
});

test("a file that only its owner may read, and a link to one, will do", async () => {
  const file = await secretFile("s3cret", 0o400);
  expect(await read(file)).toBe("s3cret");
  await symlink(file, join(folder, "link"));
  expect(await read(join(folder, "link"))).toBe("s3cret");
});

test.each([undefined, ""])("without a file (%j) the error names the variable and what to do", async (file) => {
  const error = await errorOf(file);
  expect(error.code).toBe("ERR_SECRET_MISSING");
  expect(error.message).toContain("BOXPROOF_LWA_SECRET_FILE_MAIN");
  expect(error.remedy).toContain("chmod 600");
});

test.each([
  ["nothing", "", "is empty"],
  ["only a line break", "\n", "is empty"],
  ["two lines", "planted\nplanted\n", "more than one line"],
  ["two line breaks", "planted\n\n", "more than one line"],
  ["a NUL", "planted\0", "control characters"],
  ["bytes that are no UTF-8", Buffer.from([0x70, 0xff]), "is not UTF-8"],
  ["4,097 bytes", `planted${"x".repeat(4_090)}`, "larger than 4096 bytes"],
])("a file with %s is refused, and nothing of it is quoted", async (_what, content, part) => {
  const error = await errorOf(await secretFile(content));
  expect(error.code).toBe("ERR_SECRET_FILE");
  expect(error.message).toContain(part);
  expect(`${error.stack} ${error.remedy} ${JSON.stringify(error.details)}`).not.toContain("planted");
});

test.each([0o644, 0o640, 0o604, 0o660, 0o601])("mode %o lets others in and is refused", async (mode) => {
  const error = await errorOf(await secretFile("s3cret", mode));
  expect(error.code).toBe("ERR_SECRET_FILE");
  expect(error.message).toContain(`0${mode.toString(8)}`);
  expect(error.remedy).toContain("chmod 600");
});

test("what is missing, a folder or a pipe is no secret file, and nobody waits for it", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", ["-m", "600", pipe]);
  for (const [file, part] of [
    [join(folder, "none"), "cannot be opened"],
    [folder, "not a regular file"],
    [pipe, "not a regular file"],
  ] as const) {
    const error = await errorOf(file);
    expect(error.code).toBe("ERR_SECRET_FILE");
    expect(error.message).toContain(part);
  }
});
