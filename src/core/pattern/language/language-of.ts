import type { LanguageResult } from "./language.ts";
import { choice, type LanguagePart, literal } from "./language-part.ts";
import { positionAutomaton, positionCountOf } from "./position-automaton.ts";
import { stateTable } from "./state-table.ts";

/** Most single-character places of a part whose repeats are written out: twice as many as of a pattern. */
const positionCountMax = 4000;

/** The language of a part by its smallest automaton, or which limit stood in its way. */
export function languageOf(part: LanguagePart): LanguageResult {
  const places = positionCountOf(part);
  if (places > positionCountMax) {
    return { ok: false, message: `${places} places once its repeats are written out; at most ${positionCountMax}.` };
  }
  const automaton = positionAutomaton(part);
  const language = automaton === undefined ? undefined : stateTable(automaton);
  if (language === undefined) return { ok: false, message: "Its repeats overlap each other in too many ways." };
  return { ok: true, language };
}

/** The language of exactly these texts. */
export function languageOfTexts(texts: readonly string[]): LanguageResult {
  return languageOf(choice(...texts.map(literal)));
}
