import { counterOf, type Dsn, parseDsn } from "../core/dsn/index.ts";
import { BoxproofError, defined } from "../core/index.ts";
import { type Ledger, type SerialRange, type StepResult, voidMax } from "../ledger/index.ts";
import type { CatalogOptions } from "./catalog-option.ts";
import type { ExitStatus, Io } from "./io.ts";
import type { LedgerOptions } from "./ledger-option.ts";
import { withLedger } from "./open-serials.ts";
import { requireModel } from "./require-model.ts";
import { textLines } from "./text-lines.ts";
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

/** Voids single serials, all or none, or a part of a range as far as it is on no box. */
export async function voidSerials(io: Io, serials: readonly string[], options: VoidOptions): Promise<ExitStatus> {
  const record = { who: whoOf(options), why: recordText("--why", options.why) };
  if (serials.length > 0 === (options.range !== undefined)) {
    throw new BoxproofError("ERR_USAGE", "Either serials or --range N say what to void, not both and not neither.", {
      remedy: "Give serials with --model M, or --range N with --from and --to.",
    });
  }
  const dsns = serials.length === 0 ? [] : await givenDsns(io, serials);
  return withLedger(io, options, async (ledger, { catalog }) => {
    if (options.range !== undefined) return voidPiece(io, ledger, { ...options, range: options.range, record });
    if (options.model === undefined) {
      throw new BoxproofError("ERR_USAGE", "The device model of the serials is not said.", {
        remedy: "Add --model M.",
      });
    }
    const { deviceModel } = requireModel(catalog, options.model);
    await ledger.voidSerials({ units: dsns.map((dsn) => ({ deviceModel, dsn })), ...record });
    const line = dsns.length === 1 ? `${dsns[0]} is void\n` : `${dsns.length} serials are void\n`;
    io.out(options.json === true ? `${JSON.stringify({ deviceModel, voided: dsns })}\n` : line);
    return 0;
  });
}

async function givenDsns(io: Io, serials: readonly string[]): Promise<readonly Dsn[]> {
  const isStream = serials.length === 1 && serials[0] === "-";
  const texts: string[] = [];
  for await (const text of isStream ? textLines(io.stdin) : serials) texts.push(text);
  const different = [...new Set(texts)];
  const foreign = different.find((text) => parseDsn(text) === undefined);
  if (foreign !== undefined) {
    throw new BoxproofError("ERR_USAGE", `${JSON.stringify(foreign.slice(0, 80))} is no serial.`, {
      remedy: "Give serials exactly as they are printed, one a line on standard input.",
    });
  }
  if (different.length === 0 || different.length > voidMax) {
    throw new BoxproofError("ERR_USAGE", `${different.length} serials; 1 to ${voidMax} are voided at once.`, {
      remedy: "Void a part of a range: --range N --from SERIAL --to SERIAL.",
    });
  }
  return different.map((text) => defined(parseDsn(text), "every text is a DSN"));
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

function sentence(range: SerialRange, { changed, left }: StepResult): string {
  const others = Object.entries(left).map(([state, count]) => `${count} ${state}`);
  const rest = others.length === 0 ? "" : `; left as they were: ${others.join(", ")}`;
  return `${changed} serials of range ${range.id} are void${rest}\n`;
}
