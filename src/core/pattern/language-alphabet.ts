import { otherCode } from "./character-set.ts";
import { characterOf, type Language, startState } from "./language.ts";
import { continuationsOf } from "./text-count.ts";

/** Every ASCII character that stands in some text of the language, in ASCII order; `otherCharacter` last, for all others. */
export function languageAlphabet(language: Language): string {
  const states = Array.from({ length: language.stateCount }, (_, state) => state);
  return charactersAfter(language, states);
}

/**
 * The characters that can stand at each place of a text, counted from 0, in ASCII order: exactly those for which there is
 * a text. Ends with the longest text, or at `placeCountMax`.
 */
export function charactersByPlace(language: Language, placeCountMax = 256): readonly string[] {
  const places: string[] = [];
  let states = new Set<number>([startState]);
  while (places.length < placeCountMax) {
    const characters = charactersAfter(language, states);
    if (characters === "") break;
    places.push(characters);
    states = statesAfter(language, states);
  }
  return places;
}

function charactersAfter(language: Language, states: Iterable<number>): string {
  const continuations = continuationsOf(language);
  const isUsed = new Uint8Array(otherCode + 1);
  for (const state of states) {
    for (const { codes } of continuations[state] ?? []) for (const code of codes) isUsed[code] = 1;
  }
  return [...isUsed.keys()]
    .filter((code) => isUsed[code] === 1)
    .map(characterOf)
    .join("");
}

function statesAfter(language: Language, states: Iterable<number>): Set<number> {
  const continuations = continuationsOf(language);
  const next = new Set<number>();
  for (const state of states) for (const continuation of continuations[state] ?? []) next.add(continuation.state);
  return next;
}
