import type { PatternProof } from "../../core/catalog/index.ts";
import type { Symbology } from "../../core/symbol/index.ts";
import type { DrawnRailroad } from "../view/drawn-railroad.ts";
import type { TriedSerial } from "../view/tried-serials.ts";

/** What the page asks its worker. */
export interface ProveRequest {
  readonly id: number;
  readonly regex: string;
  readonly against: readonly string[];
  readonly symbology?: Symbology;
  /** Units planned, as digits. */
  readonly planned?: string;
  readonly serials: readonly string[];
  /** How wide the drawing may be, in CSS pixels. */
  readonly diagramWidth: number;
}

/** What the worker says: that it has loaded, an answer, or that it could not give one. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: number; readonly answer: ProveAnswer }
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

/** A proof with all that the page shows beside it. */
export interface ProveAnswer {
  readonly proof: PatternProof;
  /** Absent for a pattern that engines do not agree on. */
  readonly diagram?: DrawnRailroad;
  readonly serials: readonly TriedSerial[];
  /** What the proof took, in milliseconds. */
  readonly ms: number;
}
