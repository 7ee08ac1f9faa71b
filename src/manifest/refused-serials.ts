import type { BoxproofError } from "../core/index.ts";
import { hasText, type Language } from "../core/pattern/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { SerialLedger } from "../ledger/index.ts";
import { languageOfRegex, type ManifestDiff, type ModelDiff } from "./diff-manifests.ts";

/** What the ledger says of the serials of a model whose regex accepts fewer than before. */
export interface KnownSerials {
  /** Serials of the model that may be on a box or may come to one. */
  readonly knownCount: number;
  /** Those of them that were accepted before and are refused now. */
  readonly refusedCount: number;
  /** The first ten of these. */
  readonly refused: readonly string[];
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

/** For each model that accepts fewer serials than before, or is retired: what the ledger knows of them. */
export async function refusedSerials(
  { models }: ManifestDiff,
  ledger: Pick<SerialLedger, "eachSerial">,
): Promise<ReadonlyMap<string, KnownSerials>> {
  const known = new Map<string, KnownSerials>();
  for (const model of models) {
    if (losesTexts(model)) known.set(model.deviceModel, await knownSerials(model, ledger));
  }
  return known;
}

/** True when a serial that was accepted may be refused now. */
export function losesTexts({ change, lost }: ModelDiff): boolean {
  return lost !== undefined || change === "retired" || change === "unproved";
}

async function knownSerials(
  { deviceModel, before, after }: ModelDiff,
  ledger: Pick<SerialLedger, "eachSerial">,
): Promise<KnownSerials> {
  const [old, now] = [before, after].map((regex) => (regex === undefined ? undefined : languageOfRegex(regex)));
  const refused: string[] = [];
  let [knownCount, refusedCount] = [0, 0];
  for await (const page of ledger.eachSerial({ deviceModel, states: scannedStates })) {
    for (const serial of page) {
      knownCount += 1;
      if (!isLost(serial, old, now)) continue;
      refusedCount += 1;
      if (refused.length < namedMax) refused.push(serial);
    }
  }
  return { knownCount, refusedCount, refused };
}

/** A regex without a known meaning is taken to have accepted all before, and to accept none now. */
function isLost(serial: string, old: Language | undefined, now: Language | undefined): boolean {
  return (old === undefined || hasText(old, serial)) && !(now !== undefined && hasText(now, serial));
}
