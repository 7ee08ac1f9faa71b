import { BoxproofError, grouped } from "../core/index.ts";
import type { TableFault } from "./table.ts";

const printedFaultMax = 50;
/** Of many faults of one kind, such as numbers all down a column, the first are enough. */
const alikeMax = 5;
const keptFaultMax = 1_000;

/** ERR_TABLE with every fault, the first of them in its message. */
export function tableError(file: string, faults: readonly TableFault[], remedy?: string): BoxproofError {
  const count = faults.length === 1 ? "1 fault" : `${grouped(faults.length)} faults`;
  const lines = shownFaults(faults).map(({ place, message }) => `  ${place}: ${message}`);
  const more = faults.length - lines.length;
  if (more > 0) lines.push(`  … and ${grouped(more)} more, the last at ${faults.at(-1)?.place}`);
  return new BoxproofError("ERR_TABLE", [`${file} has ${count}`, ...lines].join("\n"), {
    remedy: remedy ?? "Correct these places, or save the table as CSV in UTF-8.",
    details: { file, faultCount: faults.length, faults: faults.slice(0, keptFaultMax) },
  });
}

function shownFaults(faults: readonly TableFault[]): readonly TableFault[] {
  if (faults.length <= 2 * alikeMax) return faults;
  const counts = new Map<string, number>();
  const shown: TableFault[] = [];
  for (const fault of faults) {
    // Alike but for what the cells show.
    const kind = fault.message.replaceAll(/"[^"]*"|[^ ]*[0-9#][^ ]*/g, "");
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (count < alikeMax && shown.length < printedFaultMax) shown.push(fault);
  }
  return shown;
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
