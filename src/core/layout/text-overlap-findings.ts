import type { Finding } from "../index.ts";
import type { DisplayList, DotRect, Item } from "./display-list.ts";
import { inkRects, itemsOf } from "./ink.ts";

/** Texts that another printed thing runs into, one warning a text; they may be hard to read. */
export function textOverlapFindings(list: DisplayList): readonly Finding[] {
  const items = itemsOf(list);
  return items.flatMap((item, index) => {
    if (item.kind !== "text" || item.layer !== "artwork") return [];
    // Of two texts that overlap, the later one is named.
    const others = items.filter((other, at) => other !== item && (other.kind !== "text" || at < index));
    const other = others.find((candidate) => inkRects(candidate).some((rect) => overlaps(rect, item.box)));
    return other === undefined ? [] : [overlapFinding(item.text, other)];
  });
}

function overlaps(a: DotRect, b: DotRect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function overlapFinding(text: string, other: Item): Finding {
  const what =
    other.kind === "text" ? `the text ${JSON.stringify(other.text)}` : `another printed part (${other.kind})`;
  return {
    id: "text-overlap",
    level: "warn",
    message: `The text ${JSON.stringify(text)} runs into ${what}.`,
    remedy: "Move one of them, or give the text a maxWidth and a sizeMin in the template.",
  };
}
