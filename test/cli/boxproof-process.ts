import { type ChildProcess, spawn } from "node:child_process";
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

/** A `boxproof` that goes on until it is told to stop. */
export interface BoxproofService {
  readonly child: ChildProcess;
  readonly exit: Promise<BoxproofEnd>;
  /** What it prints before it is ready, its ready line with it; throws when it ends before that. */
  ready(): Promise<string>;
  /** What it has said on standard error so far. */
  errors(): string;
}

/** Starts services in a folder of `testFolder()`; after each test they are dead before the folder is removed. */
export function serviceStarter(folder: { readonly path: string }): (...args: readonly string[]) => BoxproofService {
  const started: BoxproofService[] = [];
  afterEach(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await Promise.all(started.splice(0).map(({ exit }) => exit));
  });
  return (...args) => {
    const service = startService(folder.path, args);
    started.push(service);
    return service;
  };
}

function startService(cwd: string, args: readonly string[]): BoxproofService {
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const exit = once(child, "close").then(([status]): BoxproofEnd => ({ status, out, err }));
  const fail = (end: BoxproofEnd) => {
    throw new Error(`ended before it was ready: ${JSON.stringify(end)}`);
  };
  const ready = async () => {
    while (!out.includes("\n")) await Promise.race([once(child.stdout, "data"), exit.then(fail)]);
    return out;
  };
  return { child, exit, ready, errors: () => err };
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
