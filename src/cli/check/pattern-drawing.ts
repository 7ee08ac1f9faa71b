import type { SchemePart, SerialScheme } from "../../core/dsn/index.ts";
import type { PatternNode } from "../../core/pattern/index.ts";

/** Most characters of a drawing that are shown; the pattern itself stands beside it. */
const drawingMax = 160;
/** ASCII ends here; a range beyond it means every other character too. */
const asciiMax = 127;

/**
 * A pattern drawn in one line of text, piece after piece: `BL1 · 0-9 ×4 · A-C · 0-9 ×6 · 0-9 A-Z`. A long one is cut at a
 * blank, and says so.
 */
export function patternDrawing(tree: PatternNode): string {
  const drawn = wholeDrawing(tree);
  if (drawn.length <= drawingMax) return drawn;
  const end = drawn.lastIndexOf(" ", drawingMax);
  return `${drawn.slice(0, end < 1 ? drawingMax : end)} … (cut here; the pages of boxproof console draw it whole)`;
}

function wholeDrawing(tree: PatternNode): string {
  return pieces(tree).map(pieceText).join(" · ");
}

/** So many values of a part are named. */
const valueMax = 6;

/** A scheme drawn in one line of text, part after part: `BL1 · year 24-33 · week 01-53 · A B C · check iso7064-37-36`. */
export function schemeDrawing({ parts }: SerialScheme): string {
  return parts.map(partText).join(" · ");
}

function partText(part: SchemePart): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "oneOf": {
      const shown = part.values.slice(0, valueMax).join(" ");
      return part.values.length > valueMax ? `${shown} …` : shown;
    }
    case "check":
      return `check ${part.algorithm}`;
    default: {
      const digits = (value: number) => String(value).padStart(part.width, "0");
      return `${part.kind} ${digits(part.from)}-${digits(part.to)}`;
    }
  }
}

/** What stands at one place, and how often. */
interface Piece {
  readonly text: string;
  readonly min: number;
  readonly max: number;
  /** True for a fixed character: neighbours of this kind are drawn as one word. */
  readonly isLiteral: boolean;
}

function pieces(node: PatternNode): readonly Piece[] {
  switch (node.kind) {
    case "set":
      return [{ text: setText(node.set), min: 1, max: 1, isLiteral: isSign(node.set) }];
    case "sequence":
      return joined(node.items.flatMap(pieces));
    case "choice":
      return [once(`( ${node.options.map(wholeDrawing).join(" | ")} )`)];
    case "repeat": {
      const inner = pieces(node.item);
      const [only] = inner;
      const isPlain = inner.length === 1 && only !== undefined && only.min === 1 && only.max === 1;
      const text = isPlain ? only.text : `( ${inner.map(pieceText).join(" · ")} )`;
      return [{ text, min: node.min, max: node.max, isLiteral: false }];
    }
  }
}

function once(text: string): Piece {
  return { text, min: 1, max: 1, isLiteral: false };
}

/** Neighbouring fixed characters as one word, equal neighbours as one piece that is there so often. */
function joined(all: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of all) {
    const last = result.at(-1);
    if (last?.isLiteral === true && piece.isLiteral) {
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    } else if (last?.isLiteral === false && !piece.isLiteral && last.text === piece.text) {
      result[result.length - 1] = { ...last, min: last.min + piece.min, max: last.max + piece.max };
    } else {
      result.push(piece);
    }
  }
  return result;
}

function pieceText({ text, min, max }: Piece): string {
  if (max === Number.POSITIVE_INFINITY) return `${text} ×${min} or more`;
  if (min === max) return min === 1 ? text : `${text} ×${min}`;
  return min === 0 && max === 1 ? `maybe ${text}` : `${text} ×${min}-${max}`;
}

type CharacterRanges = Extract<PatternNode, { readonly kind: "set" }>["set"];

/** One character that can stand beside others in a word. */
function isSign(set: CharacterRanges): boolean {
  const [range] = set;
  return set.length === 1 && range !== undefined && range[0] === range[1] && range[0] > 32 && range[0] < asciiMax;
}

function setText(set: CharacterRanges): string {
  if (set.length === 0) return "nothing";
  return set.map(([from, to]) => rangeText(from, to)).join(" ");
}

function rangeText(from: number, to: number): string {
  if (to > asciiMax)
    return from <= asciiMax ? `${characterText(from)}-${characterText(asciiMax)} any other` : "any other";
  if (from === to) return characterText(from);
  return to === from + 1
    ? `${characterText(from)} ${characterText(to)}`
    : `${characterText(from)}-${characterText(to)}`;
}

function characterText(code: number): string {
  if (code === 32) return "blank";
  if (code < 32 || code === asciiMax) return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return String.fromCharCode(code);
}
