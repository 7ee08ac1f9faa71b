import { BoxproofError } from "../core/index.ts";
import { adoptSerials } from "./adopt-serials.ts";
import { type AllocationPlan, countLeft, knownCounters, planAllocation } from "./allocate-serials.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import { importLog } from "./print-log.ts";
import { outsideRanges, pageMax, rangePage, rangeWithStates, strayPage } from "./read-serials.ts";
import type { SerialAllocation, SerialLedger, SerialRange } from "./serial-ledger.ts";
import type { StoredRange } from "./sqlite-ranges.ts";
import { stepSpanMax } from "./sqlite-spans.ts";
import { type GoOn, type RangeStep, type StepTally, stepOwnUnits, stepSpans, voidUnits } from "./step-serials.ts";

/** What ranges are kept with. */
interface SerialsContext {
  readonly tables: LedgerTables;
  readonly commits: GroupCommit;
  /** The time, in ISO 8601. */
  readonly at: () => string;
  /** Runs a read, with what SQLite throws as a BoxproofError. */
  readonly read: <T>(work: () => T) => Promise<T>;
}

type RangePort = Omit<SerialLedger, "findUnit" | "markUnit">;

/** Other processes that keep allocating are waited for so long. */
const allocationMs = 30_000;

/** The port to ranges over the tables of an SQLite file. */
export function createSqliteSerials(context: SerialsContext): RangePort {
  const { tables, commits, at, read } = context;
  const { ranges } = tables;
  // One after the other, so that those of this process never make each other's plans void.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const known = (id: number) => read(() => ranges.find(id) ?? unknownRange(id));
  const withStates = (range: StoredRange) => read(() => rangeWithStates(range, tables));
  async function* rangeSerials(id: number) {
    const range = await known(id);
    for (let from = range.from; from <= range.to; from += pageMax) yield read(() => rangePage(range, from, tables));
  }
  return {
    allocate: async (request) => withStates(await inTurn(() => allocate(request, context))),
    serialsLeft: (request) => read(() => countLeft(request, tables)),
    async listRanges(deviceModel) {
      const listed: SerialRange[] = [];
      for (const id of await read(() => ranges.ids({ after: 0, deviceModel }))) {
        listed.push(await withStates(await known(id)));
      }
      return listed;
    },
    async findRange(id) {
      const range = await read(() => ranges.find(id));
      return range === undefined ? undefined : withStates(range);
    },
    async stepRange({ rangeId, from, to }, step) {
      const range = await known(rangeId);
      const piece = { from: Math.max(from ?? range.from, range.from), to: Math.min(to ?? range.to, range.to) };
      const tally: StepTally = { changed: 0, before: {}, left: {} };
      const turn = (take: typeof stepSpans, place: number) =>
        commits.submit(4 * stepSpanMax, () => take(tables, range, { ...step, ...piece, from: place, at: at() }, tally));
      await eachTurn(piece, (place) => turn(stepOwnUnits, place));
      await eachTurn(piece, (place) => turn(stepSpans, place));
      return tally;
    },
    voidSerials: ({ units, who, why }) =>
      commits.submit(4 * units.length, () => voidUnits(tables, units, { who, why, at: at() })),
    importPrintLog: (log) => importLog(log, { tables, transact: commits.submit, at }),
    adoptSerials: (adoption) => adoptSerials(adoption, { tables, transact: commits.submit, at }),
    outsideRanges: (deviceModel) => read(() => outsideRanges(deviceModel, tables)),
    rangeSerials,
    async *eachSerial({ deviceModel, states }) {
      const wanted = (serials: Awaited<ReturnType<typeof rangePage>>) =>
        serials.flatMap(({ dsn, state }) => (states === undefined || states.includes(state) ? [dsn] : []));
      for (const id of await read(() => ranges.ids({ after: 0, deviceModel }))) {
        for await (const page of rangeSerials(id)) {
          const dsns = wanted(page);
          if (dsns.length > 0) yield dsns;
        }
      }
      for (let after: string | undefined = ""; after !== undefined; ) {
        const from: string = after;
        const { serials, last } = await read(() => strayPage(deviceModel, from, tables));
        const dsns = wanted(serials);
        if (dsns.length > 0) yield dsns;
        after = last;
      }
    },
  };
}

async function eachTurn({ from, to }: Pick<RangeStep, "from" | "to">, turn: (place: number) => Promise<GoOn>) {
  for (let place: GoOn = from; place !== undefined && place <= to; ) place = await turn(place);
}

/**
 * Plans without a transaction, since the proof that no other range has one of the texts may take a moment, and writes
 * only if nothing has come between: no new range, no serial of this one made known by a scan.
 */
async function allocate(
  request: SerialAllocation,
  { tables, commits, at, read }: SerialsContext,
): Promise<StoredRange> {
  const { ranges } = tables;
  const endMs = performance.now() + allocationMs;
  do {
    const newest = await read(() => ranges.newestId());
    const plan = await read(() => planAllocation(request, tables, at()));
    const range = await commits.submit(4, () => {
      if (ranges.newestId() !== newest || !isStillTrue(plan, tables)) return undefined;
      return reserve(plan, tables);
    });
    if (range !== undefined) return range;
  } while (performance.now() < endMs);
  throw new BoxproofError("ERR_OVERLOADED", "Other processes allocate without a pause; nothing was reserved.", {
    remedy: "Try again in a moment.",
  });
}

function isStillTrue({ range, knownCount }: AllocationPlan, tables: LedgerTables): boolean {
  return knownCounters(range, tables, range).length === knownCount;
}

function reserve({ range }: AllocationPlan, { ranges, spans }: LedgerTables): StoredRange {
  const stored = ranges.insert(range);
  const { id, from, to, at, who, why } = stored;
  spans.start({ rangeId: id, from, to, state: "Allocated", at, who, why });
  return stored;
}

function unknownRange(id: number): never {
  throw new BoxproofError("ERR_RANGE_UNKNOWN", `The ledger has no range ${id}.`, {
    remedy: "boxproof serials list names the ranges that there are.",
    details: { id },
  });
}
