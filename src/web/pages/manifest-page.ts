import { isError } from "../../core/index.ts";
import type { CheckedCatalog } from "../catalog-source.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../shell.ts";
import { badge } from "../view/badge.ts";
import { counted } from "../view/numbers.ts";
import { modelPath } from "./models-page.ts";

/** A form in which the manifest can be downloaded. */
export interface ManifestForm {
  readonly extension: "json" | "csv" | "xlsx" | "pdf";
  readonly title: string;
  readonly what: string;
}

/** Every form of the manifest, in the order of the page. */
export const manifestForms: readonly ManifestForm[] = [
  { extension: "json", title: "JSON", what: "Canonical (RFC 8785): the form that is hashed and signed." },
  { extension: "csv", title: "CSV", what: "One row for each model and marketplace. Import its columns as text." },
];

/** The manifest of the catalog to download, or why there is none; and two manifests compared. */
export function manifestPage({ catalog, check }: CheckedCatalog, module: string): Page {
  const blocking = check.models.flatMap(({ deviceModel, findings }) => {
    const count = findings.filter(isError).length;
    return count === 0 ? [] : [{ deviceModel, count }];
  });
  const unlisted = catalog.models.filter(({ listings }) => listings.length === 0);
  const isEmpty = unlisted.length === catalog.models.length;
  const main = html`<h1>Manifest</h1>
<p class="lead">Regex and ASIN of every model in every marketplace, with examples and hashes: what a maker hands over to Amazon.</p>
${blocking.length > 0 && blockedHtml(blocking)}
${isEmpty && html`<div class="note fail"><p>${badge("fail", "Nothing to hand over")}</p><p>No model has a listing: give each model that Amazon sells its marketplace and ASIN.</p></div>`}
${blocking.length === 0 && !isEmpty && downloadsHtml()}
${
  unlisted.length > 0 &&
  !isEmpty &&
  html`<p class="quiet">Without a listing, so not in it: ${unlisted
    .slice(0, 20)
    .map(({ deviceModel }) => deviceModel)
    .join(", ")}.</p>`
}
${differenceHtml}`;
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

const differenceHtml = html`<h2 id="difference-title">What changed between two manifests</h2>
<p class="lead">Compared by the serials that each regex accepts, not by its text. The files stay on this machine.</p>
<form id="diff" class="diff-form" aria-labelledby="difference-title">
<div class="field"><label for="before">Handed over before (JSON)</label><input id="before" type="file" accept=".json,application/json" required></div>
<div class="field"><label for="after">To be handed over (JSON)</label><input id="after" type="file" accept=".json,application/json" aria-describedby="after-hint"><p class="hint" id="after-hint">Without a file: the manifest of this catalog.</p></div>
<div class="field"><span class="label" aria-hidden="true">&nbsp;</span><button id="compare">Compare</button></div>
</form>
<div id="difference" role="region" aria-live="polite" aria-labelledby="difference-title"></div>`;
