import type { Photo, PrintedLabel } from "./printed-label.ts";
import type { ChainResult } from "./rehearsal-result.ts";

/** A finished chain with what was made on its way, for the evidence folder. */
export interface ChainRun {
  readonly result: Omit<ChainResult, "label" | "camera">;
  readonly printed?: PrintedLabel;
  readonly photo?: Photo;
  /** Amazon's request id of the exchange; differs from run to run. */
  readonly requestId?: string;
}
