import { type RailroadDiagram, railroadMeasures, railroadSteps } from "../../core/pattern/index.ts";
import { type Html, html } from "../html.ts";

/**
 * A pattern drawn, in the colours of the page, with the same in words for those who cannot see it. Wider drawings than
 * the page scroll inside their frame.
 */
export function railroadFigure(diagram: RailroadDiagram): Html {
  const { width, height, words } = diagram;
  return html`<figure class="railroad">
<div class="scroll" tabindex="0" role="group" aria-label="Diagram of the pattern">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${words}">
${diagram.lines.map((line) => html`<path d="${pathOf(line)}"/>`)}
${diagram.boxes.map(boxHtml)}
${diagram.labels.map(({ x, y, text }) => html`<text class="label" x="${x}" y="${y}">${text}</text>`)}
</svg></div>
<figcaption><span class="key">In words</span> ${words}</figcaption>
</figure>`;
}

function pathOf(line: RailroadDiagram["lines"][number]): string {
  return railroadSteps(line)
    .map((one) =>
      one.step === "Q" ? `Q${one.corner.join(" ")} ${one.to.join(" ")}` : `${one.step}${one.to.join(" ")}`,
    )
    .join("");
}

function boxHtml({ x, y, width, height, kind, text }: RailroadDiagram["boxes"][number]): Html {
  const { boxFontSize, boxRowHeight } = railroadMeasures;
  const rows = text.split("\n");
  // The first base line: the rows stand centred in the box, letters a third of their size below their row's middle.
  const first = y + height / 2 - ((rows.length - 1) * boxRowHeight) / 2 + boxFontSize / 3;
  const radius = kind === "literal" ? Math.min(height, boxRowHeight + 12) / 2 : 4;
  return html`<g class="${kind}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>${rows.map(
    (row, index) => html`<text x="${x + width / 2}" y="${first + index * boxRowHeight}">${row}</text>`,
  )}</g>`;
}
