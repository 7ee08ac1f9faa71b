import {
  type DisplayList,
  type GlyphOutlines,
  type Item,
  inkRects,
  itemsOf,
  type Loop,
  type OutlineStep,
  outline,
  textOutline,
} from "../core/layout/index.ts";

/**
 * A label as SVG: millimetres outside, printer dots inside, black paths on white paper. Text is drawn as outlines, so it
 * looks the same without the fonts. Modules that touch are one shape, so no hairlines show between them.
 */
export function writeSvg(list: DisplayList, glyphs: GlyphOutlines): string {
  const [width, height] = [list.widthUm / 1000, list.heightUm / 1000];
  const title = list.symbols.map((symbol) => `${symbol.name}: ${symbol.text}`).join(", ");
  const paths = itemsOf(list)
    .filter((item) => item.layer === "artwork")
    .map((item) => pathData(item, { glyphs, dotsPerInch: list.dotsPerInch }))
    .filter((data) => data !== "")
    .map((data) => `<path d="${data}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g transform="scale(${25.4 / list.dotsPerInch})" fill="#000">`,
    ...paths,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function pathData(item: Item, tools: { readonly glyphs: GlyphOutlines; readonly dotsPerInch: number }): string {
  switch (item.kind) {
    case "runs":
    case "image":
      return outline(inkRects(item)).map(loopData).join("");
    case "text":
      return textOutline(item, tools.glyphs, tools.dotsPerInch).map(stepData).join("");
    case "path":
      return item.points.length === 0 ? "" : loopData(item.points);
  }
}

function loopData(loop: Loop): string {
  const [start, ...corners] = loop;
  if (start === undefined) return "";
  let from = start;
  const steps = corners.map((to) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    from = to;
    if (dy === 0) return `h${dx}`;
    return dx === 0 ? `v${dy}` : `l${dx} ${dy}`;
  });
  return `M${start[0]} ${start[1]}${steps.join("")}z`;
}

function stepData(step: OutlineStep): string {
  return step.step === "Z" ? "Z" : step.step + step.points.map((value) => Number(value.toFixed(2))).join(" ");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
