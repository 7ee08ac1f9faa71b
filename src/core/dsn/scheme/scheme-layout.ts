import { defined } from "../../index.ts";
import {
  type CheckAlgorithm,
  type NumberPart,
  printedNumber,
  type SchemePart,
  type SerialScheme,
} from "./serial-scheme.ts";

/** A place in a serial before one more character: what can follow there, as far as the parts alone decide. */
export interface LayoutPlace {
  /** Index of the part that the next character belongs to; the number of parts behind the last one. */
  readonly part: number;
  /** The place after one more character, by the character; empty at a check character and behind the last part. */
  readonly next: ReadonlyMap<number, number>;
  /** The check character system, where a check character is due; `onward` is the place behind its last character. */
  readonly check?: { readonly algorithm: CheckAlgorithm; readonly onward: number };
}

/** A scheme as places and the characters that lead from one to the next; check characters still stand open. */
export interface SchemeLayout {
  readonly places: readonly LayoutPlace[];
  readonly start: number;
  /** The place behind the last part. */
  readonly end: number;
}

interface OpenPlace {
  readonly part: number;
  readonly next: Map<number, number>;
  check?: { readonly algorithm: CheckAlgorithm; readonly onward: number };
}

/** The layout of a scheme. Its size is that of the pattern of the scheme: a few hundred places. */
export function schemeLayout(scheme: SerialScheme): SchemeLayout {
  const places: OpenPlace[] = [{ part: scheme.parts.length, next: new Map() }];
  const end = 0;
  const add = (part: number) => places.push({ part, next: new Map() }) - 1;
  // From the last part to the first, so that where a part leads to is known.
  let onward = end;
  for (let part = scheme.parts.length - 1; part >= 0; part -= 1) {
    const own = defined(scheme.parts[part], "the index is one of the parts");
    const start = add(part);
    layPart(own, { places, start, onward, add: () => add(part) });
    onward = start;
  }
  return { places, start: onward, end };
}

interface PartGround {
  readonly places: OpenPlace[];
  readonly start: number;
  readonly onward: number;
  readonly add: () => number;
}

function layPart(part: SchemePart, ground: PartGround): void {
  if (part.kind === "text") layTexts([part.text], ground);
  else if (part.kind === "oneOf") layTexts(part.values, ground);
  else if (part.kind === "check") {
    const start = defined(ground.places[ground.start], "a part has a start");
    start.check = { algorithm: part.algorithm, onward: ground.onward };
  } else layNumbers(part, ground);
}

/** A tree of texts of which none starts with another, so each ends at a leaf, and all leaves are the next part. */
function layTexts(texts: readonly string[], { places, start, onward, add }: PartGround): void {
  for (const text of texts) {
    let place = start;
    for (let index = 0; index < text.length; index += 1) {
      const { next } = defined(places[place], "a place that was added");
      const code = text.charCodeAt(index);
      const known = next.get(code);
      const target = index === text.length - 1 ? onward : (known ?? add());
      next.set(code, target);
      place = target;
    }
  }
}

/** Digit by digit; only as long as all digits so far are those of an end of the range does that end limit the next. */
function layNumbers(part: NumberPart, { places, start, onward, add }: PartGround): void {
  const [low, high] = [printedNumber(part, part.from), printedNumber(part, part.to)];
  const known = new Map<string, number>();
  const placeAt = (index: number, atLow: boolean, atHigh: boolean): number => {
    if (index === part.width) return onward;
    const key = `${index} ${atLow} ${atHigh}`;
    const place = known.get(key) ?? (index === 0 ? start : add());
    if (known.has(key)) return place;
    known.set(key, place);
    const first = atLow ? Number(low.charAt(index)) : 0;
    const last = atHigh ? Number(high.charAt(index)) : 9;
    for (let digit = first; digit <= last; digit += 1) {
      const target = placeAt(index + 1, atLow && digit === first, atHigh && digit === last);
      defined(places[place], "a place that was added").next.set(48 + digit, target);
    }
    return place;
  };
  placeAt(0, true, true);
}
