import type { RailroadPart } from "./railroad-part.ts";
import { countText } from "./railroad-words.ts";

/** A part read aloud, e.g. `BL1, then 0–9 × 4, then either A or B, then optional: X`. */
export function partWords(part: RailroadPart): string {
  switch (part.kind) {
    case "literal":
      return part.text;
    case "class":
      return classText(part);
    case "list":
      return `one of ${part.texts.join(", ")}`;
    case "sequence":
      return part.items.length === 0 ? "nothing" : part.items.map(partWords).join(", then ");
    case "choice":
      return `(either ${part.options.map(partWords).join(", or ")})`;
    case "optional":
      return `(optional: ${partWords(part.item)})`;
    case "loop":
      return `(${part.count}: ${partWords(part.item)})`;
  }
}

function classText({ text, count }: { readonly text: string; readonly count?: string }): string {
  return count === undefined ? text : `${text} ${countText(count)}`;
}
