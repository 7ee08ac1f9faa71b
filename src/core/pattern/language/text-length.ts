import { uncountedWork } from "../counted-work.ts";
import { uncoveredText } from "./common-text.ts";
import { emptyLanguage, isEmptyLanguage, type Language, startState } from "./language.ts";
import { continuationsOf, statesFromEnds } from "./text-count.ts";

/** The shortest text, the first in reading order of these; undefined when the language has none. */
export function shortestText(language: Language): string | undefined {
  const known = shortestTexts.get(language) ?? { text: findShortest(language) };
  shortestTexts.set(language, known);
  return known.text;
}

const shortestTexts = new WeakMap<Language, { readonly text: string | undefined }>();

function findShortest(language: Language): string | undefined {
  // Without a second language there are at most as many pairs as states, so the limit is out of reach.
  const witness = uncountedWork(() => uncoveredText(language, emptyLanguage));
  return witness.kind === "text" ? witness.text : undefined;
}

/** Length of the shortest text, in characters; Infinity when the language has none. */
export function shortestLength(language: Language): number {
  return shortestText(language)?.length ?? Number.POSITIVE_INFINITY;
}

/** Length of the longest text, in characters; Infinity when there is none, -Infinity when the language has no text. */
export function longestLength(language: Language): number {
  const length = longestLengths.get(language) ?? findLongest(language);
  longestLengths.set(language, length);
  return length;
}

const longestLengths = new WeakMap<Language, number>();

function findLongest(language: Language): number {
  if (isEmptyLanguage(language)) return Number.NEGATIVE_INFINITY;
  const order = statesFromEnds(language);
  if (order === undefined) return Number.POSITIVE_INFINITY;
  const continuations = continuationsOf(language);
  // From every state some text is accepted, so the longest way from it ends a text.
  const ahead = new Int32Array(language.stateCount);
  for (const state of order) {
    for (const next of continuations[state] ?? []) {
      ahead[state] = Math.max(ahead[state] ?? 0, (ahead[next.state] ?? 0) + 1);
    }
  }
  return ahead[startState] ?? 0;
}
