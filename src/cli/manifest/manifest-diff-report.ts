import type { DiffFindings, KnownSerials, ManifestDiff, Revision } from "../../manifest/index.ts";

/** One side of a diff, and what it is in words. */
export interface DiffSide {
  readonly revision: Revision;
  readonly name: string;
  readonly sha256?: string;
}

/** What is told of a diff. */
export interface DiffReport {
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly diff: ManifestDiff;
  /** Absent where no ledger was asked. */
  readonly known?: ReadonlyMap<string, KnownSerials>;
  readonly findings: DiffFindings;
}
