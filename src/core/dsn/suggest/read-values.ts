import { grouped } from "../../index.ts";
import { quoted } from "../../pattern/index.ts";
import type { Certainty, SuggestedPart } from "./scheme-suggestion.ts";
import { kindOf, textsBetween } from "./serial-table.ts";

/** Values that are named one by one in a sentence. */
const namedValueMax = 8;
/** So many rows that the same text in all of them is no accident. */
const certainRowCount = 20;

/** A text that is the same in every row. */
export function suggestedText(rows: readonly string[], from: number, to: number): SuggestedPart {
  const text = rows[0]?.slice(from, to) ?? "";
  return {
    source: text,
    name: `text ${quoted(text)}`,
    at: [from, to],
    observed: `${quoted(text)} in every row that fits`,
    reason: "Taken as fixed text.",
    certainty: rows.length >= certainRowCount ? "sure" : "guess",
  };
}

interface OneOfReading {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly certainty: Certainty;
}

/** One of the values that were seen from one place to another. */
export function suggestedOneOf(rows: readonly string[], { from, to, reason, certainty }: OneOfReading): SuggestedPart {
  const values = [...textsBetween(rows, from, to).keys()];
  const shown = values.slice(0, namedValueMax).join(", ");
  const list = values.length > namedValueMax ? `${shown}, …` : shown;
  return {
    source: { oneOf: values },
    name: `one of ${list}`,
    at: [from, to],
    observed: `${values.length} values: ${list}`,
    reason,
    certainty,
  };
}

/** A number that counts, from 0 or from 1 where no row has 0, to the last value that its digits can have. */
export function suggestedCounter(rows: readonly string[], from: number, to: number, least: "0" | "1"): SuggestedPart {
  const texts = [...textsBetween(rows, from, to).keys()];
  const [low, high] = [texts[0] ?? "", texts.at(-1) ?? ""];
  const width = to - from;
  const first = Number(low) === 0 ? "0".repeat(width) : least.padStart(width, "0");
  const counter = `${first}-${"9".repeat(width)}`;
  const rising = risingShare(rows, from, to);
  const widened = `Taken from ${first} to ${"9".repeat(width)}, since nothing in the serials says where it ends.`;
  return {
    source: { counter },
    name: `counter ${counter}`,
    at: [from, to],
    observed: `${grouped(texts.length)} values from ${low} to ${high}`,
    ...countingReading({ rising, valueCount: texts.length, rowCount: rows.length, widened }),
  };
}

interface Counting {
  readonly rising: number;
  readonly valueCount: number;
  readonly rowCount: number;
  readonly widened: string;
}

function countingReading({
  rising,
  valueCount,
  rowCount,
  widened,
}: Counting): Pick<SuggestedPart, "reason" | "certainty"> {
  if (rising > 0.9 && rowCount >= certainRowCount) {
    return {
      reason: `It rises by one in ${Math.floor(rising * 100)} % of the rows that fit. ${widened}`,
      certainty: "sure",
    };
  }
  if (valueCount > rowCount / 2) {
    return {
      reason: `So many in ${grouped(rowCount)} different serials: a number that counts. ${widened}`,
      certainty: "likely",
    };
  }
  return { reason: `Digits that vary, without an order that was found. ${widened}`, certainty: "guess" };
}

/** The share of rows whose number is one above that of the row before. */
function risingShare(rows: readonly string[], from: number, to: number): number {
  let rising = 0;
  for (let index = 1; index < rows.length; index += 1) {
    const [before, after] = [rows[index - 1]?.slice(from, to), rows[index]?.slice(from, to)];
    if (Number(after) === Number(before) + 1) rising += 1;
  }
  return rows.length < 2 ? 0 : rising / (rows.length - 1);
}

/** Kinds of characters that stand for themselves in a class, each with all of its characters. */
const wholeKinds = { digit: "0123456789", capital: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", small: "abcdefghijklmnopqrstuvwxyz" };

/** The characters that can be meant where these were seen: all of a kind of which most were seen, and the rest as seen. */
export function widenedCharacters(seen: string): string {
  if (seen.length > 9 && /^[0-9A-F]+$/.test(seen)) return "0123456789ABCDEF";
  if (seen.length > 9 && /^[0-9a-f]+$/.test(seen)) return "0123456789abcdef";
  const characters = new Set(seen);
  for (const kind of ["digit", "capital", "small"] as const) {
    const some = [...seen].filter((character) => kindOf(character) === kind).length;
    if (2 * some > wholeKinds[kind].length) for (const character of wholeKinds[kind]) characters.add(character);
  }
  return [...characters].sort().join("");
}

/** Characters for people, three or more neighbours as a range: `0-9, A-F, X`. They are in ASCII order. */
export function rangeText(characters: string): string {
  const runs: [string, string][] = [];
  for (const character of characters) {
    const last = runs.at(-1);
    if (last !== undefined && character.charCodeAt(0) === last[1].charCodeAt(0) + 1) last[1] = character;
    else runs.push([character, character]);
  }
  return runs.map(([from, to]) => runText(from, to)).join(", ");
}

function runText(from: string, to: string): string {
  if (from === to) return from;
  return to.charCodeAt(0) === from.charCodeAt(0) + 1 ? `${from}, ${to}` : `${from}-${to}`;
}
