import { looks } from "./looks.ts";
import type { Paper } from "./paper.ts";

/** What the lines to sign take, in points. */
const heightPt = 74;

/** Lines on which both sides sign, kept together on one page. */
export function writeSignatureLines(paper: Paper, { maker }: { readonly maker: string }): void {
  paper.ensureRoom(heightPt);
  const gap = 28;
  const width = (paper.width - gap) / 2;
  const top = paper.y + 8;
  for (const [index, who] of [`For ${maker}`, "For Amazon"].entries()) {
    const x = paper.left + index * (width + gap);
    paper.drawText(cut(paper, who, width), looks.strong, { x, baseline: top + 8 });
    paper.drawLine(
      [
        [x, top + 44],
        [x + width, top + 44],
      ],
      { grey: 0, widthPt: 0.6 },
    );
    for (const [part, label] of ["Name", "Date", "Signature"].entries()) {
      paper.drawText(label, looks.quiet, { x: x + (part * width) / 3, baseline: top + 55 });
    }
  }
  paper.space(heightPt);
}

/** A name that is too long for its half of the page ends in an ellipsis; it stands in full at the top. */
function cut(paper: Paper, text: string, width: number): string {
  const shown = paper.shown(text, looks.strong);
  if (paper.widthOf(shown, looks.strong) <= width) return shown;
  let characters = [...shown];
  while (characters.length > 0 && paper.widthOf(`${characters.join("")}…`, looks.strong) > width) {
    characters = characters.slice(0, -1);
  }
  return `${characters.join("")}…`;
}
