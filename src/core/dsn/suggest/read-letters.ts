import { rangeText, suggestedOneOf, widenedCharacters } from "./read-values.ts";
import type { Certainty, SuggestedPart } from "./scheme-suggestion.ts";
import { type SerialTable, textsBetween } from "./serial-table.ts";

/** Most values of places that are read together, and the most characters that these may have altogether. */
const jointValueMax = 100;
const jointLengthMax = 400;
/** With fewer values than this share of all combinations, places are not independent of each other. */
const jointShareMax = 0.8;
/** In so many rows each value stands when it is one of a few known ones. */
const rowsPerValueMin = 10;

/** So often each character is seen on average when those that are not seen are not used. */
const seenPerCharacterMin = 20;

interface LetterBlock {
  readonly from: number;
  readonly to: number;
  /** True where so many places vary over digits and letters that no scheme could say more than a pattern. */
  readonly isWild: boolean;
}

/** Reads places that vary and do not hold digits alone: values that stand together, or one place after the other. */
export function readLetters(table: SerialTable, { from, to, isWild }: LetterBlock): readonly SuggestedPart[] {
  const texts = textsBetween(table.rows, from, to);
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  const combinations = places.reduce((product, place) => product * (table.places[place]?.characters.length ?? 1), 1);
  const isFew = texts.size <= jointValueMax && texts.size * (to - from) <= jointLengthMax;
  if (to - from > 1 && isFew && texts.size < jointShareMax * combinations && texts.size * 2 <= table.rows.length) {
    const reason = `${texts.size} values of ${combinations} that the single characters could make: they belong together. Only those seen are taken.`;
    return [suggestedOneOf(table.rows, { from, to, reason, certainty: certaintyOf(table, texts.size) })];
  }
  return isWild ? [wildPart(table, places)] : places.map((place) => letterPart(table, place));
}

function letterPart(table: SerialTable, place: number): SuggestedPart {
  const seen = table.places[place]?.characters ?? "";
  const taken = takenCharacters(seen, table.rows.length);
  const reason = `${seen.length} characters at one place: a line, a plant or a revision, perhaps. ${addition(seen, taken)}`;
  const part = suggestedOneOf(table.rows, {
    from: place,
    to: place + 1,
    reason,
    certainty: certaintyOf(table, seen.length),
  });
  return { ...part, source: { oneOf: [...taken] }, name: `one of ${rangeText(taken)}` };
}

/** Places side by side that vary over digits and letters: what was seen at any of them is taken at all. */
function wildPart(table: SerialTable, places: readonly number[]): SuggestedPart {
  const seen = [...new Set(places.flatMap((place) => [...(table.places[place]?.characters ?? "")]))].sort().join("");
  const taken = takenCharacters(seen, table.rows.length * places.length);
  const [from, to] = [places[0] ?? 0, (places.at(-1) ?? 0) + 1];
  return {
    name: to - from === 1 ? `any of ${rangeText(taken)}` : `${to - from} characters, any of ${rangeText(taken)}`,
    at: [from, to],
    observed: `${seen.length} characters: ${rangeText(seen)}`,
    reason: `Digits and letters without an order that was found. ${addition(seen, taken)}`,
    certainty: "guess",
    characters: taken,
  };
}

/** Seen so often, a character that is missing is not used: I and O are often left out. Otherwise some are still to come. */
function takenCharacters(seen: string, seenCount: number): string {
  return seenCount >= seenPerCharacterMin * seen.length ? seen : widenedCharacters(seen);
}

function addition(seen: string, taken: string): string {
  const added = taken.length - seen.length;
  return added === 0 ? "Only those seen are taken." : `Taken as well are ${added} that were not seen.`;
}

function certaintyOf({ rows }: SerialTable, valueCount: number): Certainty {
  return rows.length >= rowsPerValueMin * valueCount ? "likely" : "guess";
}
