import { looks } from "./looks.ts";
import type { Paper } from "./paper.ts";
import { wrappedLines } from "./wrapped-lines.ts";

/** Between the two sides, in points. */
const gapPt = 28;
/** Below the names: room to sign, the line and its captions, in points. */
const signingPt = 66;
/** What is written by hand, with its share of a side's width. */
const fields = [
  { label: "Name", share: 0.36 },
  { label: "Date", share: 0.22 },
  { label: "Signature", share: 0.42 },
] as const;
const fieldGapPt = 8;
const linePt = looks.strong.sizePt * 1.35;

/** What the lines to sign take, in points. */
export function signatureHeight(paper: Paper, maker: string): number {
  return Math.max(...sidesOf(paper, maker).map(({ length }) => length)) * linePt + signingPt;
}

/** Lines on which both sides sign, together on one page. */
export function writeSignatureLines(paper: Paper, maker: string): void {
  const heightPt = signatureHeight(paper, maker);
  paper.ensureRoom(heightPt);
  const width = sideWidth(paper);
  const ruleY = paper.y + heightPt - 22;
  for (const [index, lines] of sidesOf(paper, maker).entries()) {
    const x = paper.left + index * (width + gapPt);
    for (const [row, line] of lines.entries()) {
      paper.drawText(line, looks.strong, { x, baseline: paper.y + 16 + row * linePt });
    }
    let left = x;
    for (const { label, share } of fields) {
      const right = left + share * width;
      paper.drawLine(
        [
          [left, ruleY],
          [right - fieldGapPt, ruleY],
        ],
        { grey: 0, widthPt: 0.6 },
      );
      paper.drawText(label, looks.quiet, { x: left, baseline: ruleY + 11 });
      left = right;
    }
  }
  paper.space(heightPt);
}

function sideWidth(paper: Paper): number {
  return (paper.width - gapPt) / 2;
}

function sidesOf(paper: Paper, maker: string): readonly (readonly string[])[] {
  return [`For ${maker}`, "For Amazon"].map((who) =>
    wrappedLines(paper.shown(who, looks.strong), sideWidth(paper), (part) => paper.widthOf(part, looks.strong)),
  );
}
