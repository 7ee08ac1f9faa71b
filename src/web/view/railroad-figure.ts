import { type Html, html } from "../html.ts";
import type { DrawnBox, DrawnRailroad } from "./drawn-railroad.ts";

/** More words than this are folded away: a picture with a page of text below it hides what follows. */
const openWordsMax = 500;

/** Widths of drawings, in CSS pixels, for the windows that the style sheet tells apart. */
const windowWidths = { wide: 1_000, middle: 680, narrow: 312 } as const;

/**
 * A pattern drawn, in the colours of the page, with the same in words for those who cannot see it. Wider drawings than
 * the page scroll inside their frame.
 */
export function railroadFigure(drawing: DrawnRailroad): Html {
  return figureHtml(svgHtml(drawing), drawing.words);
}

/** The same for a page that cannot ask how wide it is: drawn for wide, middle and narrow windows, of which one is shown. */
export function adaptedRailroadFigure(drawingFor: (width: number) => DrawnRailroad): Html {
  const wide = drawingFor(windowWidths.wide);
  const middle = wide.width <= windowWidths.middle ? wide : drawingFor(windowWidths.middle);
  const narrow = middle.width <= windowWidths.narrow ? middle : drawingFor(windowWidths.narrow);
  const drawings = [...new Set([wide, middle, narrow])].map((drawing) => {
    const places = Object.entries({ wide, middle, narrow }).flatMap(([name, one]) =>
      one === drawing ? `on-${name}` : [],
    );
    return svgHtml(drawing, `drawn ${places.join(" ")}`);
  });
  return figureHtml(html`${drawings}`, wide.words);
}

function figureHtml(drawings: Html, words: string): Html {
  return html`<figure class="railroad">
<div class="scroll" tabindex="0" role="group" aria-label="Diagram of the pattern">
${drawings}</div>
<figcaption>${wordsHtml(words)}</figcaption>
</figure>`;
}

function wordsHtml(words: string): Html {
  if (words.length <= openWordsMax) return html`<span class="key">In words</span> ${words}`;
  return html`<details data-keep="words"><summary>In words</summary>${words}</details>`;
}

function svgHtml({ width, height, words, paths, boxes, labels }: DrawnRailroad, place = ""): Html {
  return html`<svg${place !== "" && html` class="${place}"`} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${words}">
${paths.map((path) => html`<path d="${path}"/>`)}
${boxes.map(boxHtml)}
${labels.map(({ x, y, text }) => html`<text class="label" x="${x}" y="${y}">${text}</text>`)}
</svg>`;
}

function boxHtml({ kind, x, y, width, height, radius, rows, count = "" }: DrawnBox): Html {
  return html`<g class="${kind}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>${rows.map(
    (row, index) => {
      const end = index === rows.length - 1 ? count : "";
      const words = row.text.slice(0, row.text.length - end.length);
      return html`<text x="${row.x}" y="${row.y}">${words}${end !== "" && html`<tspan class="count">${end}</tspan>`}</text>`;
    },
  )}</g>`;
}
