import { type Command, Option } from "commander";
import { addCatalogOption } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { dressedVerb } from "../dressed-verb.ts";
import { type DiffOptions, diffManifestFiles } from "../manifest/manifest-diff.ts";
import { type ExportOptions, exportManifestFiles, manifestFormats } from "../manifest/manifest-export.ts";
import { type KeygenOptions, writeSigningKey } from "../manifest/manifest-keygen.ts";
import { addReadLedgerOption } from "../manifest/manifest-ledger.ts";
import { type SentOptions, sendOrList } from "../manifest/manifest-sent.ts";
import { type VerifyOptions, verifyManifestFile } from "../manifest/manifest-verify.ts";
import { calendarDay, collected, positiveNumber } from "../option-value.ts";

type Run = Parameters<CliCommand["declare"]>[1];

const examples = {
  export: [
    "boxproof manifest export --format json --out manifest.json",
    "boxproof manifest export --out manifest.json --out manifest.csv --out manifest.xlsx --out manifest.pdf",
    "boxproof manifest export --out manifest.json --sign-with maker.key",
    "boxproof manifest export --from manifest.json --out manifest.pdf   # another form of the same manifest",
  ],
  diff: [
    "boxproof manifest diff                        # the last one sent, and the catalog",
    "boxproof manifest diff sent.json manifest.json --ledger boxproof.db",
  ],
  verify: [
    "boxproof manifest verify manifest.json",
    "boxproof manifest verify manifest.json --signature manifest.json.sig --public-key maker.key.pub",
  ],
  sent: [
    "boxproof manifest sent manifest.json --to 'Amazon onboarding' --on 2026-01-31",
    "boxproof manifest sent                        # what was sent",
  ],
  keygen: ["boxproof manifest keygen --out maker.key"],
} as const;

/** `boxproof manifest`: what is handed over to Amazon when a device model is on-boarded, and what became of it. */
export const manifestCommand: CliCommand = {
  examples: [examples.export[0], examples.diff[0], examples.verify[1], examples.sent[0], examples.keygen[0]],
  declare(command, run) {
    declareExport(command, run);
    declareDiff(command, run);
    declareVerify(command, run);
    declareSent(command, run);
    declareKeygen(command, run);
  },
};

function declareExport(command: Command, run: Run): void {
  const verb = command
    .command("export")
    .description("Writes one row for each model in each marketplace; refused while an error-level finding stands.")
    .addOption(
      new Option("--format <format>", "how it is written (default: by the end of the file's name, else json)").choices(
        manifestFormats,
      ),
    )
    .option("--out <file>", "the file; may stand several times; standard output without it", collected, [])
    .option("--from <file>", "another form of a manifest that was exported before; no catalog is read")
    .option("--revision <number>", "number of this revision (default: one more than the last one sent)", positiveNumber)
    .option("--effective-from <day>", "the day from which it holds, as 2026-01-31 (default: today)", calendarDay)
    .option("--force", "export although error-level findings stand; they are written into the manifest")
    .option("--replace", "with --out: take the place of files that are there (without it they are refused)")
    .option("--sign-with <file>", "private key (Ed25519, PKCS#8 PEM, mode 0600); signs the JSON into FILE.json.sig")
    .option("--json", "with --out: print what was written as one JSON document");
  addReadLedgerOption(addCatalogOption(verb, { demo: "explicit" }));
  dressedVerb(
    verb,
    examples.export,
    `json: canonical JSON (RFC 8785), the form to hash, sign and keep.
csv:  UTF-8 with byte order mark, every field in quotes. Import its columns as text: a spreadsheet that guesses drops
      the zeros of a GTIN.
xlsx: the same columns, every cell text.
pdf:  to read and to sign by hand: each pattern drawn, examples, hashes.

Each row says what became of it since the manifest that was sent last: new, changed, unchanged, retired. As in diff,
L008 stands in the way when serials that are in use would be refused, or when serials are lost and no ledger was asked;
unlike in diff also when those in use were refused already by the manifest that was sent last.`,
  ).action((options: ExportOptions) => run((io) => exportManifestFiles(io, options)));
}

function declareDiff(command: Command, run: Run): void {
  const verb = command
    .command("diff")
    .description("Compares two manifests by the serials that their regexes accept, not by their text.")
    .argument("[before]", "a manifest (JSON, CSV or XLSX); the last one sent without it")
    .argument("[after]", "a manifest; the catalog without it")
    .option("--json", "print one JSON document");
  addReadLedgerOption(addCatalogOption(verb, { demo: "explicit" }));
  dressedVerb(
    verb,
    examples.diff,
    `Says of each model: same, narrowed, widened, moved, disjoint, new or retired, with exact counts and a serial that
shows it. L008 is an error (exit status 1) when the ledger knows serials that would now be refused, or when serials are
lost and no ledger was asked; a warning for serials that were refused before as well, for which export is refused all
the same. The ledger is only read, and never created.`,
  ).action((before: string | undefined, after: string | undefined, options: DiffOptions) =>
    run((io) => diffManifestFiles(io, { before, after }, options)),
  );
}

function declareVerify(command: Command, run: Run): void {
  const verb = command
    .command("verify")
    .description("Holds a manifest against itself, its signature and the catalog.")
    .argument("<file>", "a manifest: JSON, CSV or XLSX")
    .option("--signature <file>", "its signature, raw or in base64 (default with --public-key: FILE.sig)")
    .option("--public-key <file>", "the maker's public key: Ed25519, PEM")
    .option("--strict", "warnings fail too: forced, a demo, or not what the catalog says")
    .option("--json", "print one JSON document");
  addCatalogOption(verb, { demo: "explicit" });
  dressedVerb(
    verb,
    examples.verify,
    `Checks hash, canonical form and signature; that an ASIN stands for one model and a model has one regex; that each
regex parses, has its hash, accepts its good and refuses its bad examples; and, where there is a catalog, whether it
still says the same. OpenSSL verifies the signature as well:
  openssl pkeyutl -verify -rawin -in manifest.json -sigfile manifest.json.sig -pubin -inkey maker.key.pub`,
  ).action((file: string, options: VerifyOptions) => run((io) => verifyManifestFile(io, file, options)));
}

function declareSent(command: Command, run: Run): void {
  const verb = command
    .command("sent")
    .description("Records what went out, to whom and when; without anything, lists it.")
    .argument("[file]", "the manifest that was sent (default: manifest.json)")
    .option("--to <who>", "to whom it went")
    .option("--on <day>", "on which day, as 2026-01-31", calendarDay)
    .option("--note <text>", "anything worth knowing later")
    .option("--json", "print one JSON document");
  addCatalogOption(verb, { demo: "explicit" });
  dressedVerb(
    verb,
    examples.sent,
    `Records stand beside the catalog, one line each, in boxproof-sent.jsonl, which only grows; a copy of each manifest
is kept in boxproof-sent/. Keep both with the catalog, under version control for example.`,
  ).action((file: string | undefined, options: SentOptions) => run((io) => sendOrList(io, file, options)));
}

function declareKeygen(command: Command, run: Run): void {
  const verb = command
    .command("keygen")
    .description("Makes a key pair for signing manifests: FILE, for your eyes only, and FILE.pub.")
    .requiredOption("--out <file>", "the private key's file; never replaces one")
    .option("--json", "print one JSON document");
  dressedVerb(
    verb,
    examples.keygen,
    "Ed25519; the private key in PKCS#8 PEM with mode 0600, the public key in SPKI PEM.",
  ).action((options: KeygenOptions) => run((io) => writeSigningKey(io, options)));
}
