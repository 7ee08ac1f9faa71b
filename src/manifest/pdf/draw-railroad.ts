import type { PatternMeaning } from "../../core/pattern/index.ts";
import {
  type RailroadBox,
  type RailroadDiagram,
  railroadDiagram,
  railroadMeasures,
  railroadSteps,
} from "../../core/pattern/index.ts";
import { looks as texts } from "./looks.ts";
import type { FrameLook, Paper } from "./paper.ts";
import { railroadSlices } from "./railroad-slices.ts";

/** Points for one unit of a drawing where there is room. */
const usualScale = 0.72;
/** A drawing that would have to be smaller to fit the width is left out: nobody could read it. */
const scaleMin = 0.4;
/** A drawing is made so small to keep it on one page; a higher one goes on over pages. */
const onePageScale = 0.55;
/** No more pages than this for one drawing. */
const sliceCountMax = 12;
/** A part of a drawing begins on a page where there is at least so much room, in points. */
const sliceRoomPt = 260;
/** What a drawing may take of a page's height. */
const pageShare = 0.85;

const looks: Readonly<Record<RailroadBox["kind"], FrameLook>> = {
  literal: { fillGrey: 0.86, strokeGrey: 0.2, radiusPt: 12, lineWidthPt: 0.8 },
  class: { fillGrey: 1, strokeGrey: 0.2, radiusPt: 2, lineWidthPt: 0.8 },
  group: { fillGrey: 0.95, strokeGrey: 0.4, radiusPt: 2, lineWidthPt: 0.8 },
};

/**
 * Draws the pattern as a railroad diagram over the width of the paper, on a new page where this one has no room; one that
 * is higher than a page goes on over several. False when it would be too small to be read, or take too many pages.
 */
export function drawRailroad(paper: Paper, { tree }: PatternMeaning): boolean {
  const diagram = railroadDiagram(tree, { width: Math.floor(paper.width / usualScale) });
  const widest = Math.min(usualScale, paper.width / diagram.width);
  if (widest < scaleMin) return false;
  const onePage = Math.min(widest, (paper.roomMax * pageShare) / diagram.height);
  if (onePage < Math.min(widest, onePageScale)) return drawSlices(paper, diagram, widest);
  paper.ensureRoom(diagram.height * onePage);
  drawSlice(paper, diagram, { scale: onePage, from: 0, to: diagram.height });
  return true;
}

/** A drawing that is higher than a page, over as many as it needs. */
function drawSlices(paper: Paper, diagram: RailroadDiagram, scale: number): boolean {
  const first = paper.room >= sliceRoomPt ? paper.room : paper.roomMax * pageShare;
  const slices = railroadSlices(diagram, { firstMax: first / scale, heightMax: (paper.roomMax * pageShare) / scale });
  if (slices === undefined || slices.length > sliceCountMax) return false;
  for (const [index, { from, to }] of slices.entries()) {
    if (index > 0 || paper.room < sliceRoomPt) paper.addPage();
    if (index > 0) {
      paper.write(`The drawing goes on: part ${index + 1} of ${slices.length}.`, texts.quiet);
      paper.space(5);
    }
    drawSlice(paper, diagram, { scale, from, to });
  }
  return true;
}

/** What lies between two heights of a drawing, at the place where the paper is; lines are cut off there. */
function drawSlice(
  paper: Paper,
  diagram: RailroadDiagram,
  { scale, from, to }: { readonly scale: number; readonly from: number; readonly to: number },
): void {
  const origin = { x: paper.left - 6, y: paper.y - from * scale, scale };
  const isHere = (y: number) => y >= from && y < to;
  const lines = diagram.lines.filter(({ points }) => {
    const heights = points.map(([, y]) => y);
    return Math.max(...heights) >= from && Math.min(...heights) <= to;
  });
  const frame = { x: origin.x, y: paper.y, width: diagram.width * scale, height: (to - from) * scale };
  paper.clipped(frame, () => drawLines(paper, { ...diagram, lines }, origin));
  for (const box of diagram.boxes) if (isHere(box.y)) drawBox(paper, box, origin);
  const look = { font: "sans", sizePt: railroadMeasures.labelFontSize * scale } as const;
  for (const { x, y, text } of diagram.labels) {
    const left = origin.x + x * scale - paper.widthOf(text, look) / 2;
    if (isHere(y)) paper.drawText(text, look, { x: left, baseline: origin.y + y * scale });
  }
  paper.space((to - from) * scale);
}

/** Where the upper left corner of a drawing is on the page, and points for one of its units. */
interface Origin {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

function drawLines(paper: Paper, { lines }: RailroadDiagram, { x, y, scale }: Origin): void {
  const at = ([right, down]: readonly [number, number]): [number, number] => [x + right * scale, y + down * scale];
  paper.strokePath((path) => {
    for (const step of lines.flatMap(railroadSteps)) {
      if (step.step === "M") path.moveTo(...at(step.to));
      else if (step.step === "Q") path.quadraticCurveTo(...at(step.corner), ...at(step.to));
      else path.lineTo(...at(step.to));
    }
  }, 1.4 * scale);
}

function drawBox(paper: Paper, box: RailroadBox, { x, y, scale }: Origin): void {
  const frame = { x: x + box.x * scale, y: y + box.y * scale, width: box.width * scale, height: box.height * scale };
  paper.drawFrame(frame, looks[box.kind]);
  const font = box.kind === "literal" ? "mono-bold" : "mono";
  const look = { font, sizePt: railroadMeasures.boxFontSize * scale } as const;
  const rows = box.text.split("\n");
  const rowPt = railroadMeasures.boxRowHeight * scale;
  // A capital is about seven tenths of its font size high; its middle lies on the middle of the row.
  const first = frame.y + frame.height / 2 - ((rows.length - 1) * rowPt) / 2 + look.sizePt * 0.35;
  for (const [index, row] of rows.entries()) {
    const count = index === rows.length - 1 ? (box.count ?? "") : "";
    const baseline = first + index * rowPt;
    const words = row.slice(0, row.length - count.length);
    const bold = { ...look, font: "mono-bold" } as const;
    const left = frame.x + (frame.width - paper.widthOf(words, look) - paper.widthOf(count, bold)) / 2;
    paper.drawText(words, look, { x: left, baseline });
    if (count !== "") paper.drawText(count, bold, { x: left + paper.widthOf(words, look), baseline });
  }
}
