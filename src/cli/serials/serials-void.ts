import { counterOf, type Dsn, parseDsn } from "../../core/dsn/index.ts";
import { BoxproofError, defined, grouped } from "../../core/index.ts";
import { type Ledger, type SerialRange, type StepResult, type UnitKey, voidMax } from "../../ledger/index.ts";
import type { CatalogOptions } from "../catalog-option.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { requireModel } from "../require-model.ts";
import { textLines } from "../text-lines.ts";
import { stateCounts, withKnownLedger } from "./open-serials.ts";
import { recordText, type WhoOptions, whoOf } from "./who-option.ts";

/** The options of `boxproof serials void`. */
export interface VoidOptions extends CatalogOptions, LedgerOptions, WhoOptions {
  readonly model?: string;
  readonly range?: number;
  readonly from?: string;
  readonly to?: string;
  readonly why: string;
  readonly json?: boolean;
}

/** Serials of one command line or standard input. */
const givenMax = 10_000;
/** Serials that are named in a message. */
const namedMax = 50;

/** Voids single serials, all or none, or a part of a range as far as it is on no box. */
export async function voidSerials(io: Io, serials: readonly string[], options: VoidOptions): Promise<ExitStatus> {
  const record = { who: whoOf(options), why: recordText("--why", options.why) };
  if (serials.length > 0 === (options.range !== undefined)) {
    throw new BoxproofError("ERR_USAGE", "Either serials or --range N say what to void, not both and not neither.", {
      remedy: "Give serials with --model M, or --range N with --from and --to.",
    });
  }
  if (options.range === undefined && options.model === undefined) {
    throw new BoxproofError("ERR_USAGE", "The device model of the serials is not said.", { remedy: "Add --model M." });
  }
  const dsns = serials.length === 0 ? [] : await givenDsns(io, serials);
  return withKnownLedger(io, options, async (ledger, { catalog }) => {
    if (options.range !== undefined) return voidPiece(io, ledger, { ...options, range: options.range, record });
    const { deviceModel } = requireModel(catalog, defined(options.model, "serials are given with their model"));
    await voidPages(
      ledger,
      dsns.map((dsn) => ({ deviceModel, dsn })),
      record,
    );
    const line = dsns.length === 1 ? `${dsns[0]} is void\n` : `${grouped(dsns.length)} serials are void\n`;
    io.out(options.json === true ? `${JSON.stringify({ deviceModel, voided: dsns })}\n` : line);
    return 0;
  });
}

async function givenDsns(io: Io, serials: readonly string[]): Promise<readonly Dsn[]> {
  const isStream = serials.length === 1 && serials[0] === "-";
  const different = new Set<Dsn>();
  let lineCount = 0;
  for await (const text of isStream ? textLines(io.stdin) : serials) {
    const dsn = parseDsn(text);
    if (dsn === undefined) {
      throw new BoxproofError("ERR_USAGE", `${JSON.stringify(text.slice(0, 80))} is no serial.`, {
        remedy: "Give serials exactly as they are printed, one a line on standard input.",
      });
    }
    different.add(dsn);
    lineCount += 1;
    // A serial may stand there twice, but not without end.
    if (lineCount > 2 * givenMax || different.size > givenMax) throw tooMany(`More than ${grouped(givenMax)}`);
  }
  if (different.size === 0) throw tooMany("No");
  return [...different];
}

function tooMany(count: string): BoxproofError {
  return new BoxproofError("ERR_USAGE", `${count} serials are given; 1 to ${grouped(givenMax)} are voided at once.`, {
    remedy: "Void a part of a range: --range N --from SERIAL --to SERIAL.",
  });
}

/**
 * Voids serials by pages of `voidMax`: the ledger takes each page whole or not at all. All are looked at before the first
 * page, so that only what happens meanwhile can stop a later one; the error then says how many are void.
 */
async function voidPages(
  ledger: Ledger,
  units: readonly UnitKey[],
  record: { readonly who: string; readonly why: string },
): Promise<void> {
  if (units.length > voidMax) await refuseFaults(ledger, units);
  for (let from = 0; from < units.length; from += voidMax) {
    try {
      await ledger.voidSerials({ units: units.slice(from, from + voidMax), ...record });
    } catch (error) {
      if (from === 0 || !(error instanceof BoxproofError)) throw error;
      const message = `${error.message}\nThe first ${grouped(from)} of ${grouped(units.length)} serials are void; the others are not.`;
      throw new BoxproofError(error.code, message, {
        remedy: `Leave out those that are void (to ${units[from - 1]?.dsn}), and void the others again.`,
        details: { ...error.details, voidedCount: from },
        cause: error,
      });
    }
  }
}

async function refuseFaults(ledger: Ledger, units: readonly UnitKey[]): Promise<void> {
  const faults: string[] = [];
  let count = 0;
  for (const unit of units) {
    const state = (await ledger.findUnit(unit))?.state;
    if (state === "Allocated" || state === "Issued" || state === "Printed") continue;
    count += 1;
    if (faults.length < namedMax)
      faults.push(`${unit.dsn} ${state === undefined ? "was never allocated" : `is ${state}`}`);
  }
  if (count === 0) return;
  const more = count > faults.length ? [`  … and ${grouped(count - faults.length)} more`] : [];
  const message = [
    `${counted(count, "serial")} cannot be voided, so none was`,
    ...faults.map((one) => `  ${one}`),
    ...more,
  ];
  throw new BoxproofError("ERR_SERIALS_STATE", message.join("\n"), {
    remedy: "Only serials that are Allocated, Issued or Printed can be voided; leave the others out.",
    details: { faultCount: count, faults },
  });
}

interface Piece extends VoidOptions {
  readonly range: number;
  readonly record: { readonly who: string; readonly why: string };
}

async function voidPiece(io: Io, ledger: Ledger, piece: Piece): Promise<ExitStatus> {
  const range = await ledger.findRange(piece.range);
  if (range === undefined) {
    throw new BoxproofError("ERR_RANGE_UNKNOWN", `The ledger has no range ${piece.range}.`, {
      remedy: "boxproof serials list names the ranges that there are.",
    });
  }
  const [from, to] = [counterIn(range, "--from", piece.from), counterIn(range, "--to", piece.to)];
  if ((from ?? range.from) > (to ?? range.to)) {
    throw new BoxproofError("ERR_USAGE", "--from comes behind --to.", { remedy: "Exchange them." });
  }
  const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const result = await ledger.stepRange({ rangeId: range.id, ...ends }, { state: "LabelScrapped", ...piece.record });
  io.out(piece.json === true ? `${JSON.stringify({ rangeId: range.id, ...result })}\n` : sentence(range, result));
  return 0;
}

function counterIn(range: SerialRange, option: string, serial: string | undefined): number | undefined {
  if (serial === undefined) return undefined;
  const counter = counterOf(range.series, serial);
  if (counter !== undefined && range.from <= counter && counter <= range.to) return counter;
  throw new BoxproofError("ERR_USAGE", `${option} ${serial} is not in range ${range.id}.`, {
    remedy: `It goes from ${range.first} to ${range.last}.`,
  });
}

function sentence(range: SerialRange, { changed, before, left }: StepResult): string {
  const were = changed === 0 ? "" : `, of which ${stateCounts(before)} before`;
  const others = stateCounts(left);
  const rest = others === "" ? "" : `; left as they were: ${others}`;
  const serials = `${counted(changed, "serial")} of range ${range.id} ${changed === 1 ? "is" : "are"}`;
  return `${serials} void${were}${rest}\n`;
}
