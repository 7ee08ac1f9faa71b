import { createHash } from "node:crypto";
import { BoxproofError, type ErrorCode, type Finding, isError } from "../core/index.ts";
import type { DisplayList, LayoutResult } from "../core/layout/index.ts";
import { judgeBox } from "../core/verdict/index.ts";
import { type ComposeRequest, composeLabel } from "./compose-label.ts";
import { type PressUnit, serialsError } from "./serials-file.ts";

/** A run of labels of one model, all on one template. */
export interface PressJob extends Omit<ComposeRequest, "dsn" | "row"> {
  readonly units: readonly PressUnit[];
  /** Where the units come from, for messages; absent for specimens. */
  readonly serialsFile?: string;
}

/** One label of a run. */
export interface PressedLabel {
  /** From 1. */
  readonly page: number;
  readonly dsn: string;
  readonly list: DisplayList;
  /** SHA-256 of the display list as JSON: the same artwork has the same hash, whatever format it is written in. */
  readonly sha256: string;
}

/** What the run has to say about its labels beside them, each thing once. */
export interface PressNotes {
  readonly findings: readonly Finding[];
}

const keptFailureMax = 1_000;
const printedFailureMax = 20;

interface Failure {
  readonly page: number;
  readonly dsn: string;
  /** Place in the serials file. */
  readonly place?: string;
  readonly findings: readonly Finding[];
}

/**
 * The labels of a run, one after the other. When the last unit has been tried and any could not be made, throws
 * ERR_SYMBOL_CHARACTER, ERR_SYMBOL_ENCODE, ERR_GLYPH_MISSING or ERR_LABEL with all of them, so a caller that keeps
 * what it writes until the end writes nothing of a bad run. A label that the line would not judge `ok` is one of
 * those; where nothing else is wrong with the run, ERR_SERIALS_FILE names the lines that it comes from.
 */
export function* pressLabels(job: PressJob): Generator<PressedLabel, PressNotes> {
  const failures: Failure[] = [];
  const notes = new Map<string, Finding>();
  for (const [index, unit] of job.units.entries()) {
    const { dsn, place } = unit;
    const page = index + 1;
    const result = judgedLabel(job, unit);
    for (const finding of result.findings)
      if (!isError(finding)) notes.set(`${finding.id} ${finding.message}`, finding);
    if (!result.ok) {
      failures.push({
        page,
        dsn,
        ...(place === undefined ? {} : { place }),
        findings: result.findings.filter(isError),
      });
    }
    // After a failure nothing will be written, so the rest is only judged.
    if (result.ok && failures.length === 0) yield { page, dsn, list: result.list, sha256: hashOf(result.list) };
  }
  if (failures.length > 0) throw runError(job, failures);
  return { findings: [...notes.values()] };
}

/** A unit's label, or why there is none: a label that boxproof itself would stop on the line is not printed. */
function judgedLabel(job: PressJob, { dsn, row }: PressUnit): LayoutResult {
  const result = composeLabel({ ...job, dsn, ...(row === undefined ? {} : { row }) });
  if (!result.ok) return result;
  const finding = verdictFinding(job, result.list);
  return finding === undefined ? result : { ok: false, findings: [...result.findings, finding] };
}

const verdictId = "label-verdict";

function verdictFinding({ catalog, model }: PressJob, { symbols }: DisplayList): Finding | undefined {
  const { verdict, reasons } = judgeBox({
    catalog,
    expectedModel: model.deviceModel,
    symbols: symbols.map(({ text, symbology }) => ({ text, symbology })),
    // Whether a serial was allocated is the ledger's to say, not the label's.
    unit: () => "Allocated",
    fullPass: true,
  });
  if (verdict === "ok") return undefined;
  return {
    id: verdictId,
    level: "error",
    message: `The line would judge this label ${verdict}: ${reasons.map(({ message }) => message).join(" ")}`,
    measured: verdict,
    required: "ok",
    remedy: "Correct what the label carries; where the patterns of two models overlap, boxproof check names them.",
  };
}

function hashOf(list: DisplayList): string {
  return createHash("sha256").update(JSON.stringify(list)).digest("hex");
}

const codeOfFinding: Readonly<Record<string, ErrorCode>> = {
  "symbol-character": "ERR_SYMBOL_CHARACTER",
  "symbol-encode": "ERR_SYMBOL_ENCODE",
  "glyph-missing": "ERR_GLYPH_MISSING",
};

function runError(job: PressJob, failures: readonly Failure[]): BoxproofError {
  const { serialsFile } = job;
  const faults = failures.flatMap(({ place, dsn, findings }) =>
    place === undefined || findings.some(({ id }) => id !== verdictId)
      ? []
      : findings.map(({ message }) => ({ place, message: `${JSON.stringify(dsn)}: ${message}` })),
  );
  // Each such label has one finding, so equal numbers mean that nothing else is wrong.
  if (serialsFile !== undefined && faults.length === failures.length) return serialsError(serialsFile, faults);
  return labelError(failures, job.units.length);
}

function labelError(failures: readonly Failure[], unitCount: number): BoxproofError {
  const ids = new Set(failures.flatMap((failure) => failure.findings.map((finding) => finding.id)));
  const [onlyId] = ids.size === 1 ? ids : [];
  const code = (onlyId === undefined ? undefined : codeOfFinding[onlyId]) ?? "ERR_LABEL";
  const lines = failures
    .slice(0, printedFailureMax)
    .flatMap(({ dsn, findings }) => findings.map((finding) => `  ${dsn}: ${finding.message}`));
  if (failures.length > printedFailureMax) lines.push(`  … and ${failures.length - printedFailureMax} more`);
  const remedy = failures[0]?.findings.find((finding) => finding.remedy !== undefined)?.remedy;
  const made = `${failures.length} of ${unitCount} labels cannot be made, so nothing was written`;
  return new BoxproofError(code, [made, ...lines].join("\n"), {
    ...(remedy === undefined ? {} : { remedy }),
    details: { failureCount: failures.length, failures: failures.slice(0, keptFailureMax) },
  });
}
