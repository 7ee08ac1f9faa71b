import type { Finding } from "../core/index.ts";
import { caretLines, shownSource } from "./check/shown-source.ts";
import type { Style } from "./style.ts";
import { visibleText } from "./visible-text.ts";
import { wrappedText } from "./wrapped-text.ts";

const colours = { error: "red", warn: "yellow", info: "cyan" } as const;

/** What findings look like beside the findings themselves. */
export interface FindingView {
  readonly style: Style;
  /** The text that a finding's `at` counts in, to be shown with carets; undefined where none is at hand. */
  readonly sourceOf?: (finding: Finding) => string | undefined;
}

/**
 * Findings for people, indented under what they are about: level, rule, sentence; the text with carets under the place;
 * the text that shows the fault, where the sentence has it not; what to write instead, or to do.
 */
export function findingLines(findings: readonly Finding[], { style, sourceOf }: FindingView): readonly string[] {
  return findings.flatMap((finding) => {
    const { id, level, message, at } = finding;
    const source = at === undefined ? undefined : sourceOf?.(finding);
    const place = source === undefined || at === undefined ? [] : placeLines({ source, at, finding }, style);
    const lead = 4 + 5 + 1 + id.length + 2;
    const [first = "", ...more] = wrappedText(visibleText(message), {
      columns: style.columns,
      lead,
      indent: indent.length,
    });
    return [
      `    ${style(colours[level], level.padEnd(5))} ${id}  ${first}`,
      ...more.map((line) => indent + line),
      ...place,
      ...witnessLines(finding, style),
      ...remedyLines(finding, { style, isFixShown: place.length > 0 }),
    ];
  });
}

/** Before every line of a finding but its first. */
const indent = " ".repeat(10);

function remedyLines(
  { remedy, fix }: Finding,
  { style, isFixShown }: { readonly style: Style; readonly isFixShown: boolean },
): readonly string[] {
  // The carets say it already.
  if (remedy === undefined || (isFixShown && remedy === `Write ${fix}.`)) return [];
  const place = { columns: style.columns, lead: indent.length, indent: indent.length };
  return wrappedText(visibleText(remedy), place).map((line) => indent + style("dim", line));
}

interface Place {
  readonly source: string;
  readonly at: readonly [number, number];
  readonly finding: Finding;
}

function placeLines({ source, at, finding }: Place, style: Style): readonly string[] {
  // Carets under nothing point at nothing.
  if (source === "") return finding.fix === undefined ? [] : [`${indent}${style("green", `write ${finding.fix}`)}`];
  const [text, carets] = caretLines(source, at);
  return [`${indent}${text}`, `${indent}${style("red", carets)}${style("green", fixWords(source, finding))}`];
}

/** What to write; where the fix replaces more than the carets stand under, it says what. */
function fixWords(source: string, { fix, fixAt }: Finding): string {
  if (fix === undefined) return "";
  const replaced = fixAt === undefined ? "" : shownSource(source.slice(fixAt[0], fixAt[1])).shown;
  if (fix === "") return replaced === "" ? "  leave it out" : `  leave ${replaced} out`;
  return replaced === "" ? `  write ${fix}` : `  write ${fix} in place of ${replaced}`;
}

function witnessLines({ message, witness }: Finding, style: Style): readonly string[] {
  if (witness === undefined || witness === "" || message.includes(witness)) return [];
  if (message.includes(JSON.stringify(witness))) return [];
  return [`${indent}${style("dim", `shown by ${JSON.stringify(witness)}`)}`];
}
