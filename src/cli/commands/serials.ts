import type { Command } from "commander";
import { addCatalogOption } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { dressedVerb } from "../dressed-verb.ts";
import { addAdoptingLedgerOption, addKnownLedgerOption, addLedgerOption } from "../ledger-option.ts";
import { collected, wholeNumber } from "../option-value.ts";
import { addFieldOptions } from "../serials/serial-fields.ts";
import { type AllocateOptions, allocateSerials } from "../serials/serials-allocate.ts";
import { type ImportOptions, importSerials } from "../serials/serials-import.ts";
import { type ListOptions, listSerials } from "../serials/serials-list.ts";
import { type VoidOptions, voidSerials } from "../serials/serials-void.ts";
import { addWhoOption } from "../serials/who-option.ts";

type Run = Parameters<CliCommand["declare"]>[1];

const examples = {
  allocate: [
    "boxproof serials allocate --demo --model BREWLINE_ONE --count 500 --one-of A --out serials.csv",
    "boxproof serials allocate --model COFFEE_1 --count 2000 --year 26 --week 48 --out serials.xlsx --why 'order 4711'",
  ],
  void: [
    "boxproof serials void --model COFFEE_1 --why 'roll torn' BL12648A000017E",
    "boxproof serials void --range 7 --from BL12648A000451X --to BL12648A0005000 --why 'printer stopped'",
  ],
  import: [
    "boxproof serials import printed.csv --model COFFEE_1 --dry-run",
    "boxproof serials import printed.xlsx --model COFFEE_1",
    "boxproof serials import until-now.csv --model COFFEE_1 --adopt --dry-run   # printed before there was a ledger",
  ],
  list: [
    "boxproof serials list",
    "boxproof serials list --range 7 --out serials.csv   # writes what was reserved once more",
  ],
} as const;

/** `boxproof serials`: which serials there are, who reserved them, what became of them. */
export const serialsCommand: CliCommand = {
  examples: [examples.allocate[0], ...examples.void.slice(1), ...examples.import, ...examples.list],
  declare(command, run) {
    declareAllocate(command, run);
    declareVoid(command, run);
    declareImport(command, run);
    declareList(command, run);
  },
};

const replaceText = "with --out: take the place of a file that is there (without it such a file is refused)";

/** What makes a ledger where there is none: allocate, and import with --adopt. */
const ledgerOptions: Readonly<Record<string, (verb: Command) => Command>> = {
  allocate: addLedgerOption,
  import: addAdoptingLedgerOption,
};

/** What every verb has. */
function dressed(verb: Command, lines: readonly string[], text?: string): Command {
  addCatalogOption(verb, { demo: "explicit" });
  const addLedger = ledgerOptions[verb.name()] ?? addKnownLedgerOption;
  addLedger(verb).option("--json", "print one JSON document");
  return dressedVerb(verb, lines, text);
}

function declareAllocate(command: Command, run: Run): void {
  const verb = command
    .command("allocate")
    .description("Reserves the next serials of a model, never the same twice, and writes them.")
    .requiredOption("--model <model>", "device model, as in the catalog")
    .requiredOption("--count <count>", "how many serials, 1 to 1000000", wholeNumber)
    .option("--out <file>", "FILE.csv or FILE.xlsx with the column dsn; standard output without it")
    .option("--replace", replaceText)
    .option("--why <text>", "what they are for, for the ledger's record");
  addWhoOption(addFieldOptions(verb));
  dressed(
    verb,
    examples.allocate,
    `The serials are reserved before they are written. When the file cannot be written they stay reserved, and
boxproof serials list --range N --out FILE writes them. serials import, label --serials and pattern suggest read files of
at most 200,000 serials.`,
  ).action((options: AllocateOptions) => run((io) => allocateSerials(io, options)));
}

function declareVoid(command: Command, run: Run): void {
  const verb = command
    .command("void")
    .description("Takes serials out of use for ever: torn labels, a lost roll.")
    .argument("[serials...]", "serials, taken exactly as they are; - reads one a line from standard input")
    .option("--model <model>", "the device model of these serials")
    .option("--range <number>", "instead of serials: a range, or the part of it from --from to --to", wholeNumber)
    .option("--from <serial>", "first serial of the part (default: the range's first)")
    .option("--to <serial>", "last serial of the part (default: the range's last)")
    .requiredOption("--why <text>", "the reason, for the ledger's record");
  addWhoOption(verb);
  dressed(
    verb,
    examples.void,
    `Up to 200 serials are voided all or none. Of more, up to 10,000, all are looked at first and none is voided when one
cannot be; they are then voided 200 at a time, and when that is stopped between, the message says how many are void.
Of a range, those that are on a box already stay as they are and are counted.`,
  ).action((serials: readonly string[], options: VoidOptions) => run((io) => voidSerials(io, serials, options)));
}

function declareImport(command: Command, run: Run): void {
  const verb = command
    .command("import")
    .description("Takes in a printer's log: what it printed, and what is wrong with that.")
    .argument("<file>", "CSV or XLSX with the column dsn, serial number, 序列号 or the like; - reads standard input")
    .requiredOption("--model <model>", "device model, as in the catalog")
    .option("--column <name>", "the serial's column, where it is called otherwise")
    .option("--state-column <name>", "the only column that says what became of a serial")
    .option("--sheet <name>", "the sheet of a workbook (default: the first that is not hidden)")
    .option("--adopt", "also take in serials that were never allocated, of before there was a ledger")
    .option("--dry-run", "only tell what would happen")
    .option("--strict", "exit status 1 for gaps too");
  addWhoOption(verb);
  dressed(
    verb,
    examples.import,
    `Besides the serials, columns such as time, line and state (status, result, 状态) are read. A serial whose state is
printed, ok, good, pass, 合格 or the like, or empty, is confirmed as Printed; one that is void, scrapped, bad, rejected,
fail, ng, 不合格 or the like is voided. Any other word is told, and the serial left as it is. Without such a column every
row is taken as printed, which is said where the file has other columns. What is printed in one row and void in another is
voided, and told. A CSV file of one column needs no heading. Serials are taken exactly as they stand. The same file again
changes nothing. A file has at most 200,000 rows. Try it with --dry-run first.

With --adopt, serials that fit the model's pattern and scheme, check character included, and that the ledger does not
know are taken in as the log says, Printed or void, though they are in no range: allocate never gives them, and a line
takes them as printed. The ledger is then made where there is none. Others are told and left out.`,
  ).action((file: string, options: ImportOptions) => run((io) => importSerials(io, file, options)));
}

function declareList(command: Command, run: Run): void {
  const verb = command
    .command("list")
    .description("Tells ranges, what became of their serials, and how many are left.")
    .option("--model <model>", "only this device model")
    .option("--range <number>", "only this range", wholeNumber)
    .option("--out <file>", "with --range: write its serials to FILE.csv or FILE.xlsx")
    .option("--replace", replaceText)
    .option(
      "--state <state>",
      "with --out: serials in this state, may be repeated (default: Allocated and Issued)",
      collected,
    )
    .option("--strict", "exit status 1 for warnings");
  addWhoOption(verb);
  dressed(
    verb,
    examples.list,
    `Numbers left are those that allocate can still give. Left out are the model's specimens (what label --sample prints),
serials that the ledger knows already, from scans or by import --adopt, and numbers whose check character would be none.
Voided serials do not count against the plan, but their numbers never come back. Times are in this machine's time zone.`,
  ).action((options: ListOptions) => run((io) => listSerials(io, options)));
}
