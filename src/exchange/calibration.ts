import type { Finding } from "../core/index.ts";
import type { Evidence, Outcome, Rejection, Unclassified } from "./outcome.ts";

/** How an endpoint says one of the three documented 400s. */
export interface Fingerprint {
  readonly outcome: Rejection;
  readonly status: number;
  readonly error: string | undefined;
  /** The description with serial, model, ids and numbers taken out. */
  readonly description: string | undefined;
}

/** What probing an endpoint with known-bad inputs taught. Amazon's bodies are not public, so it has to be learnt. */
export interface Calibration {
  readonly fingerprints: readonly Fingerprint[];
}

/** An answer to an exchange that was known to fail in one certain way. */
export interface Probe {
  readonly expected: Rejection;
  readonly outcome: Outcome;
}

/** Remembers how the endpoint refused each probe. A probe that was not answered by a 400 teaches nothing and is a finding. */
export function calibrationFrom(probes: readonly Probe[]): {
  readonly calibration: Calibration;
  readonly findings: readonly Finding[];
} {
  const fingerprints: Fingerprint[] = [];
  const findings: Finding[] = [];
  for (const { expected, outcome } of probes) {
    const print = fingerprintOf(outcome);
    if (print === undefined) findings.push(uselessProbe(expected, outcome));
    else fingerprints.push({ outcome: expected, ...print });
  }
  const calibration = { fingerprints: distinct(fingerprints) };
  return { calibration, findings: [...findings, ...ambiguities(calibration)] };
}

/** What a 400 means by the calibration; `unclassified` with the reason when it does not tell. */
export function classifyRejection(
  subject: { readonly deviceModel: string; readonly dsn: string; readonly evidence: Evidence },
  calibration: Calibration | undefined,
): { readonly known: Rejection } | { readonly unclassified: Unclassified; readonly possible: readonly Rejection[] } {
  if (calibration === undefined || calibration.fingerprints.length === 0) {
    return { unclassified: "no-calibration", possible: [] };
  }
  const print = fingerprintOf(subject);
  const matches = calibration.fingerprints.filter((known) => print !== undefined && isSame(known, print));
  const possible = [...new Set(matches.map((match) => match.outcome))];
  const [only] = possible;
  if (only === undefined) return { unclassified: "fingerprint-unknown", possible };
  return possible.length === 1 ? { known: only } : { unclassified: "fingerprint-ambiguous", possible };
}

type Print = Omit<Fingerprint, "outcome">;

function fingerprintOf(subject: {
  readonly deviceModel: string;
  readonly dsn: string;
  readonly evidence: Evidence;
}): Print | undefined {
  const { status, error, errorDescription } = subject.evidence;
  if (status !== 400) return undefined;
  const description = errorDescription === undefined ? undefined : normalise(errorDescription, subject);
  return { status, error, description };
}

/** What changes from call to call becomes a mark, so that the same refusal of another device is the same text. */
function normalise(description: string, subject: { readonly deviceModel: string; readonly dsn: string }): string {
  const names = [
    [subject.dsn, "<dsn>"],
    [subject.deviceModel, "<model>"],
  ] as const;
  // The longer name first: a serial that is part of the model's name must not break it up.
  const marked = names
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce((text, [name, mark]) => text.replaceAll(name, mark), description);
  return marked
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "<id>")
    .replace(/amzn1\.[\w.-]+/g, "<id>")
    .replace(/\d+/g, "<number>")
    .replace(/\s+/g, " ")
    .trim();
}

function isSame(a: Print, b: Print): boolean {
  return a.status === b.status && a.error === b.error && a.description === b.description;
}

function distinct(fingerprints: readonly Fingerprint[]): readonly Fingerprint[] {
  return fingerprints.filter(
    (print, index) =>
      fingerprints.findIndex((other) => other.outcome === print.outcome && isSame(other, print)) === index,
  );
}

function ambiguities(calibration: Calibration): readonly Finding[] {
  const { fingerprints } = calibration;
  return fingerprints.flatMap((a, index) =>
    fingerprints
      .slice(index + 1)
      .filter((b) => a.outcome !== b.outcome && isSame(a, b))
      .map(
        (b): Finding => ({
          id: "calibration-ambiguous",
          level: "warn",
          message: `The endpoint says ${a.outcome} and ${b.outcome} in the same words, so they cannot be told apart.`,
          witness: `${a.status} ${a.error ?? "(no error)"}: ${a.description ?? "(no description)"}`,
        }),
      ),
  );
}

function uselessProbe(expected: Rejection, outcome: Outcome): Finding {
  return {
    id: "calibration-probe",
    level: "warn",
    message: `The probe for ${expected} was to be answered by a 400; it came to ${outcome.outcome}: ${outcome.message}`,
    measured: outcome.outcome,
    required: "a 400",
    remedy: "Check the endpoint and the probe's model and serial, then calibrate again.",
  };
}
