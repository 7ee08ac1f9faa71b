import type { Finding } from "../index.ts";
import type { DisplayList, DotRect, Item } from "./display-list.ts";
import { inkRects, itemsOf } from "./ink.ts";
import { compareDotsToUm, millimetres, millimetresOfDots } from "./resolution.ts";

/** Ink that reaches beyond the label's edge, one finding an item. */
export function edgeFindings(list: DisplayList): readonly Finding[] {
  return itemsOf(list).flatMap((item) => {
    const over = inkRects(item).find((rect) => isOutside(rect, list));
    return over === undefined ? [] : [edgeFinding(item, over, list)];
  });
}

function isOutside(rect: DotRect, list: DisplayList): boolean {
  if (rect.x < 0 || rect.y < 0) return true;
  return (
    compareDotsToUm(rect.x + rect.width, list.widthUm, list.dotsPerInch) > 0 ||
    compareDotsToUm(rect.y + rect.height, list.heightUm, list.dotsPerInch) > 0
  );
}

function edgeFinding(item: Item, rect: DotRect, list: DisplayList): Finding {
  const mm = (dots: number) => millimetresOfDots(dots, list.dotsPerInch);
  const what = item.kind === "text" ? `The text ${JSON.stringify(item.text)}` : "A printed part";
  const size = `${millimetres(list.widthUm)} x ${millimetres(list.heightUm)}`;
  const measured = `${mm(rect.x)}, ${mm(rect.y)} to ${mm(rect.x + rect.width)}, ${mm(rect.y + rect.height)}`;
  return {
    id: "label-edge",
    level: "error",
    message: `${what} reaches over the edge of the label: it stands at ${measured}; the label is ${size}.`,
    measured,
    required: `inside ${size}`,
    remedy: "Move it inside the label in the template.",
  };
}
