import type { Command } from "commander";
import { type SchemeSuggestion, suggestScheme } from "../../core/dsn/index.ts";
import { BoxproofError, isError } from "../../core/index.ts";
import { suggestionYaml } from "../check/suggestion-view.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { SerialColumn } from "../serial-column.ts";
import { readSerials } from "../serials-input.ts";

/** The examples of `pattern suggest`. */
export const suggestExamples = [
  "boxproof pattern suggest serials.csv",
  "boxproof pattern suggest shipped.xlsx --column 'Serial No' --json",
  "boxproof pattern suggest - < serials.txt",
] as const;

interface SuggestOptions {
  readonly column?: string;
  readonly json?: boolean;
  /** Options of the command above, which mean nothing here. */
  readonly against?: unknown;
  readonly symbology?: unknown;
  readonly planned?: unknown;
}

/** Declares `pattern suggest`. `isRegex` says whether the word stood behind `--`, and so is a regex; then `prove` runs. */
export function declareSuggest(
  command: Command,
  run: Parameters<CliCommand["declare"]>[1],
  { isRegex, prove }: { readonly isRegex: () => boolean; readonly prove: (io: Io) => Promise<ExitStatus> },
): void {
  const verb = command
    .command("suggest")
    .description("Reads serials and proposes how they are composed: scheme, pattern, capacity, rows that do not fit.")
    .argument("[file]", "CSV or XLSX with a column dsn or serial, or one serial a line; - reads standard input")
    .option("--column <name>", "the column that holds the serials")
    .option("--json", "print one JSON document");
  verb.addHelpText(
    "after",
    `
The answer is YAML to paste below a model of the catalog, with the reasons as comments. It is a proposal: nothing in
serials says what the factory means by them. A file has at most 200,000 rows; a few thousand are enough.

Examples:
${suggestExamples.map((line) => `  ${line}`).join("\n")}`,
  );
  // Commander gives an option that the command above knows too to that one.
  verb.action((file: string | undefined) =>
    run((io) => (isRegex() ? prove(io) : suggest(io, file, verb.optsWithGlobals<SuggestOptions>()))),
  );
}

async function suggest(io: Io, name: string | undefined, options: SuggestOptions): Promise<ExitStatus> {
  const { column, json } = options;
  const stray = (["against", "symbology", "planned"] as const).find((one) => options[one] !== undefined);
  if (stray !== undefined) {
    throw new BoxproofError("ERR_USAGE", `--${stray} is about a regex; boxproof pattern suggest has none yet.`, {
      remedy: "Leave it out here, and try the proposed pattern with it.",
    });
  }
  if (name === undefined) {
    throw new BoxproofError("ERR_USAGE", "boxproof pattern suggest needs a file of serials.", {
      remedy: "Name one, or - for standard input; a regex that is the word suggest comes after --.",
    });
  }
  const { bytes, file } = await readSerials(io, name);
  // Loaded only here: the packages that read tables are half of all modules, and no regex needs them.
  const { serialColumn } = await import("../serial-column.ts");
  const table = await serialColumn(bytes, column === undefined ? { file } : { file, column });
  for (const note of table.notes) io.err(`${note}\n`);
  const suggestion = suggestScheme(table.serials.map(({ serial }) => serial));
  io.out(
    json === true ? `${JSON.stringify(suggestionDocument(suggestion, table))}\n` : suggestionYaml(suggestion, table),
  );
  return suggestion.notes.some(isError) ? 1 : 0;
}

/** The suggestion with the parts as a catalog writes them, numbers beyond 2^53 as texts, and the place of each row. */
function suggestionDocument({ layouts, outside, ...rest }: SchemeSuggestion, { serials }: SerialColumn): object {
  return {
    ...rest,
    layouts: layouts.map(({ scheme, capacity, shorter, ...layout }) => ({
      ...layout,
      shorter: shorter === undefined ? undefined : { ...shorter, added: String(shorter.added) },
      scheme: scheme?.sources,
      capacity: String(capacity),
    })),
    outside: outside.map(({ row, ...one }) => ({ place: serials[row]?.place, ...one })),
  };
}
