import { html } from "../html.ts";
import type { Problem } from "../http/problem.ts";
import type { Page } from "../shell.ts";
import { badge } from "../view/badge.ts";

/** What could not be done, and what to do. */
export function errorPage({ title, detail, remedy, code }: Problem): Page {
  const words = titles[code] ?? title;
  const main = html`<h1>${words}</h1><div class="note fail"><p>${badge("fail", code)}</p><p>${detail}</p>
${remedy !== undefined && html`<p class="quiet">${remedy}</p>`}</div><p><a class="button second" href="/">Show all models</a></p>`;
  return { title: words, main };
}

/** What people read in the place of a status of HTTP. */
const titles: Readonly<Record<string, string>> = {
  ERR_MODEL_UNKNOWN: "No such model",
  ERR_ROUTE_UNKNOWN: "No such page",
};
