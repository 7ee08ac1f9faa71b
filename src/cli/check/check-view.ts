import type { CatalogCheck, DeviceModel, ModelCheck } from "../../core/catalog/index.ts";
import { findModel, proofExamples, proofSubject } from "../../core/catalog/index.ts";
import { shortSchemePattern } from "../../core/dsn/index.ts";
import { defined, type Finding, grouped } from "../../core/index.ts";
import { hasText } from "../../core/pattern/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import { counted, levelCounts } from "../finding-counts.ts";
import { findingLines } from "../finding-lines.ts";
import type { Style } from "../style.ts";
import { patternDrawing, schemeDrawing } from "./pattern-drawing.ts";
import { stateMark } from "./proof-view.ts";
import { shownSource } from "./shown-source.ts";
import { shorterText } from "./suggestion-view.ts";

/** What a check looks like for people. */
export interface CheckView {
  readonly style: Style;
  /** Notes too; without it they are counted. */
  readonly verbose: boolean;
  /** What no check judges, each as it follows "-". */
  readonly notProved: readonly string[];
}

/** A whole check for people: model by model, then the count, then what was not proved. */
export function checkText({ catalog, file }: ResolvedCatalog, { models }: CatalogCheck, view: CheckView): string {
  const { style } = view;
  const blocks = models.map((checked) => {
    const model = defined(findModel(catalog, checked.deviceModel), "a checked model is in the catalog");
    return modelLines(model, checked, view).join("\n");
  });
  const limits = ["Not proved here:", ...view.notProved.map((what) => `  - ${what}`)].map((line) => style("dim", line));
  return `${file}\n\n${blocks.join("\n\n")}\n\n${summary(models, view)}\n\n${limits.join("\n")}\n`;
}

function modelLines(model: DeviceModel, { findings }: ModelCheck, view: CheckView): readonly string[] {
  const { style, verbose } = view;
  const { serial } = model;
  const origin = serial.patternGenerated ? style("dim", "  (made from the scheme)") : "";
  const shown = findings.filter(({ level }) => verbose || level !== "info");
  const notes = findings.length - shown.length;
  return [
    `${stateMark(findings, style)} ${model.deviceModel}  ${shownSource(serial.pattern).shown}${origin}`,
    ...pictureLines(model).map(([name, text]) => `    ${style("dim", name.padEnd(8))} ${text}`),
    ...findingLines(shown, { style, sourceOf: (finding) => sourceOf(model, finding) }),
    ...(notes === 0
      ? []
      : [`    ${style("dim", `${counted(notes, "note")}; --verbose shows ${notes === 1 ? "it" : "them"}`)}`]),
  ];
}

/** The text that a finding's characters count in: the pattern, an example, or a serial of the scheme. */
function sourceOf({ serial }: DeviceModel, { path, witness }: Finding): string | undefined {
  if (path === "serial.pattern") return serial.pattern;
  return path?.startsWith("serial.examples.") === true || path === "serial.scheme" ? witness : undefined;
}

/** So many examples of each kind are shown. */
const exampleMax = 3;

function pictureLines(model: DeviceModel): readonly (readonly [string, string])[] {
  const { serial } = model;
  const { meaning } = proofSubject(serial.pattern);
  const scheme = serial.scheme === undefined ? [] : [["scheme", schemeDrawing(serial.scheme)] as const];
  const shorter =
    serial.scheme === undefined || !serial.patternGenerated ? undefined : shortSchemePattern(serial.scheme);
  if (meaning === undefined) return [...scheme, ["drawn", "not drawn: engines do not agree what this pattern means"]];
  const { good, bad } = serial.examples;
  const accepts = (text: string) => hasText(meaning.language, text);
  const shown = good.some(accepts) ? good.filter(accepts) : proofExamples(meaning.language).good;
  const refused = bad.filter((text) => !accepts(text));
  return [
    ...scheme,
    ["drawn", patternDrawing(meaning.tree)],
    ...(shorter === undefined ? [] : [["or", shorterText(shorter)] as const]),
    ["accepts", listed(shown)],
    ...(refused.length === 0 ? [] : [["refuses", listed(refused)] as const]),
    // What the catalog claims and the pattern does not do is no fact to be shown as one.
    ...claimLine(
      "must be accepted, and is refused",
      good.filter((text) => !accepts(text)),
    ),
    ...claimLine("must be refused, and is accepted", bad.filter(accepts)),
    ...(serial.planned === undefined ? [] : [["planned", `${grouped(serial.planned)} units`] as const]),
  ];
}

function claimLine(claim: string, texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.length === 0 ? [] : [["✖", `${listed(texts)}: ${claim}`]];
}

function listed(texts: readonly string[]): string {
  if (texts.length === 0) return "nothing";
  const shown = texts.slice(0, exampleMax).map((text) => JSON.stringify(text));
  return texts.length > exampleMax ? `${shown.join(", ")}, …` : shown.join(", ");
}

function summary(models: readonly ModelCheck[], { style }: CheckView): string {
  const { errors, warnings, notes } = levelCounts(models.flatMap(({ findings }) => findings));
  const sentence = `${counted(models.length, "model")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}, ${counted(notes, "note")}.`;
  return style(errors > 0 ? "red" : "green", sentence);
}
