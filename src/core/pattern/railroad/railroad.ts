import type { PatternNode } from "../syntax/pattern-syntax.ts";
import {
  type Block,
  betweenTurns,
  boxBlock,
  type Canvas,
  drawLine,
  emptyBlock,
  sequenceBlock,
} from "./railroad-block.ts";
import type { RailroadDiagram } from "./railroad-diagram.ts";
import { type RailroadPart, railroadPart } from "./railroad-part.ts";
import { partWords } from "./railroad-reading.ts";
import { betweenSwitches, choiceBlock, loopBlock, optionalBlock } from "./railroad-track.ts";
import { countText } from "./railroad-words.ts";

/** How a drawing is made. */
export interface RailroadOptions {
  /** The drawing breaks into rows to stay within this width, in its units; 720 when absent. */
  readonly width?: number;
}

const usualWidth = 720;
/** Parts in deeply nested groups get at least this much, even where the drawing becomes wider than asked for. */
const partWidthMin = 160;
/** Free space around the whole. */
const margin = 8;
/** Line before the first and behind the last part. */
const lead = 16;
/** Half the height of the bars at both ends. */
const barHalf = 9;

/**
 * The meaning of a pattern as a railroad drawing: fixed texts and classes as boxes on a line, alternatives as tracks
 * under each other, a track over what may be left out, a track back under what is repeated. Pure geometry; it is wider
 * than asked for only where groups are nested deeply.
 */
export function railroadDiagram(tree: PatternNode, { width = usualWidth }: RailroadOptions = {}): RailroadDiagram {
  const part = railroadPart(tree);
  const edge = margin + lead;
  const block = blockOf(part, width - 2 * edge);
  const canvas: Canvas = { lines: [], boxes: [], labels: [] };
  const up = Math.max(block.up, barHalf);
  const y = margin + up;
  const end = edge + block.width;
  block.draw(canvas, edge, y);
  const endY = y + block.exit;
  drawLine(canvas, [margin, y], [edge, y]);
  drawLine(canvas, [end, endY], [end + lead, endY]);
  for (const x of [margin, margin + 4]) drawLine(canvas, [x, y - barHalf], [x, y + barHalf]);
  for (const x of [end + lead - 4, end + lead]) drawLine(canvas, [x, endY - barHalf], [x, endY + barHalf]);
  return {
    width: end + edge,
    height: y + Math.max(block.down, barHalf) + margin,
    ...canvas,
    words: partWords(part),
  };
}

function blockOf(part: RailroadPart, widthMax: number): Block {
  const width = Math.max(widthMax, partWidthMin);
  switch (part.kind) {
    case "literal":
      return boxBlock(part, width);
    case "class":
      return boxBlock(part.count === undefined ? part : { ...part, count: countText(part.count) }, width);
    case "list":
      return boxBlock({ kind: "group", text: `one of ${part.texts.join("  ")}` }, width);
    case "sequence":
      if (part.items.length === 0) return emptyBlock;
      return sequenceBlock(
        part.items.map((item) => blockOf(item, betweenTurns(width))),
        width,
      );
    case "choice":
      return choiceBlock(part.options.map((option) => blockOf(option, betweenSwitches(width))));
    case "optional":
      return optionalBlock(blockOf(part.item, betweenSwitches(width)));
    case "loop":
      return loopBlock(blockOf(part.item, betweenSwitches(width)), part.count);
  }
}
