import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testFolder } from "./boxproof-process.ts";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));
const folder = testFolder();

test.each([
  ["serve", "SIGTERM"],
  ["serve", "SIGINT"],
  ["simulator", "SIGTERM"],
  ["simulator", "SIGINT"],
] as const)("%s that still waits for its catalog ends on %s", async (verb, signal) => {
  const pipe = join(folder.path, "catalog.yaml");
  await promisify(execFile)("mkfifo", [pipe]);
  const child = spawn(process.execPath, [bin, verb, "--catalog", pipe], { cwd: folder.path, stdio: "ignore" });
  const exit = once(child, "exit");
  // Opening for writing waits until the command reads.
  await using _writer = await open(pipe, "w");
  child.kill(signal);
  // Waiting on for its catalog, it would never end: nothing is ever written.
  expect(await exit).toEqual([null, signal]);
});
