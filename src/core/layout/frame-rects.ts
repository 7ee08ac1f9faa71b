import type { DotRect } from "./display-list.ts";

/** The four sides of a frame of `line` dots inside `outer`; they do not overlap. */
export function frameRects(outer: DotRect, line: number): readonly DotRect[] {
  const inner = outer.height - 2 * line;
  return [
    { x: outer.x, y: outer.y, width: outer.width, height: line },
    { x: outer.x, y: outer.y + line, width: line, height: inner },
    { x: outer.x + outer.width - line, y: outer.y + line, width: line, height: inner },
    { x: outer.x, y: outer.y + outer.height - line, width: outer.width, height: line },
  ];
}
