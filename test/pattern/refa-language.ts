import { type DFA as Automaton, DFA, isDisjointWith, JS, NFA } from "refa";

/** A language by refa, an automata library that shares nothing with ours. */
export type RefaLanguage = Automaton;

/** The texts that a pattern with both anchors means. */
export function refaLanguage(source: string): RefaLanguage {
  if (!source.startsWith("^") || !source.endsWith("$")) throw new Error(`${source} has no anchors`);
  const literal = { source: `(?:${source.slice(1, -1)})`, flags: "" };
  const { expression, maxCharacter } = JS.Parser.fromLiteral(literal).parse();
  const language = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
  language.minimize();
  return language;
}

/** True when the language has the text. */
export function refaHasText(language: RefaLanguage, text: string): boolean {
  return language.test(Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)));
}

/** True when no text is in both. */
export function refaDisjoint(a: RefaLanguage, b: RefaLanguage): boolean {
  return isDisjointWith(a, b);
}

/** Length of the shortest text in both; undefined when there is none. */
export function refaCommonLength(a: RefaLanguage, b: RefaLanguage): number | undefined {
  return shortestLength(NFA.fromIntersection(a, b));
}

/** Length of the shortest text that `a` has and `b` has not; undefined when there is none. */
export function refaUncoveredLength(a: RefaLanguage, b: RefaLanguage): number | undefined {
  const others = b.copy();
  others.complement();
  return shortestLength(NFA.fromIntersection(a, others));
}

/** Words come by ascending length. */
function shortestLength(language: NFA): number | undefined {
  if (language.isEmpty) return undefined;
  for (const word of language.words()) return word.length;
  return undefined;
}
