import { execFile, spawn } from "node:child_process";
import { text as textOf } from "node:stream/consumers";
import { promisify } from "node:util";
import { RE2JS } from "re2js";

/** What an engine said to one pattern: a sign for each text, or that it refuses the pattern. */
export type Row = readonly Answer[] | "refused";

/** Found, not found, or not asked, because the engine's program cannot be given such a text. */
export type Answer = "found" | "not-found" | "not-asked";

/** A regular expression engine that searches a text for a pattern, as scanners may. */
export interface Engine {
  readonly name: string;
  rows(patterns: readonly string[], texts: readonly string[]): Promise<readonly Row[]>;
}

const inProcess: readonly Engine[] = [
  scriptEngine("JavaScript", (source) => new RegExp(source)),
  scriptEngine("JavaScript with flag u", (source) => new RegExp(source, "u")),
  scriptEngine("JavaScript with flag v", (source) => new RegExp(source, "v")),
  scriptEngine("RE2 (re2js)", (source) => {
    const compiled = RE2JS.compile(source);
    return { test: (text) => compiled.matcher(text).find() };
  }),
];

interface Installed {
  readonly name: string;
  /** Prints its version, so that it is found or not. */
  readonly probe: readonly string[];
  readonly engine: (name: string) => Engine;
}

const installed: readonly Installed[] = [
  programEngine("Python", ["python3", "--version"], ["python3", programPath("engine.py")]),
  programEngine("Perl", ["perl", "-MEncode", "-e", "print $^V"], ["perl", programPath("engine.pl")]),
  programEngine("Ruby", ["ruby", "--version"], ["ruby", programPath("engine.rb")]),
  programEngine("Java", ["javac", "-version"], ["java", programPath("Engine.java")]),
  programEngine("Go", ["go", "version"], ["go", "run", programPath("engine.go")]),
  { name: "PCRE2 (grep -P)", probe: ["grep", "-P", "-c", "^$", "/dev/null"], engine: (name) => grepEngine(name, "-P") },
  { name: "POSIX (grep -E)", probe: ["grep", "-E", "-c", "^$", "/dev/null"], engine: (name) => grepEngine(name, "-E") },
];

/** The engines of this machine, and the names of those that it does not have. */
export async function enginesAtHand(): Promise<{
  readonly found: readonly Engine[];
  readonly missing: readonly string[];
}> {
  const probed = await Promise.all(installed.map(async (each) => ({ each, isThere: await answers(each.probe) })));
  const found = probed.filter(({ isThere }) => isThere).map(({ each }) => each.engine(each.name));
  return {
    found: [...inProcess, ...found],
    missing: probed.filter(({ isThere }) => !isThere).map(({ each }) => each.name),
  };
}

function programPath(file: string): string {
  return new URL(`programs/${file}`, import.meta.url).pathname;
}

/** grep counts no line in an empty file and says so with exit status 1. */
async function answers([command = "", ...parts]: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(command, parts, { timeout: 30_000 });
    return true;
  } catch (error) {
    return command === "grep" && (error as { code?: unknown }).code === 1;
  }
}

function scriptEngine(name: string, compile: (source: string) => { test(text: string): boolean }): Engine {
  const row = (source: string, texts: readonly string[]): Row => {
    try {
      const compiled = compile(source);
      return texts.map((text) => (compiled.test(text) ? "found" : "not-found"));
    } catch {
      return "refused";
    }
  };
  return { name, rows: async (patterns, texts) => patterns.map((source) => row(source, texts)) };
}

/**
 * A program gets a line `P` or `T` and the bytes of a pattern or text in hexadecimal for each, and prints a line for each
 * pattern: 1 or 0 for each text, or E where it refuses the pattern.
 */
function programEngine(name: string, probe: readonly string[], command: readonly string[]): Installed {
  const rows = async (patterns: readonly string[], texts: readonly string[]) => {
    const lines = [...patterns.map((source) => `P ${hex(source)}`), ...texts.map((text) => `T ${hex(text)}`)];
    const { output } = await run(command, `${lines.join("\n")}\n`);
    return output.trimEnd().split("\n").map(rowOf);
  };
  return { name, probe, engine: () => ({ name, rows }) };
}

function rowOf(line: string): Row {
  if (line === "E") return "refused";
  return [...line].map((sign) => (sign === "1" ? "found" : "not-found"));
}

function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}

/** grep gets the texts as lines, so it cannot be asked for texts with a line feed. */
function grepEngine(name: string, mode: "-P" | "-E"): Engine {
  const row = async (source: string, texts: readonly string[]): Promise<Row> => {
    const lines = texts.filter((text) => !text.includes("\n"));
    const { output, status } = await run(["grep", mode, "-n", "-a", "-e", source], `${lines.join("\n")}\n`);
    if (status > 1) return "refused";
    const numbers = new Set(output.split("\n").map((line) => Number.parseInt(line, 10)));
    return texts.map((text) => {
      if (text.includes("\n")) return "not-asked";
      return numbers.has(lines.indexOf(text) + 1) ? "found" : "not-found";
    });
  };
  return {
    name,
    rows: async (patterns, texts) => {
      const rows: Row[] = [];
      for (const source of patterns) rows.push(await row(source, texts));
      return rows;
    },
  };
}

async function run(
  [command = "", ...parts]: readonly string[],
  input: string,
): Promise<{ readonly output: string; readonly status: number }> {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const child = spawn(command, parts, { env, stdio: ["pipe", "pipe", "ignore"], timeout: 60_000 });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 255));
  });
  // A program that refuses its input early closes the pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [output, status] = await Promise.all([textOf(child.stdout), ended]);
  return { output, status };
}
