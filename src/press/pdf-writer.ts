import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import {
  type DisplayList,
  type Item,
  inkRects,
  insetLoop,
  itemsOf,
  type Loop,
  outline,
  type TextItem,
} from "../core/layout/index.ts";
import { type Fonts, fontFeatures } from "./fonts.ts";

/** What a PDF needs beside its labels. */
export interface PdfOptions {
  readonly fonts: Fonts;
  readonly title: string;
  /** Stands in the file and in its id, so that the same labels with the same date give the same bytes. */
  readonly creationDate: Date;
}

const pointsPerInch = 72;
/**
 * Every shape is drawn smaller by this much on each side: renderers without antialiasing paint each dot that a shape
 * touches, and rounding makes shapes on the grid touch the next one. (Measured in two renderers at 300 dpi: without it
 * every bar of 4 dots came out 5 wide, with it none.) At 300 dpi it is 1.7 µm.
 */
const insetDots = 0.02;
/** Pages after which other work gets its turn. */
const pagesPerTurn = 50;

/**
 * Labels as a PDF, one page of exact size each: vector, black in DeviceGray only (so on the black plate alone), fonts
 * embedded as subsets. Nothing of the die line is drawn.
 */
export async function writePdf(labels: Iterable<DisplayList>, options: PdfOptions): Promise<Uint8Array> {
  const { title, creationDate } = options;
  const document = new PDFDocument({
    autoFirstPage: false,
    // No standard font: those are never embedded.
    font: "",
    info: { Title: title, Creator: "boxproof", Producer: "boxproof, PDFKit", CreationDate: creationDate },
  });
  const bytes = collect(document);
  for (const name of options.fonts.names) {
    const file = options.fonts.fileOf(name);
    if (file !== undefined) document.registerFont(name, Buffer.from(file));
  }
  let pageCount = 0;
  for (const list of labels) {
    drawPage(document, list);
    pageCount += 1;
    if (pageCount % pagesPerTurn === 0) await setImmediate();
  }
  document.end();
  return bytes;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}

function drawPage(document: PDFKit.PDFDocument, list: DisplayList): void {
  const size: [number, number] = [pointsOfUm(list.widthUm), pointsOfUm(list.heightUm)];
  document.addPage({ size, margin: 0 });
  const items = itemsOf(list).filter((item) => item.layer === "artwork");
  // pdfkit's fillColor would write RGB, which prints on four plates.
  document.addContent("0 g");
  const scale = decimal(pointsPerInch / list.dotsPerInch, 10);
  document.addContent(`q ${scale} 0 0 ${scale} 0 0 cm`);
  for (const item of items) {
    const loops = loopsOf(item);
    // One fill for all loops of an item, so that a hole is a hole.
    if (loops.length > 0) document.addContent(`${loops.map(loopOperators).join("\n")}\nf`);
  }
  document.addContent("Q");
  for (const item of items) if (item.kind === "text") drawText(document, item, list.dotsPerInch);
}

function loopsOf(item: Item): readonly Loop[] {
  switch (item.kind) {
    case "runs":
    case "image":
      return outline(inkRects(item)).map((loop) => insetLoop(loop, insetDots));
    case "path":
      return item.points.length === 0 ? [] : [item.points];
    case "text":
      return [];
  }
}

function loopOperators(loop: Loop): string {
  const steps = loop.map(([x, y], index) => `${decimal(x, 2)} ${decimal(y, 2)} ${index === 0 ? "m" : "l"}`);
  return `${steps.join(" ")} h`;
}

function drawText(document: PDFKit.PDFDocument, item: TextItem, dotsPerInch: number): void {
  const pointsPerDot = pointsPerInch / dotsPerInch;
  document.font(item.font).fontSize(pointsOfUm(item.sizeUm));
  // Given features turn pdfkit's word cache off; glyphs then stand exactly where the layout measured them.
  document.text(item.text, item.x * pointsPerDot, item.baseline * pointsPerDot, {
    lineBreak: false,
    baseline: "alphabetic",
    features: fontFeatures as never,
  });
}

function pointsOfUm(um: number): number {
  return (um * pointsPerInch) / 25_400;
}

function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
