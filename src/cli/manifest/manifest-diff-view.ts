import { countWords, grouped, isError } from "../../core/index.ts";
import type { FieldDiff, KnownSerials, ModelDiff, TextsOneWay } from "../../manifest/index.ts";
import { counted } from "../finding-counts.ts";
import { findingLines } from "../finding-lines.ts";
import type { Style } from "../style.ts";
import { visibleText } from "../visible-text.ts";
import type { DiffReport } from "./manifest-diff-report.ts";

/** A diff for people: changed models with what they lost and gained, the others counted, and what to do. */
export function diffText(report: DiffReport, style: Style): string {
  const { before, after, diff, findings } = report;
  const told = diff.models.filter(({ deviceModel, isChanged }) => isChanged || findings.has(deviceModel));
  const sameCount = diff.models.filter(({ isChanged }) => !isChanged).length;
  const lines = [
    `From ${before.name}`,
    `to ${after.name}`,
    ...told.flatMap((model) => ["", ...modelLines(model, report, style)]),
    "",
    ...endLines(report, sameCount),
  ];
  return `${lines.join("\n")}\n`;
}

const colourOf = {
  same: "dim",
  narrowed: "red",
  widened: "yellow",
  moved: "red",
  disjoint: "red",
  new: "green",
  retired: "red",
  unproved: "red",
} as const satisfies Readonly<Record<ModelDiff["change"], string>>;

const explanation = {
  same: "accepts the same serials",
  narrowed: "accepts fewer serials",
  widened: "accepts more serials",
  moved: "accepts some others instead of some",
  disjoint: "accepts none of the serials that it accepted",
  new: "was not handed over before",
  retired: "is handed over no more",
  unproved: "cannot be compared",
} as const satisfies Readonly<Record<ModelDiff["change"], string>>;

function modelLines(model: ModelDiff, { known, findings }: DiffReport, style: Style): readonly string[] {
  const { deviceModel, change, before, after, lost, gained, fields } = model;
  return [
    `${visibleText(deviceModel)}  ${style(colourOf[change], change)}: ${explanation[change]}`,
    ...(before === undefined || before === after ? [] : [`    was     ${visibleText(before)}`]),
    ...(after === undefined ? [] : [`    ${before === after ? "regex " : "now   "}  ${visibleText(after)}`]),
    ...textLines("lost", lost),
    ...textLines("gained", gained),
    ...fields.map((field) => visibleText(fieldLine(field))),
    ...serialLines(known?.get(deviceModel)),
    ...findingLines(findings.get(deviceModel) ?? [], { style }),
  ];
}

function textLines(label: "lost" | "gained", texts: TextsOneWay | undefined): readonly string[] {
  if (texts === undefined) return [];
  const count = /^[0-9]+$/.test(texts.count) ? countWords(BigInt(texts.count)) : texts.count;
  return [`    ${label.padEnd(6)}  ${count}, e.g. ${JSON.stringify(texts.witness)}`];
}

function fieldLine({ field, before, after }: FieldDiff): string {
  if (before === undefined) return `    ${field} added: ${after}`;
  return after === undefined ? `    ${field} removed: ${before}` : `    ${field}: ${before}, now ${after}`;
}

function serialLines(serials: KnownSerials | undefined): readonly string[] {
  if (serials === undefined || serials.refusedCount === 0) return [];
  const rest = serials.refusedCount - serials.refused.length;
  const more = rest > 0 ? ` and ${grouped(rest)} more` : "";
  return [`    refused ${visibleText(serials.refused.join(" "))}${more}`];
}

function endLines({ findings, known }: DiffReport, sameCount: number): readonly string[] {
  const same = sameCount === 0 ? [] : [`${counted(sameCount, "model")} unchanged.`];
  const errors = [...findings.values()].flat().filter(isError).length;
  if (errors === 0) return [...same, refusalWords(known)];
  const ledger = known === undefined ? " No ledger was asked: name it with --ledger." : "";
  return [...same, `${counted(errors, "error")}: do not hand this over before it is settled.${ledger}`];
}

function refusalWords(known: DiffReport["known"]): string {
  if (known === undefined) return "No ledger was asked, so it is not known which serials are in use.";
  const still = [...known.values()].reduce((sum, { stillRefused }) => sum + (stillRefused?.count ?? 0), 0);
  if (still === 0) return "No serial of the ledger that may be on a box is refused.";
  return `${counted(still, "serial")} of the ledger ${still === 1 ? "is" : "are"} refused, as before; no other.`;
}
