import type { RailroadBox, RailroadLabel, RailroadLine, RailroadPoint } from "./railroad-diagram.ts";
import { railroadMeasures } from "./railroad-diagram.ts";

/** Width of one character of a box. */
const characterWidth = 8;
const boxPadding = 12;
/** Line between two parts of a sequence. */
const gap = 16;
/** Free space above and below a line that runs back to the next row. */
const rowGap = 14;
/** What the line takes at both ends of several rows to turn. */
const turn = 16;
/** A text in a box is cut into rows of at least so many characters, however narrow the drawing is. */
const rowLengthMin = 12;

/** The shapes of a drawing while it grows. */
export interface Canvas {
  readonly lines: RailroadLine[];
  readonly boxes: RailroadBox[];
  readonly labels: RailroadLabel[];
}

/** A part with its size. The line enters at its left end; `up` and `down` are what it takes above and below that. */
export interface Block {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  /** How much lower the line leaves at the right end; more than 0 only where a sequence has several rows. */
  readonly exit: number;
  draw(canvas: Canvas, x: number, y: number): void;
}

/** Draws a line through the points. */
export function drawLine({ lines }: Canvas, ...points: readonly RailroadPoint[]): void {
  lines.push({ points });
}

/** What stands in a box. */
export interface BoxContent extends Pick<RailroadBox, "kind" | "text"> {
  /** Stands behind the text and is never cut. */
  readonly count?: string;
}

/** A box with a text of as many rows as the width asks for. */
export function boxBlock({ kind, text, count }: BoxContent, widthMax: number): Block {
  const lengthMax = Math.max(rowLengthMin, Math.floor((widthMax - 2 * boxPadding) / characterWidth));
  const rows = withCount(textRows(text, lengthMax), count, lengthMax);
  const width = Math.max(...rows.map(({ length }) => length)) * characterWidth + 2 * boxPadding;
  const half = (rows.length * railroadMeasures.boxRowHeight + 12) / 2;
  return {
    width,
    up: half,
    down: half,
    exit: 0,
    draw({ boxes }, x, y) {
      const box = { x, y: y - half, width, height: 2 * half, kind, text: rows.join("\n") };
      boxes.push(count === undefined ? box : { ...box, count });
    },
  };
}

function withCount(rows: readonly string[], count: string | undefined, lengthMax: number): readonly string[] {
  if (count === undefined) return rows;
  const last = `${rows.at(-1) ?? ""} ${count}`;
  return last.length <= lengthMax ? [...rows.slice(0, -1), last] : [...rows, count];
}

/** Cut at a blank where there is one in the second half of a row, elsewhere where the row is full. */
function textRows(text: string, lengthMax: number): readonly string[] {
  const rows: string[] = [];
  let rest = text;
  while (rest.length > lengthMax) {
    const blank = rest.lastIndexOf(" ", lengthMax);
    const isWord = blank > lengthMax / 2;
    rows.push(rest.slice(0, isWord ? blank : lengthMax));
    rest = rest.slice(isWord ? blank + 1 : lengthMax);
  }
  return [...rows, rest];
}

/** A piece of line, where a pattern has nothing. */
export const emptyBlock: Block = {
  width: gap,
  up: 0,
  down: 0,
  exit: 0,
  draw: (canvas, x, y) => drawLine(canvas, [x, y], [x + gap, y]),
};

/** What is left of a width for the parts of a sequence, which may need several rows. */
export function betweenTurns(widthMax: number): number {
  return widthMax - 2 * turn;
}

/** Parts one after the other, in as many rows as the drawing's width asks for. */
export function sequenceBlock(items: readonly Block[], widthMax: number): Block {
  const oneRow = rowBlock(items);
  if (oneRow.width <= widthMax) return oneRow;
  const rows = rowsOf(items, betweenTurns(widthMax)).map(rowBlock);
  return rows.length === 1 ? oneRow : rowsBlock(rows);
}

function rowsOf(items: readonly Block[], widthMax: number): readonly (readonly Block[])[] {
  const rows: Block[][] = [];
  let width = 0;
  for (const item of items) {
    const row = rows.at(-1);
    if (row === undefined || width + gap + item.width > widthMax) {
      rows.push([item]);
      width = item.width;
    } else {
      row.push(item);
      width += gap + item.width;
    }
  }
  return rows;
}

function rowBlock(items: readonly Block[]): Block {
  return {
    width: items.reduce((sum, { width }) => sum + width, 0) + (items.length - 1) * gap,
    up: Math.max(0, ...items.map(({ up }) => up)),
    down: Math.max(0, ...items.map(({ down }) => down)),
    exit: 0,
    draw(canvas, x, y) {
      let at = x;
      for (const [index, item] of items.entries()) {
        if (index > 0) drawLine(canvas, [at - gap, y], [at, y]);
        item.draw(canvas, at, y);
        at += item.width + gap;
      }
    },
  };
}

/** Rows under each other; from the end of each the line runs back below it to the start of the next. */
function rowsBlock(rows: readonly Block[]): Block {
  const inner = Math.max(...rows.map(({ width }) => width));
  const width = inner + 2 * turn;
  // Where each row's line is, under the line of the first.
  const offsets = stackOffsets(rows, 2 * rowGap);
  const exit = offsets.at(-1) ?? 0;
  return {
    width,
    up: rows[0]?.up ?? 0,
    down: exit + (rows.at(-1)?.down ?? 0),
    exit,
    draw(canvas, x, y) {
      drawLine(canvas, [x, y], [x + turn, y]);
      for (const [index, row] of rows.entries()) {
        const at = y + (offsets[index] ?? 0);
        const end = x + turn + row.width;
        row.draw(canvas, x + turn, at);
        const next = offsets[index + 1];
        if (next === undefined) drawLine(canvas, [end, at], [x + width, at]);
        else {
          const [left, right, back] = [x, x + width, at + row.down + rowGap];
          drawLine(canvas, [end, at], [right, at], [right, back], [left, back], [left, y + next], [x + turn, y + next]);
        }
      }
    },
  };
}

/** How far the line of each block is under the first one's, when they stand under each other with this free space. */
export function stackOffsets(blocks: readonly Block[], space: number): readonly number[] {
  let offset = 0;
  return blocks.map(({ up }, index) => {
    const above = blocks[index - 1];
    if (above !== undefined) offset += above.down + space + up;
    return offset;
  });
}
