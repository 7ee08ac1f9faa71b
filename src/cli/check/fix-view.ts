import { counted } from "../finding-counts.ts";
import type { Style } from "../style.ts";
import type { CatalogFixes } from "./catalog-fix.ts";
import { shownSource } from "./shown-source.ts";

/** What `--fix` did or would do, for people: the changed lines of the file, then the fixes that were left to them. */
export function fixLines(
  { fixes, changes }: CatalogFixes,
  { style, file, isWritten }: { readonly style: Style; readonly file: string; readonly isWritten: boolean },
): readonly string[] {
  const left = fixes.filter(({ refusal }) => refusal !== undefined);
  const made = fixes.length - left.length;
  const head =
    made === 0
      ? "No pattern has a fix that is proved to accept exactly the same serials."
      : `${isWritten ? "Wrote" : "Would write"} ${counted(made, "fix", "fixes")} into ${file}; each accepts exactly the same serials:`;
  return [
    head,
    ...changes.flatMap(({ line, before, after }) => [
      style("red", `  - ${line}: ${shownSource(before).shown}`),
      style("green", `  + ${line}: ${shownSource(after).shown}`),
    ]),
    ...left.flatMap(({ deviceModel, to, refusal, lost, gained }) => [
      `Not written for ${deviceModel}, because ${refusal}:`,
      `    ${shownSource(to).shown}`,
      ...(lost === undefined ? [] : [`    it refuses ${JSON.stringify(lost)}, which the pattern accepts`]),
      ...(gained === undefined ? [] : [`    it accepts ${JSON.stringify(gained)}, which the pattern refuses`]),
    ]),
    "",
  ];
}
