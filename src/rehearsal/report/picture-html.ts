import { type Html, html } from "../../web/index.ts";
import type { Outline, Picture } from "../rehearsal-result.ts";

/** The bytes of the evidence folder by file name. */
export type Evidence = ReadonlyMap<string, Uint8Array>;

/** A picture of the evidence, embedded, with the outlines of the symbols drawn over it; a sentence when it is absent. */
export function pictureHtml(picture: Picture, evidence: Evidence, caption: string): Html {
  const bytes = evidence.get(picture.file);
  if (bytes === undefined) return html`<p>The picture ${picture.file} is not in the evidence.</p>`;
  const { width, height } = picture;
  return html`<figure>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${picture.alt}">
<image width="${width}" height="${height}" href="${dataUrl(picture.file, bytes)}"/>
${picture.outlines.map((outline) => outlineSvg(outline, width))}
</svg>
<figcaption>${caption}</figcaption>
</figure>`;
}

function outlineSvg(outline: Outline, width: number): Html {
  const points = outline.corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const isSerial = outline.role === "serial";
  const colour = isSerial ? "#d9480f" : "#1c7ed6";
  const stroke = width / (isSerial ? 220 : 420);
  return html`<polygon points="${points}" fill="none" stroke="${colour}" stroke-width="${stroke.toFixed(2)}" stroke-linejoin="round"><title>${outline.label}</title></polygon>`;
}

function dataUrl(file: string, bytes: Uint8Array): string {
  const type = file.endsWith(".jpg") ? "image/jpeg" : "image/png";
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}
