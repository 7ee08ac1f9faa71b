import { defined } from "../../index.ts";
import { uncountedWork } from "../counted-work.ts";
import { setOfCharacters } from "./character-set.ts";
import { foundInside } from "./found-inside.ts";
import type { Language } from "./language.ts";
import { languageOf } from "./language-of.ts";
import { sequence } from "./language-part.ts";

/** Two characters side by side: one of the first, then one of the second. */
export interface CharacterPair {
  readonly first: string;
  readonly second: string;
}

/** A shortest text of the language in which such a pair stands; undefined when none has it. */
export function textWithPair(language: Language, pair: CharacterPair): string | undefined {
  // Two places have four states, so there are at most six nodes for each state of the language: the limit is out of reach.
  const found = uncountedWork(() => foundInside(language, languageOfPair(pair), "search"));
  return found.kind === "text" ? found.text : undefined;
}

function languageOfPair({ first, second }: CharacterPair): Language {
  const sets = [first, second].map((characters) => ({ kind: "set", set: setOfCharacters(characters) }) as const);
  const result = languageOf(sequence(...sets));
  return defined(result.ok ? result.language : undefined, "two places are within every limit");
}
