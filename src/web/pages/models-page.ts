import {
  boxCodeText,
  type Catalog,
  type CatalogCheck,
  type DeviceModel,
  type ModelCheck,
} from "../../core/catalog/index.ts";
import { defined } from "../../core/index.ts";
import type { CheckedCatalog } from "../catalog-source.ts";
import { type HandOver, withChanges } from "../hand-over.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../shell.ts";
import { badge, type State, stateOf } from "../view/badge.ts";
import { namedPattern } from "../view/marked-pattern.ts";
import { nameText } from "../view/name-text.ts";
import { counted, durationWords } from "../view/numbers.ts";
import { specimen } from "../view/specimen.ts";
import { symbologyTitle } from "../view/symbology-title.ts";
import { faultNote } from "./fault-note.ts";
import { lossNote } from "./loss-note.ts";
import { modelPath } from "./model-path.ts";

/** Rows of one page; more are reached by the filter. */
const rowCountMax = 300;
const overlapCountMax = 200;

/** What the list of models is narrowed down to. */
export interface ModelFilter {
  /** A part of the name, the device model or the pattern. */
  readonly text: string;
  readonly state: "" | "pass" | "warn" | "fail";
}

interface Row {
  readonly model: DeviceModel;
  readonly check: ModelCheck;
  readonly state: "pass" | "warn" | "fail";
}

/** Every model with its state, the overlaps, and the other codes on the boxes. */
export function modelsPage(checked: CheckedCatalog, handOver: HandOver, filter: ModelFilter): Page {
  const { catalog, check, checkMs, fault } = withChanges(checked, handOver);
  const rows = rowsOf(catalog, check);
  const shown = rows.filter((row) => isShown(row, filter));
  const main = html`<div class="title-row"><h1>Models of ${nameText(catalog.maker.name)}</h1>${overallBadge(rows)}</div>
<p class="lead">Each model's serial pattern, proved against its scheme, its label, the other codes on its box and every other model, in ${durationWords(checkMs)}. This page follows the catalog's file: save the file, then load the page again.</p>
${fault !== undefined && faultNote(fault, "The catalog's file has faults; below is the last version that could be read.")}
${lossNote(checked, handOver)}
${tiles(rows, check)}
${rows.length > 8 && filterForm(filter)}
${table(shown)}
${overlapsHtml(check, catalog)}
${boxCodesHtml(shown.slice(0, 50).map(({ model }) => model))}`;
  return { title: "Models", section: "models", main };
}

function rowsOf(catalog: Catalog, check: CatalogCheck): readonly Row[] {
  const models = new Map(catalog.models.map((model) => [model.deviceModel, model]));
  return check.models.map((one) => ({
    model: defined(models.get(one.deviceModel), "a checked model is in the catalog"),
    check: one,
    state: stateOf(one.findings),
  }));
}

function isShown({ model, state }: Row, filter: ModelFilter): boolean {
  if (filter.state !== "" && filter.state !== state) return false;
  const text = filter.text.toLowerCase();
  return [model.name, model.deviceModel, model.serial.pattern].some((field) => field.toLowerCase().includes(text));
}

function overallBadge(rows: readonly Row[]): Html {
  const states = new Set(rows.map(({ state }) => state));
  const state: State = states.has("fail") ? "fail" : states.has("warn") ? "warn" : "pass";
  const words = { fail: "Not ready to hand over", warn: "Ready, with warnings", pass: "Ready to hand over", info: "" };
  return badge(state, words[state]);
}

function tiles(rows: readonly Row[], { overlaps }: CatalogCheck): Html {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return html`<ul class="tiles">
<li><strong>${count("pass")} of ${rows.length}</strong>models hold without a remark</li>
<li><strong>${count("fail")}</strong>must not be handed over</li>
<li><strong>${count("warn")}</strong>have a warning to look at</li>
<li><strong>${overlaps.length}</strong>pairs share a serial</li>
</ul>`;
}

function filterForm({ text, state }: ModelFilter): Html {
  const option = (value: string, word: string) =>
    html`<option value="${value}"${value === state && html` selected`}>${word}</option>`;
  return html`<form class="filter" role="search" aria-label="Models">
<div class="field"><label for="text">Name or pattern contains</label><input id="text" name="text" value="${text}"></div>
<div class="field"><label for="state">State</label><select id="state" name="state">${[
    option("", "any"),
    option("fail", "Fail"),
    option("warn", "Warning"),
    option("pass", "Pass"),
  ]}</select></div>
<button class="second">Show</button></form>`;
}

function table(rows: readonly Row[]): Html {
  if (rows.length === 0) return html`<p class="quiet">No model fits.</p>`;
  const left = rows.length - rowCountMax;
  return html`<table class="stack" role="table"><caption class="hidden">Models with their state</caption>
<thead><tr role="row"><th scope="col" role="columnheader">Model</th><th scope="col" role="columnheader">State</th><th scope="col" role="columnheader">Serial pattern</th><th scope="col" role="columnheader">Found</th><th scope="col" role="columnheader">Label</th></tr></thead>
<tbody>${rows.slice(0, rowCountMax).map(rowHtml)}</tbody></table>
${left > 0 && html`<p class="quiet">${counted(left, "more model")} ${left === 1 ? "is" : "are"} not shown: narrow the list down.</p>`}`;
}

function rowHtml({ model, check, state }: Row): Html {
  const { deviceModel, name, serial, label } = model;
  const inPattern = check.findings.filter(({ path }) => path === undefined || path.endsWith("pattern"));
  return html`<tr role="row"><th scope="row" role="rowheader"><a class="model-name" href="${modelPath(deviceModel)}">${nameText(name)}</a><code class="quiet">${deviceModel}</code></th>
<td role="cell">${badge(state)}</td>
<td role="cell" data-label="Serial pattern"><code class="pattern">${namedPattern(serial.pattern, inPattern)}</code>${serial.patternGenerated && html` <span class="chip">from the scheme</span>`}</td>
<td role="cell" data-label="Found">${foundWords(check)}</td>
<td role="cell" data-label="Label">${label === undefined ? html`<span class="quiet">none</span>` : symbologyTitle(label.symbology)}</td></tr>`;
}

function foundWords({ findings }: ModelCheck): Html {
  const count = (level: string) => findings.filter((finding) => finding.level === level).length;
  const words = [
    [count("error"), "error"],
    [count("warn"), "warning"],
    [count("info"), "note"],
  ] as const;
  const parts = words.filter(([number]) => number > 0).map(([number, noun]) => counted(number, noun));
  return parts.length === 0 ? html`<span class="quiet">nothing</span>` : html`${parts.join(", ")}`;
}

function overlapsHtml({ overlaps }: CatalogCheck, { models }: Catalog): Html {
  const pairs = (models.length * (models.length - 1)) / 2;
  if (overlaps.length === 0) {
    const sentence =
      pairs === 0
        ? "There is only one model."
        : `Proved for ${counted(pairs, "pair")} of models: none shares a serial.`;
    return html`<h2 id="overlaps">Overlaps</h2><p>${badge("pass", "None")} <span class="quiet">${sentence}</span></p>`;
  }
  return html`<h2 id="overlaps">Overlaps</h2>
<p class="lead">A scan of the shown serial cannot tell which of the two devices is in the box.</p>
<ul class="overlaps">${overlaps
    .slice(0, overlapCountMax)
    .map(
      ({ a, b, witness }) =>
        html`<li>${badge("fail", "Overlap")} <a href="${modelPath(a)}">${a}</a> and <a href="${modelPath(b)}">${b}</a> both accept ${specimen(witness)}</li>`,
    )}</ul>
${overlaps.length > overlapCountMax && html`<p class="quiet">${overlaps.length - overlapCountMax} more are not shown.</p>`}`;
}

function boxCodesHtml(models: readonly DeviceModel[]): Html | undefined {
  const rows = models.filter(({ boxCodes }) => boxCodes.length > 0);
  if (rows.length === 0) return undefined;
  return html`<h2 id="box-codes">Other codes on the boxes</h2>
<p class="lead">Amazon's scanner sees all of them. None of them may be a serial: each model's findings say whether one is.</p>
<div class="boxes">${rows.map(
    (model) =>
      html`<section class="card" aria-label="${model.name}"><h3><a href="${modelPath(model.deviceModel)}">${nameText(model.name)}</a></h3>${boxCodeList(model)}</section>`,
  )}</div>`;
}

/** The other codes on a model's box: kind, text, symbology. */
export function boxCodeList(model: DeviceModel): Html {
  return html`<dl class="codes">${model.boxCodes.map(
    (code) =>
      html`<div><dt>${codeName(code)} <span class="quiet">${symbologyTitle(code.symbology)}</span></dt><dd>${codeText(model, code)}</dd></div>`,
  )}</dl>`;
}

type BoxCode = DeviceModel["boxCodes"][number];

/** A code's kind, with its name where it has another one. */
function codeName({ kind, name }: BoxCode): string {
  return name === kind ? kind : `${name} (${kind})`;
}

/** What a code says: its text, or where each unit's text comes from. */
function codeText(model: DeviceModel, code: BoxCode): Html {
  const text = boxCodeText(model, code);
  if (text !== undefined) return specimen(text);
  return code.column === undefined
    ? html`<span class="quiet">unknown</span>`
    : html`<span class="quiet">differs per unit: column ${code.column}</span>`;
}
