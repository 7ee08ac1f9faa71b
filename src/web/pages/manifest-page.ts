import { BoxproofError, isError } from "../../core/index.ts";
import type { CheckedCatalog } from "../catalog-source.ts";
import { goneModels, type HandOver, withChanges } from "../hand-over.ts";
import { type Html, html } from "../html.ts";
import { type LastSent, sentWords } from "../last-sent.ts";
import type { Page } from "../shell.ts";
import { badge } from "../view/badge.ts";
import { counted } from "../view/numbers.ts";
import { faultNote } from "./fault-note.ts";
import { lossNote } from "./loss-note.ts";
import { modelPath } from "./model-path.ts";

/** Every form in which the manifest can be downloaded, in the order of the page. */
export const manifestForms = [
  {
    extension: "json",
    title: "JSON",
    mediaType: "application/json; charset=utf-8",
    what: "Canonical (RFC 8785): the form that is hashed and signed.",
  },
  {
    extension: "csv",
    title: "CSV",
    mediaType: "text/csv; charset=utf-8",
    what: "One row for each model and marketplace. Import its columns as text.",
  },
  {
    extension: "xlsx",
    title: "XLSX",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    what: "The same rows for Excel; every cell is text, so no zero is lost.",
  },
  {
    extension: "pdf",
    title: "PDF",
    mediaType: "application/pdf",
    what: "A summary to read and sign, each pattern drawn.",
  },
] as const;

/** The manifest of the catalog to download, or why there is none; and two manifests compared. */
export function manifestPage(checked: CheckedCatalog, handOver: HandOver, module: string): Page {
  const { sent } = handOver;
  const { catalog, check } = withChanges(checked, handOver);
  const gone = goneModels(checked, handOver);
  const blocking = check.models.flatMap(({ deviceModel, findings }) => {
    const count = findings.filter(isError).length;
    return count === 0 ? [] : [{ deviceModel, count }];
  });
  const unlisted = catalog.models.filter(({ listings }) => listings.length === 0);
  const isEmpty = unlisted.length === catalog.models.length;
  const main = html`<h1>Manifest</h1>
<p class="lead">Regex and ASIN of every model in every marketplace, with examples and hashes: what a maker hands over to Amazon.</p>
${sentHtml(sent)}
${lossNote(checked, handOver)}
${blocking.length > 0 && blockedHtml(blocking)}
${isEmpty && html`<div class="note fail"><p>${badge("fail", "Nothing to hand over")}</p><p>No model has a listing: give each model that Amazon sells its marketplace and ASIN.</p></div>`}
${blocking.length === 0 && gone.length === 0 && !isEmpty && downloadsHtml()}
${
  unlisted.length > 0 &&
  !isEmpty &&
  html`<p class="quiet after">Without a listing, so not in it: ${unlisted
    .slice(0, 20)
    .map(({ deviceModel }) => deviceModel)
    .join(", ")}.</p>`
}
${differenceHtml(sent)}`;
  return { title: "Manifest", section: "manifest", main, module };
}

function blockedHtml(blocking: readonly { readonly deviceModel: string; readonly count: number }[]): Html {
  return html`<div class="note fail"><p>${badge("fail", "Blocked")}</p>
<p>No manifest while an error stands:</p>
<ul>${blocking.slice(0, 50).map(({ deviceModel, count }) => html`<li><a href="${modelPath(deviceModel)}">${deviceModel}</a>: ${counted(count, "error")}</li>`)}</ul></div>`;
}

function downloadsHtml(): Html {
  return html`<ul class="downloads">${manifestForms.map(
    ({ extension, title, what }) =>
      html`<li class="card"><h2 class="card-title">${title}</h2><p>${what}</p><a class="button" href="/manifest/manifest.${extension}" download>Download ${title}</a></li>`,
  )}</ul>`;
}

function sentHtml(sent: LastSent | BoxproofError | undefined): Html {
  if (sent instanceof BoxproofError) return faultNote(sent, "The record of what was sent cannot be used.");
  if (sent === undefined) return html`<p class="quiet">None is recorded as sent: this one is revision 1.</p>`;
  return html`<p>Handed over last: ${sentWords(sent)}. This one is revision ${sent.record.revision + 1}.</p>`;
}

function differenceHtml(sent: LastSent | BoxproofError | undefined): Html {
  const isSent = sent !== undefined && !(sent instanceof BoxproofError);
  const hint = isSent ? `Without a file: ${sentWords(sent)}.` : "JSON, CSV or XLSX, as boxproof wrote it.";
  return html`<h2 id="difference-title">What changed between two manifests</h2>
<p class="lead">Compared by the serials that each regex accepts, not by its text. The files go to this console and nowhere else.</p>
<noscript><p class="note warn">Comparing needs JavaScript. <code>boxproof manifest diff</code> does the same on the command line.</p></noscript>
<form id="diff" class="diff-form" aria-labelledby="difference-title">
<div class="field"><label for="before">Handed over before</label><input id="before" type="file" accept=".json,.csv,.xlsx" aria-describedby="before-hint"${!isSent && html` required`}><p class="hint" id="before-hint">${hint}</p></div>
<div class="field"><label for="after">To be handed over</label><input id="after" type="file" accept=".json,.csv,.xlsx" aria-describedby="after-hint"><p class="hint" id="after-hint">Without a file: the manifest of this catalog.</p></div>
<div class="field"><span class="label" aria-hidden="true">&nbsp;</span><button id="compare">Compare</button></div>
</form>
<div id="difference" role="region" aria-live="polite" aria-labelledby="difference-title"></div>`;
}
