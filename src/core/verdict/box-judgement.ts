import type { Dsn } from "../dsn/index.ts";

/** Every verdict over one box, in the order of precedence: the first that holds is given. */
export const verdicts = [
  "error",
  "no-read",
  "no-match",
  "ambiguous",
  "wrong-model",
  "mismatch",
  "duplicate",
  "blocked",
  "ok",
] as const;

/** The judgement over one box. Only `ok` lets a box pass. */
export type Verdict = (typeof verdicts)[number];

/** Why a verdict was given, as a code with arguments, so that it can be translated and tested. */
export const reasonCodes = [
  "not-judged",
  "nothing-read",
  "no-candidate",
  "pattern-mismatch",
  "several-candidates",
  "several-models",
  "disguised-candidate",
  "other-model-expected",
  "listing-of-other-model",
  "outside-scheme",
  "device-serial-differs",
  "already-commissioned",
  "unit-blocked",
  "not-allocated",
  "partial-pass",
  "one-candidate",
] as const;

/** A stable code of a reason. */
export type ReasonCode = (typeof reasonCodes)[number];

/** One reason: a code, its arguments, and an English sentence made from both. */
export interface Reason {
  readonly code: ReasonCode;
  readonly args: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** A verdict with its reasons; the DSN and the device model as far as they could be told. */
export interface BoxJudgement {
  readonly verdict: Verdict;
  readonly dsn?: Dsn;
  readonly deviceModel?: string;
  readonly reasons: readonly Reason[];
}
