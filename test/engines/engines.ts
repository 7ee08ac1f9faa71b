import { RE2JS } from "re2js";
import { type Engine, ownEngine, withoutTexts } from "./engine.ts";
import { type Command, compiledEngine, isThere, programEngine, programPath } from "./program-engine.ts";
import { lineEngine, sqliteEngine } from "./tool-engines.ts";

const ownEngines: readonly Engine[] = [
  ownEngine("JavaScript", (pattern) => tester(new RegExp(pattern))),
  ownEngine("JavaScript with flag u", (pattern) => tester(new RegExp(pattern, "u"))),
  ownEngine("JavaScript with flag v", (pattern) => tester(new RegExp(pattern, "v"))),
  ownEngine("RE2 (re2js)", (pattern) => {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  }),
];

/** Engines that a machine may have, each behind the programs that it needs. */
const installable: readonly { readonly needs: readonly Command[]; readonly engine: Engine }[] = [
  { needs: [["java", "-version"]], engine: programEngine("Java", ["java", programPath("Engine.java")]) },
  { needs: [["python3", "--version"]], engine: programEngine("Python", ["python3", programPath("engine.py")]) },
  { needs: [["perl", "-MEncode", "-e", "1"]], engine: programEngine("Perl", ["perl", programPath("engine.pl")]) },
  { needs: [["ruby", "--version"]], engine: programEngine("Ruby", ["ruby", programPath("engine.rb")]) },
  { needs: [["go", "version"]], engine: programEngine("Go", ["go", "run", programPath("engine.go")]) },
  {
    needs: [["rg", "--version"]],
    engine: lineEngine("Rust (rg)", (pattern) => ["rg", ...rgOptions, "-e", pattern, "-"]),
  },
  {
    needs: [
      ["mcs", "--version"],
      ["mono", "--version"],
    ],
    engine: monoEngine(),
  },
  { needs: [["gcc", "-fsyntax-only", "-include", "unicode/uregex.h", "-x", "c", "/dev/null"]], engine: icuEngine() },
  { needs: [["grep", "--version"]], engine: grepEngine("PCRE2 (grep -P)", "-P") },
  // Of GNU both: elsewhere they ask TRE, which reads a part of the subset otherwise.
  { needs: [["sh", "-c", "grep --version | grep -q GNU"]], engine: grepEngine("POSIX (grep -E)", "-E") },
  {
    needs: [
      ["bash", "--version"],
      ["getconf", "GNU_LIBC_VERSION"],
    ],
    engine: bashEngine(),
  },
  {
    needs: [["tclsh", "/dev/null"]],
    engine: programEngine("Tcl and PostgreSQL", ["tclsh", programPath("engine.tcl")]),
  },
  { needs: [["sqlite3", "--version"]], engine: sqliteEngine("SQLite") },
];

/** What this machine has of the engines. */
export interface EnginesAtHand {
  readonly found: readonly Engine[];
  /** Names of those whose programs are not there. */
  readonly missing: readonly string[];
  /** Those whose programs are there and cannot be used, each with the reason. */
  readonly unusable: readonly string[];
}

/** The engines of this process and of this machine; each of them has answered a question right before it counts. */
export async function enginesAtHand(): Promise<EnginesAtHand> {
  const tried = await Promise.all(
    installable.map(async ({ needs, engine }) => {
      const answers = await Promise.all(needs.map(isThere));
      return {
        engine,
        isMissing: answers.includes(false),
        fault: answers.includes(false) ? "" : await faultOf(engine),
      };
    }),
  );
  const there = tried.filter(({ isMissing }) => !isMissing);
  return {
    found: [...ownEngines, ...there.filter(({ fault }) => fault === undefined).map(({ engine }) => engine)],
    missing: tried.filter(({ isMissing }) => isMissing).map(({ engine }) => engine.name),
    unusable: there.flatMap(({ engine, fault }) => (fault === undefined ? [] : [`${engine.name}: ${fault}`])),
  };
}

/**
 * Undefined where an engine says of two characters that they are two, and of an open bracket nothing. An old or pared
 * down program may not: it lacks a library, or counted repeats.
 */
async function faultOf(engine: Engine): Promise<string | undefined> {
  try {
    const [twice, refused] = await engine.ask([
      { pattern: "^A{2}$", texts: ["AA", "A", "A{2}"] },
      { pattern: "^[A", texts: ["A"] },
    ]);
    const answers = `${twice} ${refused}`;
    return answers === "found,not-found,not-found refused" ? undefined : `answers ${answers} where it should not`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function tester(compiled: RegExp): (text: string) => boolean {
  return (text) => compiled.test(text);
}

const rgOptions = ["--no-config", "--no-filename", "--line-number", "--text", "--encoding", "none"];

/** PCRE2 of GNU grep, or its own engine, which takes the C library's in doubt. */
function grepEngine(name: string, mode: "-P" | "-E"): Engine {
  return lineEngine(name, (pattern) => ["grep", mode, "-n", "-a", "-e", pattern]);
}

/** No text of a shell has a NUL. */
function bashEngine(): Engine {
  const name = "POSIX (C library, by bash)";
  return withoutTexts(programEngine(name, ["bash", programPath("engine.sh")], "escaped"), /\0/);
}

function monoEngine(): Engine {
  return compiledEngine(".NET (Mono)", {
    compile: (target) => ["mcs", `-out:${target}`, programPath("Engine.cs")],
    command: (target) => ["mono", target],
  });
}

/** The engine of MySQL, Android and Apple's systems. */
function icuEngine(): Engine {
  return compiledEngine("ICU", {
    compile: (target) => ["gcc", programPath("engine-icu.c"), "-o", target, "-licui18n", "-licuuc"],
    command: (target) => [target],
  });
}
