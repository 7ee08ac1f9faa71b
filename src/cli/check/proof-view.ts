import type { PatternProof } from "../../core/catalog/index.ts";
import { proofSubject } from "../../core/catalog/index.ts";
import { countWords, type Finding } from "../../core/index.ts";
import { counted, levelCounts } from "../finding-counts.ts";
import { findingLines } from "../finding-lines.ts";
import type { Style } from "../style.ts";
import { patternDrawing } from "./pattern-drawing.ts";
import { shownSource } from "./shown-source.ts";

/** Longest regex that is shown in one line. */
const shownMax = 200;
/** Longest example that is shown in one line. */
const exampleMax = 70;

/** What a proof looks like. */
export interface ProofView {
  readonly style: Style;
  /** Notes too; without it they are counted. */
  readonly verbose: boolean;
}

/** A proof for people: the regex, how it is drawn, what it accepts and refuses, every finding with its place, the fix. */
export function proofLines(proof: PatternProof, { style, verbose }: ProofView): readonly string[] {
  const { findings } = proof;
  const shown = findings.filter(({ level }) => verbose || level !== "info");
  const hidden = findings.length - shown.length;
  const sourceOf = () => proof.regex;
  return [
    `${stateMark(findings, style)} ${proof.regex === "" ? "(an empty regex)" : cut(shownSource(proof.regex).shown, shownMax)}`,
    "",
    ...drawingLines(proof).map(([name, text]) => `    ${style("dim", name.padEnd(10))} ${text}`),
    "",
    ...findingLines(shown, { style, sourceOf }),
    ...(shown.length === 0 ? [] : [""]),
    ...fixLines(proof, style),
    `${summary(proof, style)}${hidden === 0 ? "" : style("dim", ` ${counted(hidden, "note")}: --verbose shows ${hidden === 1 ? "it" : "them"}.`)}`,
  ];
}

/** ✖ with an error, ! with a warning, ✔ otherwise. */
export function stateMark(findings: readonly Finding[], style: Style): string {
  if (findings.some(({ level }) => level === "error")) return style("red", "✖");
  return findings.some(({ level }) => level === "warn") ? style("yellow", "!") : style("green", "✔");
}

function drawingLines(proof: PatternProof): readonly (readonly [string, string])[] {
  const { regex, fixed, judged, capacity, lengths, examples } = proof;
  const tree = proofSubject(judged === "fixed" ? (fixed ?? regex) : regex).meaning?.tree;
  if (tree === undefined) return [["drawn", "not drawn: engines do not agree what this regex means"]];
  const good = examples.good.map((text) => cut(JSON.stringify(text), exampleMax));
  const bad = examples.bad.map(({ text, is }) => `${cut(JSON.stringify(text), exampleMax)} (${is})`);
  const note = "with its fixes, since it is not sure what it means as it stands";
  return [
    ...(judged === "fixed" ? [["judged", note] as const] : []),
    ["drawn", patternDrawing(tree) || "nothing"],
    ["serials", `${capacityText(capacity)}, ${lengthText(lengths)}`],
    ["accepts", good[0] ?? (capacity === "0" ? "nothing" : "only texts that are too long to show")],
    ...good.slice(1).map((text) => ["", text] as const),
    ...bad.map((text, index) => [index === 0 ? "refuses" : "", text] as const),
  ];
}

function capacityText(capacity: string): string {
  if (capacity === "infinite") return "without end";
  return capacity === "unknown" ? "of unknown number" : countWords(BigInt(capacity));
}

function lengthText([min, max]: PatternProof["lengths"]): string {
  if (min === null) return "no length";
  if (max === null) return `${min} characters or more`;
  return min === max ? counted(min, "character") : `${min} to ${max} characters`;
}

const relationWords = {
  same: "it accepts exactly the same serials",
  narrower: "it accepts fewer serials",
  wider: "it accepts more serials",
  moved: "it accepts other serials",
  disjoint: "it accepts none of the same serials",
  unproved: "whether it accepts the same serials is not proved",
} as const;

function fixLines({ regex, fixed, fixRelation, fixedErrorCount = 0 }: PatternProof, style: Style): readonly string[] {
  if (fixed === undefined || fixed === regex) return [];
  const relation = relationWords[fixRelation ?? "unproved"];
  const still = fixedErrorCount === 0 ? "" : `; still ${counted(fixedErrorCount, "error")}`;
  return [`With all fixes, and ${relation}${still}:`, `    ${style("green", shownSource(fixed).shown)}`, ""];
}

function summary({ findings, portable }: PatternProof, style: Style): string {
  const { errors, warnings } = levelCounts(findings);
  const sentence = `${portable ? "Portable" : "Not portable"}: ${counted(errors, "error")}, ${counted(warnings, "warning")}.`;
  return style(errors > 0 ? "red" : "green", sentence);
}

function cut(text: string, lengthMax: number): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text;
}
