import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Engine, Question, Row } from "./engine.ts";

/** A command and its arguments. */
export type Command = readonly [string, ...string[]];

/** What a program wrote, and how it ended. */
export interface Ended {
  readonly output: string;
  readonly status: number;
  /** What it complained about, for a message. */
  readonly complaint: string;
}

const timeoutMs = 120_000;

/** The place of a file in `programs/`. */
export function programPath(file: string): string {
  return new URL(`programs/${file}`, import.meta.url).pathname;
}

/** How a field of bytes is written to a program: `41` for an A, or `\x41`. */
export type ByteForm = "hex" | "escaped";

/**
 * An engine behind a program. It gets a line for each question: fields with a space between, first the pattern, then each
 * text, each as one letter and its UTF-8 bytes. It prints a line for each: 1 or 0 for each text, or E for a pattern that
 * it refuses.
 */
export function programEngine(name: string, command: Command, form: ByteForm = "hex"): Engine {
  return { name, ask: (questions) => askProgram(name, command, questions, form) };
}

/** As `programEngine`, for a program that is compiled into a folder of its own first, and removed afterwards. */
export function compiledEngine(
  name: string,
  { compile, command }: { compile(target: string): Command; command(target: string): Command },
): Engine {
  const ask = async (questions: readonly Question[]) => {
    const folder = await mkdtemp(join(tmpdir(), "boxproof-engine-"));
    const target = join(folder, "engine");
    try {
      const { status, complaint } = await runProgram(compile(target), "");
      if (status !== 0) throw new Error(`${name} does not compile its program: ${complaint}`);
      return await askProgram(name, command(target), questions, "hex");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  return { name, ask };
}

async function askProgram(name: string, command: Command, questions: readonly Question[], form: ByteForm) {
  const field = (text: string) => `f${form === "hex" ? hex(text) : hex(text).replaceAll(/../g, "\\x$&")}`;
  const lines = questions.map(({ pattern, texts }) => [pattern, ...texts].map(field).join(" "));
  const { output, status, complaint } = await runProgram(command, `${lines.join("\n")}\n`);
  const answered = output.split("\n").slice(0, -1);
  if (status === 0 && answered.length === lines.length) return answered.map(rowOf);
  throw new Error(`${name} answered ${answered.length} of ${lines.length} questions, status ${status}: ${complaint}`);
}

function rowOf(line: string): Row {
  if (line === "E") return "refused";
  return [...line].map((sign) => (sign === "1" ? "found" : "not-found"));
}

/** The UTF-8 bytes of a text. */
export function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}

/** Runs a program over an input in a locale of code points; a program that is killed or takes too long has status 255. */
export async function runProgram([program, ...parts]: Command, input: string): Promise<Ended> {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const child = spawn(program, parts, { env, stdio: ["pipe", "pipe", "pipe"], timeout: timeoutMs });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 255));
  });
  // A program that refuses its input early closes the pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [output, complaint, status] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
  return { output, status, complaint: complaint.slice(0, 400) };
}

/** True where a program is there and ends well when asked for its version or the like. */
export async function isThere([program, ...parts]: Command): Promise<boolean> {
  try {
    await promisify(execFile)(program, parts, { timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
