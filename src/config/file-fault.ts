import { BoxproofError, type ErrorCode } from "../core/index.ts";

/** The way to a field: keys and list positions from the root. */
export type FieldPath = readonly (string | number)[];

/** A place in a file; both count from 1, columns in UTF-16 units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with an input file: where, what was expected, what was found, and a hint where there is one. */
export interface FileFault extends SourcePosition {
  readonly path: FieldPath;
  readonly expected: string;
  readonly found: string;
  readonly hint?: string;
}

/** So many faults are printed; `details.faults` has up to `faultCountMax`. */
const printedFaultMax = 50;
const faultCountMax = 1_000;

/** Fields of our files are at most 6 steps deep; a deeper path is a fault of nesting. */
const printedStepMax = 12;

/** `models[2].serial.pattern`; `(file)` for the root. Keys that are no plain words stand in quotes. */
export function fieldPathText(path: FieldPath): string {
  if (path.length === 0) return "(file)";
  const steps = path.slice(0, printedStepMax).map(stepText);
  return path.length > printedStepMax ? `${steps.join("")}…` : steps.join("");
}

function stepText(step: string | number, index: number): string {
  if (typeof step === "number") return `[${step}]`;
  if (!/^[A-Za-z_][\w-]{0,63}$/.test(step)) return `[${JSON.stringify(step.slice(0, 64))}]`;
  return index === 0 ? step : `.${step}`;
}

/** The error for a file with faults: all of them in `details.faults`, sorted as they stand in the file. */
export function fileFaultError(
  code: ErrorCode,
  file: string,
  { faults, remedy }: { readonly faults: readonly FileFault[]; readonly remedy: string },
): BoxproofError {
  const sorted = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  const count = sorted.length === 1 ? "1 fault" : `${sorted.length} faults`;
  const lines = sorted.slice(0, printedFaultMax).map((fault) => `  ${faultLine(fault)}`);
  if (sorted.length > printedFaultMax) lines.push(`  … and ${sorted.length - printedFaultMax} more`);
  return new BoxproofError(code, [`${file} has ${count}`, ...lines].join("\n"), {
    remedy,
    details: {
      file,
      faultCount: sorted.length,
      faults: sorted.slice(0, faultCountMax).map((fault) => ({ ...fault, path: fieldPathText(fault.path) })),
    },
  });
}

function faultLine({ line, column, path, expected, found, hint }: FileFault): string {
  const sentence = `${line}:${column} ${fieldPathText(path)}: expected ${expected}, found ${found}`;
  return hint === undefined ? sentence : `${sentence} (${hint})`;
}
