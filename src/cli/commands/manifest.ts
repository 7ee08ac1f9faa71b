import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Catalog } from "../../core/catalog/index.ts";
import { BoxproofError } from "../../core/index.ts";
import { exportManifest, type Manifest, manifestCsv, manifestJson } from "../../manifest/index.ts";
import { writeFileAtomically } from "../atomic-file.ts";
import { addCatalogOption, type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";

/** Planned, and refused by name until then. */
const absentVerbs: readonly string[] = ["diff", "verify", "sent"];

const exportExamples = [
  "boxproof manifest export --format json --out manifest.json",
  "boxproof manifest export --format csv --revision 3 --out manifest.csv",
];

/** `boxproof manifest`: what is handed over to Amazon when a device model is on-boarded. */
export const manifestCommand: CliCommand = {
  examples: exportExamples,
  declare(command, run) {
    declareExport(command, run);
    for (const verb of absentVerbs) {
      const absent = command.command(verb, { hidden: true }).allowUnknownOption().allowExcessArguments();
      absent.action(() => run(() => Promise.reject(absentVerb(verb))));
    }
    command.addHelpText(
      "after",
      `\nNot built yet, so absent: ${absentVerbs.map((verb) => `manifest ${verb}`).join(", ")}.`,
    );
  },
};

interface ExportOptions extends CatalogOptions {
  readonly format: "json" | "csv";
  readonly out?: string;
  readonly revision?: number;
  readonly json?: boolean;
}

function declareExport(command: Command, run: Parameters<CliCommand["declare"]>[1]): void {
  const verb = command
    .command("export")
    .description("Writes one row for each model in each marketplace; refused while an error-level finding stands.")
    .addOption(new Option("--format <format>", "how it is written").choices(["json", "csv"]).default("json"))
    .option("--out <file>", "the file; standard output without it")
    .option("--revision <number>", "your own count of what was handed over", wholeNumber)
    .option("--json", "with --out: print what was written as one JSON document")
    .option("--debug", "print stack traces with errors");
  addCatalogOption(verb, { demo: "explicit" });
  verb.addHelpText(
    "after",
    `
json: canonical JSON (RFC 8785), the form to hash, sign and keep.
csv:  UTF-8 with byte order mark, every field in quotes. Import its columns as text: a spreadsheet that guesses drops
      the zeros of a GTIN.

Examples:
${exportExamples.map((line) => `  ${line}`).join("\n")}`,
  );
  verb.action((options: ExportOptions) => run((io) => exportFile(io, options)));
}

async function exportFile(io: Io, options: ExportOptions): Promise<ExitStatus> {
  const { catalog } = await resolveCatalog(io, options);
  const { revision } = options;
  const issuedAt = new Date().toISOString();
  const manifest = exportManifest(revision === undefined ? { catalog, issuedAt } : { catalog, issuedAt, revision });
  const text = options.format === "csv" ? manifestCsv(manifest) : manifestJson(manifest);
  sayWhatIsLeftOut(io, catalog);
  if (options.out === undefined) {
    io.out(text);
    return 0;
  }
  const file = resolve(io.cwd, options.out);
  await writeFileAtomically(file, text);
  io.out(options.json === true ? jsonSummary(manifest, options, file) : summary(manifest, options.out));
  return 0;
}

function sayWhatIsLeftOut(io: Io, { models }: Catalog): void {
  const unlisted = models.filter(({ listings }) => listings.length === 0).map(({ deviceModel }) => deviceModel);
  if (unlisted.length === 0) return;
  io.err(`Without a listing, so not in the manifest: ${unlisted.join(", ")}.\n`);
}

function summary({ rows, sha256 }: Manifest, file: string): string {
  const models = new Set(rows.map(({ deviceModel }) => deviceModel)).size;
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `Wrote ${file}: ${count(rows.length, "row")} for ${count(models, "model")}.\nsha256 ${sha256}\n`;
}

function jsonSummary({ rows, sha256 }: Manifest, { format }: ExportOptions, file: string): string {
  return `${JSON.stringify({ file, format, rowCount: rows.length, sha256 })}\n`;
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 1 on.");
  return Number(text);
}

function absentVerb(verb: string): BoxproofError {
  return new BoxproofError("ERR_COMMAND_ABSENT", `boxproof manifest ${verb} is planned but not built yet.`, {
    remedy: "Run boxproof manifest --help for what is there.",
  });
}
