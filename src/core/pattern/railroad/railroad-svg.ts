import {
  type RailroadBox,
  type RailroadDiagram,
  type RailroadLine,
  railroadMeasures,
  railroadSteps,
} from "./railroad-diagram.ts";

/** What a drawing says beside its shapes. */
export interface RailroadSvgOptions {
  /** What is drawn, for those who do not see it and for the tip under the pointer. */
  readonly title: string;
}

/** How each kind of box looks; a page may overrule it by the class names. */
const boxLooks: Readonly<Record<RailroadBox["kind"], { readonly fill: string; readonly stroke: string }>> = {
  literal: { fill: "#dbe9f6", stroke: "#1d5a96" },
  class: { fill: "#fdf3d7", stroke: "#8a6100" },
  group: { fill: "#ececf1", stroke: "#55556b" },
};

const boxFont = "'B612 Mono', ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const labelFont = "'Noto Sans', system-ui, sans-serif";

/**
 * The drawing as an SVG element, to stand alone or inside HTML. Lines take the colour of the text around it. The title
 * and the words of the drawing are in it for screen readers.
 */
export function railroadSvg(diagram: RailroadDiagram, { title }: RailroadSvgOptions): string {
  const { width, height, lines, boxes, labels, words } = diagram;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="railroad" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title><desc>${escaped(words)}</desc>`,
    `<path class="railroad-line" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" d="${lines.map(pathOf).join("")}"/>`,
    ...boxes.map(boxSvg),
    `<g font-family="${labelFont}" font-size="${railroadMeasures.labelFontSize}" fill="currentColor" text-anchor="middle">`,
    ...labels.map(({ x, y, text }) => `<text class="railroad-label" x="${x}" y="${y}">${escaped(text)}</text>`),
    "</g></svg>",
  ].join("");
}

function pathOf(line: RailroadLine): string {
  return railroadSteps(line)
    .map((step) =>
      step.step === "Q" ? `Q${step.corner.join(" ")} ${step.to.join(" ")}` : `${step.step}${step.to.join(" ")}`,
    )
    .join("");
}

function boxSvg({ x, y, width, height, kind, text, count }: RailroadBox): string {
  const { fill, stroke } = boxLooks[kind];
  const radius = kind === "literal" ? Math.min(height / 2, 14) : 3;
  const rows = text.split("\n");
  const { boxFontSize, boxRowHeight } = railroadMeasures;
  // A capital is about seven tenths of its font size high; its middle lies on the middle of the row.
  const first = y + height / 2 - ((rows.length - 1) * boxRowHeight) / 2 + Math.round(boxFontSize * 0.35);
  const weight = kind === "literal" ? ' font-weight="bold"' : "";
  return [
    `<rect class="railroad-${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="1.2"/>`,
    `<text class="railroad-text" font-family="${boxFont}" font-size="${boxFontSize}" fill="#14142b"${weight} text-anchor="middle" xml:space="preserve">`,
    ...rows.map((row, index) => {
      const end = index === rows.length - 1 ? count : undefined;
      return `<tspan x="${x + width / 2}" y="${first + index * boxRowHeight}">${rowSvg(row, end)}</tspan>`;
    }),
    "</text>",
  ].join("");
}

function rowSvg(row: string, count: string | undefined): string {
  if (count === undefined) return escaped(row);
  return `${escaped(row.slice(0, -count.length))}<tspan class="railroad-count" font-weight="bold" fill="#8a3b00">${escaped(count)}</tspan>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
