import type { BoxproofError } from "../core/index.ts";
import { hasText, type Language } from "../core/pattern/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { SerialLedger } from "../ledger/index.ts";
import { languageOfRegex, type ManifestDiff, type ModelDiff } from "./diff-manifests.ts";

/** What the ledger says of the serials of a model, held against its regex. */
export interface KnownSerials {
  /** Serials of the model that may be on a box or may come to one. */
  readonly knownCount: number;
  /** Those of them that are refused now and were accepted before, or that no regex was handed over for before. */
  readonly refusedCount: number;
  /** The first ten of these. */
  readonly refused: readonly string[];
  /** Those that the regex before refused as well; absent where there are none. */
  readonly stillRefused?: { readonly count: number; readonly first: string };
}

/** What came of asking a ledger for the serials that a diff refuses. */
export interface LedgerAnswer {
  /** Absent where no ledger was asked. */
  readonly known?: ReadonlyMap<string, KnownSerials>;
  /** The ledger that was asked. */
  readonly location?: string;
  /** Why there is a ledger and it could not be asked. */
  readonly fault?: BoxproofError;
}

/** So many refused serials are named. */
const namedMax = 10;

/** States of units that may still be scanned; a scrapped label or box is scanned by nobody. */
const scannedStates: readonly UnitState[] = [
  "Allocated",
  "Issued",
  "Printed",
  "Commissioned",
  "Released",
  "Quarantined",
];

/**
 * For each model: what the ledger knows of its serials. Left out are models whose regex is as it was, or new, and of which
 * engines do not agree what it means: nothing can be said of their serials.
 */
export async function refusedSerials(
  { models }: ManifestDiff,
  ledger: Pick<SerialLedger, "eachSerial">,
): Promise<ReadonlyMap<string, KnownSerials>> {
  const known = new Map<string, KnownSerials>();
  for (const model of models) {
    const [old, now] = [model.before, model.after].map((regex) => {
      return regex === undefined ? undefined : languageOfRegex(regex);
    });
    if (now === undefined && !losesTexts(model)) continue;
    known.set(model.deviceModel, await knownSerials(model.deviceModel, { old, now }, ledger));
  }
  return known;
}

/** True when a serial that was accepted may be refused now. */
export function losesTexts({ change, lost }: ModelDiff): boolean {
  return lost !== undefined || change === "retired" || change === "unproved";
}

/** A regex without a known meaning is taken to have accepted all before, and to accept none now. */
interface Languages {
  readonly old: Language | undefined;
  readonly now: Language | undefined;
}

async function knownSerials(
  deviceModel: string,
  { old, now }: Languages,
  ledger: Pick<SerialLedger, "eachSerial">,
): Promise<KnownSerials> {
  const refused: string[] = [];
  let firstStill: string | undefined;
  let [knownCount, refusedCount, stillCount] = [0, 0, 0];
  for await (const page of ledger.eachSerial({ deviceModel, states: scannedStates })) {
    knownCount += page.length;
    for (const serial of page) {
      if (now !== undefined && hasText(now, serial)) continue;
      if (old === undefined || hasText(old, serial)) {
        refusedCount += 1;
        if (refused.length < namedMax) refused.push(serial);
        continue;
      }
      stillCount += 1;
      firstStill ??= serial;
    }
  }
  const serials = { knownCount, refusedCount, refused };
  return firstStill === undefined ? serials : { ...serials, stillRefused: { count: stillCount, first: firstStill } };
}
