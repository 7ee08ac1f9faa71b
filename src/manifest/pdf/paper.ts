import PDFDocument from "pdfkit";
import { fontOf, runsOf, zeroStroke } from "./fixed-width.ts";
import type { NameFonts } from "./name-fonts.ts";
import type { TextLook } from "./text-look.ts";
import { wrappedLines, wrappedPieces } from "./wrapped-lines.ts";

/** A cell of a row: its text, how it looks, and its share of the width. */
export interface Cell {
  readonly text: string;
  readonly look: TextLook;
  readonly share: number;
  /** The text in pieces between which its lines may end; without them they end at blanks. */
  readonly pieces?: readonly string[];
}

/** What a paper is made from. */
export interface PaperOptions {
  readonly fonts: NameFonts;
  readonly title: string;
  /** Stands in the file and in its id, so that the same content with the same date gives the same bytes. */
  readonly creationDate: Date;
}

/** A rectangle on the page, in points from its upper left corner. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a frame is filled and drawn around. */
export interface FrameLook {
  readonly fillGrey: number;
  readonly strokeGrey: number;
  readonly radiusPt: number;
  readonly lineWidthPt: number;
}

/** A4, in points. */
const page = { widthPt: 595.28, heightPt: 841.89, marginPt: 46, footPt: 58 } as const;
const lineHeight = 1.35;
const cellGapPt = 8;
/** Above a heading, and kept free below it and its first row, in points. */
const headingGapPt = 9;
const headingMorePt = 14;

/** Pages of a PDF filled from the top, all in DeviceGray; a new page begins where one is full. */
export class Paper {
  readonly left = page.marginPt;
  readonly width = page.widthPt - 2 * page.marginPt;
  /** Where the next thing goes, in points from the top of the page. */
  y = 0;
  /** Drawn at the top of every page that begins from now on. */
  head: () => void = () => undefined;
  readonly #document: PDFKit.PDFDocument;
  readonly #fonts: NameFonts;
  readonly #advances = new Map<string, number>();
  readonly #bytes: Promise<Uint8Array>;
  #heading: { readonly text: string; readonly look: TextLook } | undefined;

  constructor({ fonts, title, creationDate }: PaperOptions) {
    this.#fonts = fonts;
    this.#document = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      // No standard font: those are never embedded.
      font: "",
      info: { Title: title, Creator: "boxproof", Producer: "boxproof, PDFKit", CreationDate: creationDate },
    });
    this.#bytes = collect(this.#document);
    for (const name of fonts.names) {
      const file = fonts.fileOf(name);
      if (file !== undefined) this.#document.registerFont(name, Buffer.from(file));
    }
  }

  /** What is left of this page, in points. */
  get room(): number {
    return page.heightPt - page.footPt - this.y;
  }

  /** What a whole page has below its head, in points; at most, since heads differ. */
  get roomMax(): number {
    return page.heightPt - page.footPt - page.marginPt;
  }

  addPage(): void {
    this.#document.addPage({ size: [page.widthPt, page.heightPt], margin: 0 });
    this.y = page.marginPt;
    this.head();
  }

  /** Begins a new page unless this one has so much room. */
  ensureRoom(heightPt: number): void {
    if (this.room < heightPt) this.addPage();
  }

  space(heightPt: number): void {
    this.y += heightPt;
  }

  /** Characters that no font here has are named by their code points, those side by side together. */
  shown(text: string, { font }: Pick<TextLook, "font">): string {
    if (this.#fonts.firstMissing(font, text) === undefined) return text;
    return [...text]
      .map((character) => (this.#fonts.firstMissing(font, character) === undefined ? character : codePoint(character)))
      .join("")
      .replaceAll("][U+", " U+");
  }

  /** A heading that is drawn with whatever is written next, so that both stand on one page. */
  heading(text: string, look: TextLook): void {
    this.#heading = { text, look };
  }

  /** Character by character, without kerning: a line is at most a hair wider or narrower than this. */
  widthOf(text: string, { font, sizePt }: TextLook): number {
    let units = 0;
    for (const character of text)
      units += this.#advanceOf(this.#fonts.fontFor(fontOf(font, character), character), character);
    return units * sizePt;
  }

  /** In parts of the font's size; laying out text is slow, and there are few characters. */
  #advanceOf(font: string, character: string): number {
    const key = `${font} ${character}`;
    const known = this.#advances.get(key);
    if (known !== undefined) return known;
    const unitsPerEm = this.#fonts.measures(font)?.unitsPerEm ?? 1_000;
    const advance = (this.#fonts.shape(font, character)[0]?.advance ?? 0) / unitsPerEm;
    this.#advances.set(key, advance);
    return advance;
  }

  /** One line of text at a place; `baseline` is where its letters stand. Words are laid out once and kept: most repeat. */
  drawText(text: string, look: TextLook, { x, baseline }: { readonly x: number; readonly baseline: number }): void {
    this.#document.addContent(`${look.grey ?? 0} g`);
    let at = x;
    for (const run of runsOf(text, look.font, this.#fonts)) {
      this.#document.font(run.font).fontSize(look.sizePt);
      const left = at + run.shift * look.sizePt;
      this.#document.text(run.text, left, baseline, { lineBreak: false, baseline: "alphabetic" });
      this.#strikeZeros(run.text, look, { x: at, baseline });
      at += this.widthOf(run.text, look);
    }
  }

  #strikeZeros(text: string, look: TextLook, { x, baseline }: { readonly x: number; readonly baseline: number }): void {
    const stroke = zeroStroke(look.font, this.#fonts);
    if (stroke === undefined || !text.includes("0")) return;
    let at = x;
    this.#document.addContent(`${look.grey ?? 0} G`).lineWidth(stroke.width * look.sizePt);
    for (const character of text) {
      if (character === "0") {
        this.#document.moveTo(at + stroke.from[0] * look.sizePt, baseline - stroke.from[1] * look.sizePt);
        this.#document.lineTo(at + stroke.to[0] * look.sizePt, baseline - stroke.to[1] * look.sizePt);
      }
      at += this.widthOf(character, look);
    }
    this.#document.addContent("S");
  }

  /** Large pale letters across the page, below what is written on it from now on. */
  drawWatermark(text: string): void {
    const look = { font: "sans-bold", sizePt: 150, grey: 0.92 } as const;
    const [middleX, middleY] = [page.widthPt / 2, page.heightPt / 2];
    this.#document.save().rotate(-50, { origin: [middleX, middleY] });
    this.drawText(text, look, { x: middleX - this.widthOf(text, look) / 2, baseline: middleY + look.sizePt * 0.35 });
    this.#document.restore();
  }

  /** A text over as many lines and pages as it needs, from the left margin. */
  write(text: string, look: TextLook): void {
    this.writeRow([{ text, look, share: 1 }]);
  }

  /** How high a row of cells is, in points. */
  heightOf(cells: readonly Cell[]): number {
    const { stepPt, lineCount } = this.#rowOf(cells);
    return stepPt * lineCount;
  }

  #rowOf(cells: readonly Cell[]) {
    const shares = cells.reduce((sum, { share }) => sum + share, 0);
    const usable = this.width - cellGapPt * (cells.length - 1);
    let x = this.left;
    const columns = cells.map(({ text, look, share, pieces }) => {
      const width = (usable * share) / shares;
      const measure = (part: string) => this.widthOf(part, look);
      const lines =
        pieces === undefined
          ? wrappedLines(this.shown(text, look), width, measure)
          : wrappedPieces(
              pieces.map((piece) => this.shown(piece, look)),
              width,
              measure,
            );
      const column = { x, look, lines };
      x += width + cellGapPt;
      return column;
    });
    const stepPt = Math.max(...cells.map(({ look }) => look.sizePt * lineHeight));
    return { columns, stepPt, lineCount: Math.max(...columns.map(({ lines }) => lines.length)) };
  }

  #writeHeading(below: number): void {
    if (this.#heading === undefined) return;
    const { text, look } = this.#heading;
    this.#heading = undefined;
    // With the row below it goes a line more: titles of columns are no paragraph.
    this.ensureRoom(headingGapPt + look.sizePt * lineHeight + Math.min(below, this.roomMax / 2) + headingMorePt);
    this.space(headingGapPt);
    this.write(text, look);
    this.space(1);
  }

  /** Cells beside each other, each over as many lines as it needs. A row that is higher than a page goes on on the next. */
  writeRow(cells: readonly Cell[]): void {
    const { columns, stepPt, lineCount } = this.#rowOf(cells);
    this.#writeHeading(lineCount * stepPt);
    if (lineCount * stepPt <= this.roomMax / 2) this.ensureRoom(lineCount * stepPt);
    for (let index = 0; index < lineCount; index += 1) {
      this.ensureRoom(stepPt);
      for (const { x: at, look, lines } of columns) {
        const line = lines[index];
        if (line !== undefined && line !== "") this.drawText(line, look, { x: at, baseline: this.y + stepPt * 0.78 });
      }
      this.y += stepPt;
    }
  }

  drawLine(
    points: readonly (readonly [x: number, y: number])[],
    look: { readonly grey: number; readonly widthPt: number },
  ): void {
    this.#document.addContent(`${look.grey} G`).lineWidth(look.widthPt);
    for (const [index, [x, y]] of points.entries()) {
      if (index === 0) this.#document.moveTo(x, y);
      else this.#document.lineTo(x, y);
    }
    this.#document.addContent("S");
  }

  /** A line from margin to margin. */
  rule(): void {
    this.drawLine(
      [
        [this.left, this.y],
        [this.left + this.width, this.y],
      ],
      { grey: 0.6, widthPt: 0.6 },
    );
  }

  drawFrame({ x, y, width, height }: Frame, look: FrameLook): void {
    this.#document.addContent(`${look.fillGrey} g ${look.strokeGrey} G`).lineWidth(look.lineWidthPt);
    this.#document.roundedRect(x, y, width, height, Math.min(look.radiusPt, height / 2, width / 2));
    this.#document.addContent("B");
  }

  /** Whatever is drawn meanwhile is cut off at the edges of the frame. */
  clipped({ x, y, width, height }: Frame, draw: () => void): void {
    this.#document.save().rect(x, y, width, height).clip();
    draw();
    this.#document.restore();
  }

  /** A line in the reader's list of contents that leads to this page; in any script, since the reader draws it. */
  bookmark(title: string): void {
    this.#document.outline.addItem(title);
  }

  /** Draws a path of the caller's own steps with round ends. */
  strokePath(
    draw: (document: Pick<PDFKit.PDFDocument, "moveTo" | "lineTo" | "quadraticCurveTo">) => void,
    widthPt: number,
  ): void {
    this.#document.addContent("0 G").lineWidth(widthPt).lineCap("round");
    draw(this.#document);
    this.#document.addContent("S").lineCap("butt");
  }

  /** Writes every page's foot, then the file. */
  async finish(
    foot: (place: { readonly number: number; readonly count: number; readonly baseline: number }) => void,
  ): Promise<Uint8Array> {
    const { start, count } = this.#document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#document.switchToPage(start + index);
      foot({ number: index + 1, count, baseline: page.heightPt - page.footPt / 2 });
    }
    this.#document.end();
    return this.#bytes;
  }
}

function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}
