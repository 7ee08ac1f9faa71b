import type { DeviceModel, ProofSubject } from "../core/catalog/index.ts";
import type { Finding } from "../core/index.ts";
import type { ProofSummary } from "./manifest.ts";

/** One model with all that was proved of it. */
export interface ProvedModel {
  readonly model: DeviceModel;
  readonly subject: ProofSubject;
  readonly findings: readonly Finding[];
  /** Models with which it shares a serial. */
  readonly overlaps: ProofSummary["overlaps"];
  /** Serials that the regex accepts. */
  readonly good: readonly string[];
}
