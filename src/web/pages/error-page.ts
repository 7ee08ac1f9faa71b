import { html } from "../html.ts";
import type { Problem } from "../http/problem.ts";
import type { Page } from "../shell.ts";
import { badge } from "../view/badge.ts";

/** What could not be done, and what to do. */
export function errorPage({ title, detail, remedy, code }: Problem): Page {
  const main = html`<h1>${title}</h1><div class="note fail"><p>${badge("fail", code)}</p><p>${detail}</p>
${remedy !== undefined && html`<p class="quiet">${remedy}</p>`}</div><p><a href="/">Models</a></p>`;
  return { title, main };
}
