/** `error`: must not ship; `warn`: should be looked at; `info`: good to know. */
export type Level = "error" | "warn" | "info";

/** How an engine applies a pattern: to the whole text, anywhere inside it, or to how it begins. */
export type Semantics = "full" | "search" | "prefix";

/** One observation of a check: what was measured, what was required, what to do. A value, never thrown. */
export interface Finding {
  /** Stable id of the rule (`L003`, `quiet-zone`), the same in every output. */
  readonly id: string;
  readonly level: Level;
  /** A sentence that names the numbers. */
  readonly message: string;
  /** The place of the fault itself: a half-open character range `[from, to)` in the judged text (UTF-16 units), where the rule is about a text. */
  readonly at?: readonly [from: number, to: number];
  /** Path of the field in its file, e.g. `models[2].serial.pattern`. */
  readonly path?: string;
  readonly measured?: string;
  readonly required?: string;
  /** A text that shows the fault. */
  readonly witness?: string;
  /** What to do, as a sentence. */
  readonly remedy?: string;
  /** Text that mends the fault when it replaces `fixAt`, or `at` where there is no `fixAt`. */
  readonly fix?: string;
  /** What `fix` replaces, where that is more than the place of the fault itself. */
  readonly fixAt?: readonly [from: number, to: number];
  /** How an engine would have to apply a pattern for the finding to hold; absent where that makes no difference. */
  readonly semantics?: Semantics;
  /** Name of the kind of box code that the finding is about, e.g. `gtin-14`. */
  readonly code?: string;
}

/** True when a finding forbids shipping. */
export function isError(finding: Finding): boolean {
  return finding.level === "error";
}
