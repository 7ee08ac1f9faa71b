import { BoxproofError } from "../core/index.ts";
import type { TableFault } from "./table.ts";

const printedFaultMax = 50;
const keptFaultMax = 1_000;

/** ERR_TABLE with every fault, the first of them in its message. */
export function tableError(file: string, faults: readonly TableFault[], remedy?: string): BoxproofError {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  const lines = faults.slice(0, printedFaultMax).map(({ place, message }) => `  ${place}: ${message}`);
  if (faults.length > printedFaultMax) lines.push(`  … and ${faults.length - printedFaultMax} more`);
  return new BoxproofError("ERR_TABLE", [`${file} has ${count}`, ...lines].join("\n"), {
    remedy: remedy ?? "Correct these places, or save the table as CSV in UTF-8.",
    details: { file, faultCount: faults.length, faults: faults.slice(0, keptFaultMax) },
  });
}

/** ERR_TABLE for a file that is no table at all. */
export function noTable(
  file: string,
  sentence: string,
  context: { readonly remedy: string; readonly cause?: unknown },
) {
  return new BoxproofError("ERR_TABLE", `${file} ${sentence}`, {
    remedy: context.remedy,
    details: { file, faults: [] },
    ...(context.cause === undefined ? {} : { cause: context.cause }),
  });
}
