import { BoxproofError, isError } from "../core/index.ts";
import type { DiffFindings, LedgerAnswer, ManifestDiff } from "../manifest/index.ts";
import type { CheckedCatalog } from "./catalog-source.ts";
import { diffWithinBudget } from "./compare-manifests.ts";
import type { LastSent } from "./last-sent.ts";

/** What the manifest of a catalog would change against the one that was handed over last. */
export interface HandOver {
  /** Why the record cannot be used, or undefined where none was handed over. */
  readonly sent: LastSent | BoxproofError | undefined;
  /** L008 and L009 by model; of the first hand-over L008 alone; empty where the record cannot be used. */
  readonly changes: DiffFindings;
  /** Whether a ledger was asked for the serials in use. */
  readonly ledger: LedgerAnswer;
}

/** Where a hand-over is known from. */
export interface HandOverParts {
  /** The manifest that was handed over last. Throws ERR_SENT_RECORD. */
  lastSent(): Promise<LastSent | undefined>;
  /** What the ledger says of a change; never throws for a ledger that cannot be read. */
  askLedger(diff: ManifestDiff): Promise<LedgerAnswer>;
}

/** Compares a catalog with what was handed over last; regexes are compared again only when one of the two has changed. */
export function followHandOver(parts: HandOverParts): (checked: CheckedCatalog) => Promise<HandOver> {
  let latest:
    | { readonly catalog: unknown; readonly sha256: string | undefined; readonly diff: Promise<ManifestDiff> }
    | undefined;

  return async ({ catalog }) => {
    const sent = await sentOrFault(parts);
    if (sent instanceof BoxproofError) return { sent, changes: new Map(), ledger: {} };
    const sha256 = sent?.manifest.sha256;
    if (latest?.catalog !== catalog || latest.sha256 !== sha256) {
      latest = { catalog, sha256, diff: diffSince(sent, catalog) };
    }
    const diff = await latest.diff;
    const ledger = await parts.askLedger(diff);
    const { diffFindings } = await import("../manifest/index.ts");
    return { sent, changes: diffFindings(diff, ledger.known), ledger };
  };
}

async function diffSince(sent: LastSent | undefined, catalog: CheckedCatalog["catalog"]): Promise<ManifestDiff> {
  const { nothingHandedOver, revisionOfCatalog, revisionOfManifest } = await import("../manifest/index.ts");
  const before = sent === undefined ? nothingHandedOver : revisionOfManifest(sent.manifest);
  return diffWithinBudget(before, revisionOfCatalog(catalog));
}

/** Broken records of what was sent must not hide the page that says so. */
async function sentOrFault({ lastSent }: HandOverParts): Promise<LastSent | BoxproofError | undefined> {
  return lastSent().catch((error: unknown) => {
    if (error instanceof BoxproofError) return error;
    throw error;
  });
}

/** The catalog's proofs with what a hand-over would change, each finding with its model. */
export function withChanges(checked: CheckedCatalog, { changes }: HandOver): CheckedCatalog {
  if (changes.size === 0) return checked;
  const models = checked.check.models.map((model) => {
    const findings = changes.get(model.deviceModel);
    return findings === undefined ? model : { ...model, findings: [...model.findings, ...findings] };
  });
  return { ...checked, check: { ...checked.check, models } };
}

/** Models that were handed over and have gone from the catalog, of which serials are refused: no page of theirs says so. */
export function goneModels({ check }: CheckedCatalog, { changes }: HandOver): readonly string[] {
  const here = new Set(check.models.map(({ deviceModel }) => deviceModel));
  return [...changes].flatMap(([name, findings]) => (!here.has(name) && findings.some(isError) ? [name] : []));
}
