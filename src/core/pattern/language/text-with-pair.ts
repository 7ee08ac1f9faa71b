import type { Pattern } from "../pattern.ts";
import { columnCount, deadState, nextState, startState } from "./language.ts";

/** Two characters side by side: one of the first, then one of the second. */
export interface CharacterPair {
  readonly first: string;
  readonly second: string;
}

interface Visit {
  readonly state: number;
  /** True once the pair has stood in the text. */
  readonly hasPair: boolean;
  readonly text: string;
}

/** A text of the pattern in which such a pair stands, as short as any but for one character; undefined when none has it. */
export function textWithPair({ language }: Pick<Pattern, "language">, pair: CharacterPair): string | undefined {
  const visits: Visit[] = [{ state: startState, hasPair: false, text: "" }];
  const seen = new Set<number>([startState * 2]);
  for (let index = 0; index < visits.length; index += 1) {
    const visit = visits[index];
    if (visit === undefined) break;
    if (visit.hasPair && language.accepting[visit.state] === 1) return visit.text;
    const pairs = visit.hasPair ? [] : [...pair.first].flatMap((one) => [...pair.second].map((two) => one + two));
    for (const step of [...singleCharacters, ...pairs]) {
      const state = [...step].reduce(
        (from, character) => nextState(language, from, character.charCodeAt(0)),
        visit.state,
      );
      const hasPair = visit.hasPair || step.length === 2;
      const key = state * 2 + (hasPair ? 1 : 0);
      if (state === deadState || seen.has(key)) continue;
      seen.add(key);
      visits.push({ state, hasPair, text: visit.text + step });
    }
  }
  return undefined;
}

const singleCharacters: readonly string[] = Array.from({ length: columnCount }, (_, code) => String.fromCharCode(code));
