import type { BoxproofError } from "../../core/index.ts";
import { type Html, html } from "../html.ts";

/** Why something could not be done, and what to do; for a file, every fault with its line. */
export function faultNote(error: BoxproofError, opening: string): Html {
  const lines = error.message.split("\n");
  return html`<div class="note fail" role="alert"><p><strong>${opening}</strong></p>
${lines.slice(0, 40).map((line) => html`<p>${line}</p>`)}
${error.remedy !== undefined && html`<p class="quiet">${error.remedy}</p>`}</div>`;
}
