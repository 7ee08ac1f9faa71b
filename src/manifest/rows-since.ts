import { canonicalJson } from "./canonical-json.ts";
import type { ManifestRow } from "./manifest.ts";

/** The rows that held before, and the day from which new ones hold. */
interface Since {
  readonly previous: readonly ManifestRow[];
  readonly effectiveFrom: string;
}

/**
 * The rows with what became of them since the manifest before: new, changed, or unchanged and then since the day they
 * have held from; rows that are no longer there follow as retired, as they were sent.
 */
export function rowsSince(rows: readonly ManifestRow[], { previous, effectiveFrom }: Since): readonly ManifestRow[] {
  const before = new Map(previous.map((row) => [keyOf(row), row]));
  const now = new Set(rows.map(keyOf));
  const compared = rows.map((row): ManifestRow => {
    const old = before.get(keyOf(row));
    if (old === undefined) return row;
    if (agreementOf(old) !== agreementOf(row)) return { ...row, status: "changed" };
    return { ...row, status: "unchanged", effectiveFrom: old.effectiveFrom };
  });
  const retired = previous.filter((row) => !now.has(keyOf(row)));
  return [...compared, ...retired.map((row): ManifestRow => ({ ...row, status: "retired", effectiveFrom }))];
}

function keyOf({ deviceModel, marketplace, asin }: ManifestRow): string {
  return JSON.stringify([deviceModel, marketplace, asin]);
}

/** What both sides rely on; examples and proofs may change with other models without anything to do for Amazon. */
function agreementOf({ productName, lwaClientId, gtin, serialRegex, symbology }: ManifestRow): string {
  return canonicalJson({ productName, lwaClientId, gtin, serialRegex, symbology });
}
