import { type Catalog, findModel } from "../../core/catalog/index.ts";
import { countingPart, type Dsn, schemeCapacity } from "../../core/dsn/index.ts";
import { BoxproofError, type Finding, grouped } from "../../core/index.ts";
import { type UnitState, unitStates } from "../../core/verdict/index.ts";
import type { Ledger, LedgerReader, OutsideRanges, SerialRange } from "../../ledger/index.ts";
import { reservedSpecimens } from "../../press/index.ts";
import type { CatalogOptions } from "../catalog-option.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { createProgressBar } from "../progress-bar.ts";
import { requireModel } from "../require-model.ts";
import { createStyle, type Style } from "../style.ts";
import { rangeLine, stateCounts, withKnownLedger, withLedgerReader } from "./open-serials.ts";
import { serialsOutput, writeSerials } from "./serials-output.ts";
import { type WhoOptions, whoOf } from "./who-option.ts";

/** The options of `boxproof serials list`. */
export interface ListOptions extends CatalogOptions, LedgerOptions, WhoOptions {
  readonly model?: string;
  readonly range?: number;
  readonly out?: string;
  readonly replace?: boolean;
  readonly state?: readonly string[];
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** What of a plan or a counter may be used before it is said. */
const usedShareMax = 0.8;

/** Serials that differ only in their counter, over all ranges that they have. */
interface SeriesUse {
  readonly deviceModel: string;
  readonly fields: string;
  /** Highest serial that was ever reserved; every later allocation is behind it. */
  readonly highWater: Dsn;
  readonly allocated: number;
  /** Serials that can still be allocated behind it; absent when the catalog no longer has the scheme. */
  readonly remaining?: number;
  /** Numbers behind it that are never allocated: specimens, serials known already, impossible check characters. */
  readonly leftOut?: number;
  /** False where `remaining` is the most that there can be. */
  readonly isExact?: boolean;
}

/** What a model has used of its plan and of its scheme. */
interface ModelUse {
  readonly deviceModel: string;
  /** All that were ever reserved, voided ones too: no number comes back. */
  readonly allocated: number;
  readonly voided: number;
  /** Those in no range, by their state: adopted, scanned or marked without an allocation; absent where there are none. */
  readonly outside?: OutsideRanges["states"];
  readonly planned?: number;
  /** All serials of the scheme; a text, because it may be larger than numbers are exact. */
  readonly capacity?: string;
  readonly findings: readonly Finding[];
}

/** Lists ranges with their states and what is left, or writes the serials of one range again. */
export function listSerials(io: Io, options: ListOptions): Promise<ExitStatus> {
  const { out } = options;
  // What is written becomes Issued, so the ledger is not only read.
  if (out !== undefined) return withKnownLedger(io, options, (ledger) => writeRange(io, ledger, { ...options, out }));
  return withLedgerReader(io, options, async (ledger, { catalog }) => {
    if (options.model !== undefined) requireModel(catalog, options.model);
    const all = await ledger.listRanges(options.model);
    const ranges = options.range === undefined ? all : all.filter(({ id }) => id === options.range);
    if (options.range !== undefined && ranges.length === 0) throw unknownRange(options.range);
    const series = await seriesUse(ledger, all, catalog);
    const models = modelUse({ ranges: all, series, outside: await ledger.outsideRanges(options.model) }, catalog);
    if (options.json === true) io.out(`${JSON.stringify({ ranges, series, models })}\n`);
    else io.out(human({ ranges, series: options.range === undefined ? series : [], models }, createStyle(io)));
    return options.strict === true && models.some(({ findings }) => findings.length > 0) ? 1 : 0;
  });
}

async function writeRange(
  io: Io,
  ledger: Ledger,
  options: ListOptions & { readonly out: string },
): Promise<ExitStatus> {
  if (options.range === undefined) {
    throw new BoxproofError("ERR_USAGE", "--out writes the serials of one range.", { remedy: "Add --range N." });
  }
  const states = chosenStates(options.state ?? ["Allocated", "Issued"]);
  const range = await ledger.findRange(options.range);
  if (range === undefined) throw unknownRange(options.range);
  const output = await serialsOutput(io, options.out, { count: range.count, replace: options.replace });
  const bar = createProgressBar(io, { total: range.count, what: "serials" });
  const dsns: Dsn[] = [];
  for await (const page of ledger.rangeSerials(range.id)) {
    for (const { dsn, state } of page) {
      if (states.includes(state)) dsns.push(dsn);
      bar.advance();
    }
  }
  bar.end();
  if (dsns.length === 0) throw noneLeft(range, states);
  await writeSerials(output, dsns, io.stop);
  if (states.includes("Allocated")) {
    const why = `written to ${output.path}`;
    await ledger.stepRange({ rangeId: range.id }, { state: "Issued", who: whoOf(options), why });
  }
  const left = range.count - dsns.length;
  const document = { rangeId: range.id, out: output.path, written: dsns.length, left, states };
  const sentence = `${grouped(dsns.length)} of ${grouped(range.count)} serials of range ${range.id} (${states.join(", ")}): ${output.path}\n`;
  io.out(options.json === true ? `${JSON.stringify(document)}\n` : sentence);
  return 0;
}

function chosenStates(names: readonly string[]): readonly UnitState[] {
  return names.map((name) => {
    const state = unitStates.find((known) => known === name);
    if (state !== undefined) return state;
    throw new BoxproofError("ERR_USAGE", `${name} is no state of a serial.`, {
      remedy: `Give one of ${unitStates.join(", ")}.`,
    });
  });
}

function noneLeft({ id, states: found }: SerialRange, states: readonly UnitState[]): BoxproofError {
  const message = `Range ${id} has no serial that is ${states.join(" or ")}: ${stateCounts(found)}; nothing was written.`;
  return new BoxproofError("ERR_SERIALS_STATE", message, {
    remedy: "Allocate new ones with boxproof serials allocate, or name other states with --state.",
    details: { rangeId: id, states: found },
  });
}

function unknownRange(id: number): BoxproofError {
  return new BoxproofError("ERR_RANGE_UNKNOWN", `The ledger has no range ${id}.`, {
    remedy: "boxproof serials list names the ranges that there are.",
  });
}

async function seriesUse(
  ledger: LedgerReader,
  ranges: readonly SerialRange[],
  catalog: Catalog,
): Promise<readonly SeriesUse[]> {
  const byKey = Map.groupBy(ranges, ({ deviceModel, series }) => JSON.stringify([deviceModel, series]));
  const specimensOf = new Map<string, readonly Dsn[]>();
  const uses: SeriesUse[] = [];
  for (const group of byKey.values()) {
    const top = group.reduce((highest, range) => (range.to > highest.to ? range : highest));
    const { deviceModel, fields, last, series } = top;
    const allocated = group.reduce((sum, { count }) => sum + count, 0);
    const use = { deviceModel, fields, highWater: last, allocated };
    const model = findModel(catalog, deviceModel);
    const counter = model?.serial.scheme === undefined ? undefined : countingPart(model.serial.scheme);
    if (model === undefined || counter?.width !== series.width) {
      uses.push(use);
      continue;
    }
    const specimens = specimensOf.get(deviceModel) ?? reservedSpecimens(model);
    specimensOf.set(deviceModel, specimens);
    const { count, leftOut, isExact } = await ledger.serialsLeft({ deviceModel, series, counter, specimens });
    uses.push({ ...use, remaining: count, leftOut, isExact });
  }
  return uses;
}

function modelUse(
  {
    ranges,
    series,
    outside,
  }: {
    readonly ranges: readonly SerialRange[];
    readonly series: readonly SeriesUse[];
    readonly outside: readonly OutsideRanges[];
  },
  catalog: Catalog,
): readonly ModelUse[] {
  const byModel = Map.groupBy(ranges, ({ deviceModel }) => deviceModel);
  const statesOf = new Map(outside.map(({ deviceModel, states }) => [deviceModel, states]));
  return [...new Set([...byModel.keys(), ...statesOf.keys()])].map((deviceModel) => {
    const group = byModel.get(deviceModel) ?? [];
    const states = statesOf.get(deviceModel);
    const serial = findModel(catalog, deviceModel)?.serial;
    const allocated = group.reduce((sum, { count }) => sum + count, 0);
    const voided = group.reduce((sum, { states }) => sum + (states.LabelScrapped ?? 0), 0);
    const own = series.filter((one) => one.deviceModel === deviceModel);
    return {
      deviceModel,
      allocated,
      voided,
      ...(states === undefined ? {} : { outside: states }),
      ...(serial?.planned === undefined ? {} : { planned: serial.planned }),
      ...(serial?.scheme === undefined ? {} : { capacity: String(schemeCapacity(serial.scheme)) }),
      findings: [
        ...planFindings(deviceModel, { allocated: allocated - voided, outside: states }, serial?.planned),
        ...own.flatMap(counterFinding),
      ],
    };
  });
}

/** States of serials in no range that are on no box of the plan: void labels, specimens, and what is out of use. */
const unplannedStates: ReadonlySet<string> = new Set<UnitState>(["LabelScrapped", "Sampled", "Scrapped", "Destroyed"]);

/** Serials that were used without an allocation count against the plan as the others do; `unplannedStates` do not. */
function planFindings(
  deviceModel: string,
  { allocated, outside = {} }: { readonly allocated: number; readonly outside?: OutsideRanges["states"] | undefined },
  planned: number | undefined,
): readonly Finding[] {
  const inUse = Object.entries(outside).filter(([state]) => !unplannedStates.has(state));
  const others = inUse.reduce((sum, [, count]) => sum + count, 0);
  if (planned === undefined || allocated + others <= usedShareMax * planned) return [];
  const without = others === 0 ? "" : ` and ${grouped(others)} in no range`;
  return [
    {
      id: "plan-used",
      level: "warn",
      message: `${deviceModel} has allocated ${grouped(allocated)}${without} of ${grouped(planned)} planned serials.`,
      measured: `${allocated + others}`,
      required: `at most 80 % of ${planned}`,
      remedy: "Raise planned in the catalog and run boxproof check, which proves that the scheme has enough.",
    },
  ];
}

function counterFinding({ deviceModel, fields, allocated, remaining }: SeriesUse): readonly Finding[] {
  if (remaining === undefined || allocated <= usedShareMax * (allocated + remaining)) return [];
  return [
    {
      id: "counter-used",
      level: "warn",
      message: `The counter of ${deviceModel} (${fields}) has ${counted(remaining, "serial")} left behind ${grouped(allocated)}.`,
      measured: `${allocated}`,
      required: `at most 80 % of ${allocated + remaining}`,
      remedy: "Use another week, year or line, or widen the counter of the scheme before it runs out.",
    },
  ];
}

function human(
  listed: {
    readonly ranges: readonly SerialRange[];
    readonly series: readonly SeriesUse[];
    readonly models: readonly ModelUse[];
  },
  style: Style,
): string {
  const lines: string[] = [];
  if (listed.ranges.length === 0) lines.push("No serials are reserved yet: boxproof serials allocate reserves some.");
  for (const range of listed.ranges) {
    const made = `${shownTime(range.at)} ${range.who}: ${range.why}`;
    lines.push(rangeLine(range), style("dim", `  ${stateCounts(range.states)}; ${made}`));
  }
  for (const { deviceModel, fields, highWater, ...use } of listed.series) {
    const left = leftText(use);
    lines.push(`${deviceModel}${fields === "" ? "" : ` (${fields})`}: used up to ${highWater}, ${left}`);
  }
  for (const { deviceModel, allocated, voided, planned, capacity, outside, findings } of listed.models) {
    const of = planned === undefined ? "" : ` of ${grouped(planned)} planned`;
    const all = capacity === undefined ? "" : `; the scheme has ${grouped(BigInt(capacity))}`;
    const not = voided === 0 ? "" : ` and not void, ${grouped(voided)} void`;
    lines.push(`${deviceModel}: ${grouped(allocated - voided)} allocated${of}${not}${all}`);
    if (outside !== undefined) lines.push(`${deviceModel}: in no range, such as adopted ones: ${stateCounts(outside)}`);
    for (const { level, id, message } of findings) lines.push(style("yellow", `${level} ${id}: ${message}`));
  }
  return `${lines.join("\n")}\n`;
}

function leftText({ remaining, leftOut = 0, isExact }: Pick<SeriesUse, "remaining" | "leftOut" | "isExact">): string {
  if (remaining === undefined) return "of a scheme that the catalog no longer has";
  const most = isExact === false ? "at most " : "";
  const out =
    leftOut === 0 ? "" : ` (${grouped(leftOut)} more ${leftOut === 1 ? "is" : "are"} left out: specimens and the like)`;
  return `${most}${counted(remaining, "number")} left${out}`;
}

/** In this machine's time zone, to the minute, as `2026-11-23 14:31`. */
function shownTime(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
