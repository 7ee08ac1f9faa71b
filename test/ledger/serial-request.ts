import { parseDsn, type SerialSeries } from "../../src/core/dsn/index.ts";
import { defined } from "../../src/core/index.ts";
import type { SerialAllocation, SerialLedger, SerialState } from "../../src/ledger/index.ts";

/** A DSN of these tests. */
export const dsnOf = (text: string) => defined(parseDsn(text), `${text} is a DSN`);

/** `A` and four digits. */
export const plain: SerialSeries = { head: "A", width: 4, rest: [] };

/** A wish for serials of the made-up model ONE, `A0001` to `A9999`, unless changed. */
export function requestOf(count: number, change: Partial<SerialAllocation> = {}): SerialAllocation {
  return {
    deviceModel: "ONE",
    series: plain,
    counter: { from: 1, to: 9_999 },
    count,
    fields: "",
    specimens: [],
    who: "Ida",
    why: "order 7",
    ...change,
  };
}

/** All serials of a range with their states. */
export async function statesOf(ledger: SerialLedger, rangeId: number): Promise<readonly SerialState[]> {
  const states: SerialState[] = [];
  for await (const page of ledger.rangeSerials(rangeId)) states.push(...page);
  return states;
}

/** Every serial that the ledger knows of a model. */
export async function everySerial(
  ledger: SerialLedger,
  query: Parameters<SerialLedger["eachSerial"]>[0] = { deviceModel: "ONE" },
): Promise<readonly string[]> {
  const dsns: string[] = [];
  for await (const page of ledger.eachSerial(query)) dsns.push(...page);
  return dsns;
}
