import { type Block, type Canvas, drawLine, stackOffsets } from "./railroad-block.ts";

/** What a line takes to switch to another track: out and back again. */
const switchWidth = 24;
/** Free space between two tracks. */
const trackGap = 12;
/** Height of a label with the space around it. */
const labelHeight = 18;
/** Width of one character of a label. */
const labelCharacterWidth = 7;

/** What is left of a width for the parts between two switches. */
export function betweenSwitches(widthMax: number): number {
  return widthMax - 2 * switchWidth;
}

/** One of several parts, the first on the line and the others below it. */
export function choiceBlock(options: readonly Block[]): Block {
  const inner = Math.max(...options.map(({ width }) => width));
  const width = inner + 2 * switchWidth;
  const offsets = stackOffsets(options, trackGap);
  return {
    width,
    up: options[0]?.up ?? 0,
    down: (offsets.at(-1) ?? 0) + (options.at(-1)?.down ?? 0),
    exit: 0,
    draw(canvas, x, y) {
      for (const [index, option] of options.entries()) {
        const place = { x, y, width, item: option, itemX: x + switchWidth, itemY: y + (offsets[index] ?? 0) };
        drawOnTrack(canvas, place);
      }
    },
  };
}

/** A part between two switches, which lie at `y`, the left one at `x`. */
interface Track {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly item: Block;
  readonly itemX: number;
  readonly itemY: number;
}

/** The part, and the line that leads to it and back. */
function drawOnTrack(canvas: Canvas, { x, y, width, item, itemX, itemY }: Track): void {
  item.draw(canvas, itemX, itemY);
  const [left, right, end] = [x + switchWidth / 2, x + width - switchWidth / 2, x + width];
  const [itemEnd, exitY] = [itemX + item.width, itemY + item.exit];
  if (itemY === y) drawLine(canvas, [x, y], [itemX, y]);
  else drawLine(canvas, [x, y], [left, y], [left, itemY], [itemX, itemY]);
  if (exitY === y) drawLine(canvas, [itemEnd, y], [end, y]);
  else drawLine(canvas, [itemEnd, exitY], [right, exitY], [right, y], [end, y]);
}

/** A part that may be left out: a second track over it. */
export function optionalBlock(item: Block): Block {
  return trackBlock(item, { label: "optional", side: "over" });
}

/** A part that is read several times: a track back below it, with how often. */
export function loopBlock(item: Block, count: string): Block {
  return trackBlock(item, { label: count, side: "under" });
}

interface SideTrack {
  readonly label: string;
  /** `over` leads on, `under` leads back. */
  readonly side: "over" | "under";
}

function trackBlock(item: Block, { label, side }: SideTrack): Block {
  const inner = Math.max(item.width, label.length * labelCharacterWidth);
  const width = inner + 2 * switchWidth;
  const track = (side === "over" ? item.up : item.down) + trackGap;
  return {
    width,
    up: side === "over" ? track + labelHeight : item.up,
    down: side === "under" ? track + labelHeight : item.down,
    exit: 0,
    draw(canvas, x, y) {
      drawOnTrack(canvas, { x, y, width, item, itemX: x + Math.floor((width - item.width) / 2), itemY: y });
      drawSideTrack(canvas, { x, y, at: side === "over" ? y - track : y + track, width, side });
      const labelY = side === "over" ? y - track - 5 : y + track + 15;
      canvas.labels.push({ x: x + Math.floor(width / 2), y: labelY, text: label });
    },
  };
}

interface SidePlace extends Pick<SideTrack, "side">, Pick<Track, "x" | "y" | "width"> {
  /** The height of the side track. */
  readonly at: number;
}

function drawSideTrack(canvas: Canvas, { x, y, at, width, side }: SidePlace): void {
  const half = switchWidth / 2;
  const [left, right, end] = [x + half, x + width - half, x + width];
  if (side === "over") {
    drawLine(canvas, [x, y], [left, y], [left, at], [right, at], [right, y], [end, y]);
    return;
  }
  // It leaves behind the part and comes back before it, so its ends bend the other way.
  drawLine(canvas, [right - half, y], [right, y], [right, at], [left, at], [left, y], [left + half, y]);
  const middle = x + Math.floor(width / 2);
  drawLine(canvas, [middle + 5, at - 4], [middle, at]);
  drawLine(canvas, [middle + 5, at + 4], [middle, at]);
}
