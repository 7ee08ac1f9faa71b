import type { Finding } from "../core/index.ts";
import type { Style } from "./style.ts";

const colours = { error: "red", warn: "yellow", info: "cyan" } as const;

/** Findings for people, indented under what they are about: level, rule, sentence, and what to do. */
export function findingLines(findings: readonly Finding[], style: Style): readonly string[] {
  return findings.flatMap(({ id, level, message, remedy }) => {
    const line = `    ${style(colours[level], level.padEnd(5))} ${id}  ${message}`;
    return remedy === undefined ? [line] : [line, `          ${style("dim", remedy)}`];
  });
}
