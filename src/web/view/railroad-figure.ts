import { type Html, html } from "../html.ts";
import type { DrawnBox, DrawnRailroad } from "./drawn-railroad.ts";

/**
 * A pattern drawn, in the colours of the page, with the same in words for those who cannot see it. Wider drawings than
 * the page scroll inside their frame.
 */
export function railroadFigure({ width, height, words, paths, boxes, labels }: DrawnRailroad): Html {
  return html`<figure class="railroad">
<div class="scroll" tabindex="0" role="group" aria-label="Diagram of the pattern">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${words}">
${paths.map((path) => html`<path d="${path}"/>`)}
${boxes.map(boxHtml)}
${labels.map(({ x, y, text }) => html`<text class="label" x="${x}" y="${y}">${text}</text>`)}
</svg></div>
<figcaption><span class="key">In words</span> ${words}</figcaption>
</figure>`;
}

function boxHtml({ kind, x, y, width, height, radius, rows }: DrawnBox): Html {
  return html`<g class="${kind}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>${rows.map(
    (row) => html`<text x="${row.x}" y="${row.y}">${row.text}</text>`,
  )}</g>`;
}
