import type { LanguageResult } from "./language.ts";
import { choice, type LanguagePart, literal } from "./language-part.ts";
import { positionAutomaton } from "./position-automaton.ts";
import { stateTable } from "./state-table.ts";

/** Most single-character places of a part whose repeats are written out. */
const positionCountMax = 4000;

/** The language of a part by its smallest automaton, or which limit stood in its way. */
export function languageOf(part: LanguagePart): LanguageResult {
  const places = placeCountOf(part);
  if (places > positionCountMax) {
    return { ok: false, message: `${places} places once its repeats are written out; at most ${positionCountMax}.` };
  }
  const automaton = positionAutomaton(part);
  const language = automaton === undefined ? undefined : stateTable(automaton);
  if (language === undefined) return { ok: false, message: "Its repeats overlap each other in too many ways." };
  return { ok: true, language };
}

/** Places that take a character once the repeats are written out. */
function placeCountOf(part: LanguagePart): number {
  switch (part.kind) {
    case "set":
      return 1;
    case "sequence":
      return part.items.reduce((sum, item) => sum + placeCountOf(item), 0);
    case "choice":
      return part.options.reduce((sum, option) => sum + placeCountOf(option), 0);
    case "repeat":
      return (Number.isFinite(part.max) ? part.max : Math.max(part.min, 1)) * placeCountOf(part.item);
  }
}

/** The language of exactly these texts. */
export function languageOfTexts(texts: readonly string[]): LanguageResult {
  return languageOf(choice(...texts.map(literal)));
}
