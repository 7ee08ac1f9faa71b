import type { Finding } from "../core/index.ts";
import { caretLines } from "./shown-source.ts";
import type { Style } from "./style.ts";

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
    const { id, level, message, at, fix, remedy } = finding;
    const source = at === undefined ? undefined : sourceOf?.(finding);
    const place = source === undefined || at === undefined ? [] : placeLines({ source, at, fix }, style);
    return [
      `    ${style(colours[level], level.padEnd(5))} ${id}  ${message}`,
      ...place,
      ...witnessLines(finding, style),
      ...(remedy === undefined ? [] : [`          ${style("dim", remedy)}`]),
    ];
  });
}

interface Place {
  readonly source: string;
  readonly at: readonly [number, number];
  readonly fix: string | undefined;
}

function placeLines({ source, at, fix }: Place, style: Style): readonly string[] {
  const [text, carets] = caretLines(source, at);
  const instead = fix === undefined ? "" : fix === "" ? "  leave it out" : `  write ${fix}`;
  return [`          ${text}`, `          ${style("red", carets)}${style("green", instead)}`];
}

function witnessLines({ message, witness }: Finding, style: Style): readonly string[] {
  if (witness === undefined || witness === "" || message.includes(witness)) return [];
  if (message.includes(JSON.stringify(witness))) return [];
  return [`          ${style("dim", `shown by ${JSON.stringify(witness)}`)}`];
}
