import type { DisplayList, DotRect, ImageItem, Item } from "./display-list.ts";

/** Rectangles that hold all ink of an item on the artwork: exact for runs and images, the bounding box for the rest. */
export function inkRects(item: Item): readonly DotRect[] {
  if (item.layer !== "artwork") return [];
  switch (item.kind) {
    case "runs":
      return item.rects;
    case "text":
      return item.box.width > 0 && item.box.height > 0 ? [item.box] : [];
    case "image":
      return imageRects(item);
    case "path":
      return item.points.length === 0 ? [] : [boundsOf(item.points)];
  }
}

/** The black dots of an image as rectangles, one for each unbroken run of a row. */
function imageRects(item: ImageItem): readonly DotRect[] {
  const rects: DotRect[] = [];
  const { x, y, width, height } = item.at;
  for (let row = 0; row < height; row += 1) {
    let column = 0;
    while (column < width) {
      const start = column;
      while (column < width && item.bits[row * width + column] === 1) column += 1;
      if (column > start) rects.push({ x: x + start, y: y + row, width: column - start, height: 1 });
      column += 1;
    }
  }
  return rects;
}

/** Every item of a label, the fixed ones first. */
export function itemsOf(list: DisplayList): readonly Item[] {
  return [...list.fixed, ...list.perLabel];
}

function boundsOf(points: readonly (readonly [x: number, y: number])[]): DotRect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.floor(Math.min(...xs));
  const top = Math.floor(Math.min(...ys));
  return { x: left, y: top, width: Math.ceil(Math.max(...xs)) - left, height: Math.ceil(Math.max(...ys)) - top };
}
