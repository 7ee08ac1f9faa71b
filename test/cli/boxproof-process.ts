import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));

/** How a real `boxproof` process ended. */
export interface BoxproofEnd {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `boxproof ARGS` in a process of its own, in a folder, with a standard input. */
export async function boxproof(
  cwd: string,
  args: readonly string[],
  stdin: string | Uint8Array = "",
): Promise<BoxproofEnd> {
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: "pipe" });
  const ended = once(child, "close");
  // A command that never reads its input closes the pipe before we have written.
  child.stdin.on("error", () => undefined).end(stdin);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { status, out, err };
}

/** An empty folder for each test, removed behind it. */
export function testFolder(): { readonly path: string } {
  const folder = { path: "" };
  beforeEach(async () => {
    folder.path = await mkdtemp(join(tmpdir(), "boxproof-cli-"));
  });
  afterEach(() => rm(folder.path, { recursive: true }));
  return folder;
}
