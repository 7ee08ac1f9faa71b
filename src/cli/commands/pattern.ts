import { type Command, InvalidArgumentError, Option } from "commander";
import { type PatternProof, provePattern } from "../../core/catalog/index.ts";
import { BoxproofError, isError } from "../../core/index.ts";
import { type Symbology, symbologies } from "../../core/symbol/index.ts";
import { boundedBytes } from "../bounded-bytes.ts";
import { proofLines } from "../check/proof-view.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { collected, positiveBigint } from "../option-value.ts";
import { createStyle } from "../style.ts";
import { declareSuggest, suggestExamples } from "./pattern-suggest.ts";

/** `boxproof pattern`: the proofs over one bare regex. */
export const patternCommand: CliCommand = {
  examples: [
    "boxproof pattern '^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$'",
    "boxproof pattern '^AB[0-9]{6}$' --against '^A[A-Z][0-9]{6}$' --symbology code39 --planned 250000",
    "boxproof pattern --json - < regex.txt",
    ...suggestExamples,
  ],
  declare(command, run) {
    command
      .argument("<regex>", "the regex in quotes; - reads it from standard input")
      .option(
        "--against <regex>",
        "another model's regex, which must share no serial; may be given again",
        otherRegexes,
      )
      .addOption(new Option("--symbology <name>", "symbology of the serial's symbol").choices(symbologies))
      .option("--planned <units>", "how many units are planned", positiveBigint)
      .option("--strict", "exit status 1 for warnings too")
      .option("--verbose", "show notes too")
      .option("--json", "print one JSON document");
    command.addHelpText(
      "after",
      `
Shells change a bare regex: put it in quotes, or send it in by -. One line end behind it is then taken off, and nothing
else. A regex that begins with - comes after --.

Exit status 1 when a finding is an error. Warnings tell what depends on Amazon's engine, which is not public, and codes
that a box may not have.`,
    );
    command.action((regex: string, options: PatternOptions) => run((io) => pattern(io, regex, options)));
    declareSuggest(command, run, {
      isRegex: () => isBehindDashes(command.parent),
      prove: (io) => pattern(io, "suggest", command.opts()),
    });
  },
};

/** Commander takes the word suggest for the subcommand even behind --, where it is a regex. */
function isBehindDashes(program: (Command & { readonly rawArgs?: readonly string[] }) | null): boolean {
  const args = program?.rawArgs ?? [];
  const dashes = args.indexOf("--");
  return dashes !== -1 && args.indexOf("suggest", dashes) === dashes + 1;
}

interface PatternOptions {
  readonly against?: readonly string[];
  readonly symbology?: Symbology;
  readonly planned?: bigint;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

async function pattern(io: Io, given: string, options: PatternOptions): Promise<ExitStatus> {
  const regex = given === "-" ? await regexFromInput(io) : given;
  const proof = provePattern(regex, options);
  const lines = () => proofLines(proof, { style: createStyle(io), verbose: options.verbose === true });
  io.out(options.json === true ? `${JSON.stringify(proofDocument(proof))}\n` : `${lines().join("\n")}\n`);
  const { findings } = proof;
  const isBad = findings.some(isError) || (options.strict === true && findings.some(({ level }) => level === "warn"));
  return isBad ? 1 : 0;
}

/** The document of the contract; keys without a value are left out. */
function proofDocument({ findings, ...proof }: PatternProof): object {
  const shown = findings.map(
    ({ id, level, message, at, semantics, code, witness, fix, fixAt, remedy, measured, required }) => {
      return { id, level, message, at, semantics, code, witness, fix, fixAt, remedy, measured, required };
    },
  );
  const { regex, portable, ...rest } = proof;
  return { regex, portable, findings: shown, ...rest };
}

/** A regex of a thousand characters is refused already; this only keeps endless input out of memory. */
const byteCountMax = 65_536;

async function regexFromInput(io: Io): Promise<string> {
  const bytes = await boundedBytes(io.stdin, byteCountMax);
  if (bytes !== undefined) return withoutLineEnd(decoded(bytes));
  throw new BoxproofError("ERR_FILE_TOO_LARGE", `Standard input has more than ${byteCountMax} bytes.`, {
    remedy: "Send in one regex; at most 1000 characters are judged.",
  });
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BoxproofError("ERR_PATTERN", "Standard input is not text in UTF-8.", {
      remedy: "Send in the regex as text.",
    });
  }
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function otherRegexes(regex: string, all: readonly string[] = []): readonly string[] {
  if (all.length >= againstMax) throw new InvalidArgumentError(`At most ${againstMax} can be given.`);
  return collected(regex, all);
}

const againstMax = 100;
