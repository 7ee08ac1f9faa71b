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
  let states: ReadonlySet<number> = new Set([startState]);
  let characters = charactersAfter(language, states);
  while (places.length < placeCountMax && characters !== "") {
    places.push(characters);
    const next = statesAfter(language, states);
    // In an infinite language the same states may stand at every place from some place on.
    if (next.size === states.size && [...next].every((state) => states.has(state))) continue;
    states = next;
    characters = charactersAfter(language, states);
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
