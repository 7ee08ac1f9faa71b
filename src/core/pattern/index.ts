/**
 * Serial patterns: the strict portable subset of regular expressions, what patterns mean, and proofs over that.
 *
 * Proved, for every pattern that `parsePattern` accepts: it is a full match of ASCII text and finite; matching is linear;
 * `explainMismatch` names the first character at which no text of the pattern can go on. What is outside the subset is
 * told with its place, and keeps a meaning where engines agree on one; `patternFix` compares what its fixes make of that.
 * Languages, of patterns and of anything else, are compared, combined and counted exactly, each answer with the shortest
 * text that shows it; `backtrackingFindings` bounds the work of engines that try one way after the other. Of thousands of
 * languages, `createPatternSet` tells in one reading which have a text, and `overlapsAmong` proves every pair of them.
 *
 * Not proved: that engines beyond those that were tried (see `patternRules`) read the subset alike, and whatever a limit
 * stopped: then the answer says so.
 */
export { backtrackingFindings } from "./backtracking/backtracking-findings.ts";
export {
  beginCount,
  keptAnswer,
  measuredWork,
  uncountedWork,
  type WorkAllowance,
  workAllowance,
} from "./counted-work.ts";
export { explainMismatch, type Mismatch, type MismatchPart } from "./explain-mismatch.ts";
export { type PatternFix, patternFix } from "./fix/pattern-fix.ts";
export { redundantAlternatives } from "./fix/redundant-alternatives.ts";
export { difference, intersection, minimised, union } from "./language/combine-languages.ts";
export { commonText, uncoveredText, type WitnessResult } from "./language/common-text.ts";
export { compareLanguages, type LanguageComparison, type LanguageRelation } from "./language/compare-languages.ts";
export { confusableTexts } from "./language/confusable-texts.ts";
export { exploreLanguage, type ImplicitAutomaton } from "./language/explore-language.ts";
export { type FoundResult, foundInside } from "./language/found-inside.ts";
export {
  columnCount,
  deadState,
  emptyLanguage,
  hasText,
  isEmptyLanguage,
  type Language,
  type LanguageResult,
  nextState,
  otherCharacter,
  startState,
} from "./language/language.ts";
export { charactersByPlace, languageAlphabet } from "./language/language-alphabet.ts";
export { languageOf, languageOfTexts } from "./language/language-of.ts";
export {
  anyAscii,
  anyCharacter,
  choice,
  type LanguagePart,
  literal,
  oneOfCharacters,
  repeat,
  sequence,
} from "./language/language-part.ts";
export { textAt } from "./language/text-at.ts";
export { statesFromEnds, textCount, textCountsByLength } from "./language/text-count.ts";
export { longestLength, shortestLength, shortestText } from "./language/text-length.ts";
export { type CharacterPair, textWithPair } from "./language/text-with-pair.ts";
export { uniformText } from "./language/uniform-text.ts";
export { matchesPattern } from "./matches-pattern.ts";
export { type PatternResult, parsePattern, parsePatternAnew } from "./parse-pattern.ts";
export type { Pattern, PatternMeaning } from "./pattern.ts";
export { patternAlphabet } from "./pattern-alphabet.ts";
export { meaningWeight } from "./pattern-meaning.ts";
export { patternSpecimen } from "./pattern-specimen.ts";
export { quoted } from "./quoted.ts";
export { type RailroadOptions, railroadDiagram } from "./railroad/railroad.ts";
export {
  type RailroadBox,
  type RailroadDiagram,
  type RailroadLabel,
  type RailroadLine,
  railroadMeasures,
  railroadSteps,
} from "./railroad/railroad-diagram.ts";
export { railroadSvg } from "./railroad/railroad-svg.ts";
export {
  type Neighbour,
  type NeighbourLimits,
  type NeighbourSearch,
  neighbourOf,
  neighboursAmong,
} from "./set/neighbours-among.ts";
export { type OverlapLimits, overlapsAmong, type SetOverlap } from "./set/overlaps-among.ts";
export { createPatternSet, type OverlapWith, type PatternSet, type PatternSetOptions } from "./set/pattern-set.ts";
export type { PatternNode, PatternRepeat } from "./syntax/pattern-syntax.ts";
export type { SourceRange } from "./syntax/source-range.ts";
