/**
 * Device serial numbers: their alphabet, how a factory composes them, check characters, what else is printed on a box.
 *
 * Proved: `schemeLanguage` has exactly the serials of a scheme, check characters included, so `schemeCover` and
 * `checkPlaces` decide what a pattern takes of it; the generated `schemePattern` covers its scheme, and is the same where
 * there is no check character. Exact: `schemeCapacity`. The forms of `boxCodeLanguages` say what they were taken from.
 * Only read out of what was seen, never proved: `suggestScheme`.
 */
export { type BoxCodeLanguage, type BoxCodeName, boxCodeLanguage, boxCodeLanguages } from "./box-code-languages.ts";
export { checkCharacters, gtinCheckDigit, isGtin } from "./check-characters.ts";
export { type CheckPlace, checkPlaces } from "./check-places.ts";
export { type Dsn, dsnFindings, dsnLengthMax, parseDsn } from "./dsn.ts";
export { parseScheme, type SchemeResult } from "./parse-scheme.ts";
export { schemeCapacity } from "./scheme-capacity.ts";
export { type SchemeCover, schemeCover } from "./scheme-cover.ts";
export { schemeFindings } from "./scheme-findings.ts";
export { schemeLanguage } from "./scheme-language.ts";
export type { SchemeFinding } from "./scheme-notes.ts";
export { schemePattern } from "./scheme-pattern.ts";
export type { SchemeSource } from "./scheme-source.ts";
export { schemeSpecimens, specimenFindings } from "./scheme-specimens.ts";
export type { Certainty, OutsideRow, SchemeSuggestion, SuggestedLayout, SuggestedPart } from "./scheme-suggestion.ts";
export {
  type CounterRange,
  commonSerial,
  counterOf,
  countingPart,
  fieldText,
  hasImpossibleCounters,
  isSameSeries,
  rangeSerialAt,
  type SchemeField,
  type SerialSeries,
  type SeriesPart,
  schemeFields,
  serialAt,
  serialSeries,
} from "./serial-range.ts";
export {
  type CheckAlgorithm,
  checkAlgorithms,
  type NumberPart,
  type SchemePart,
  type SerialScheme,
} from "./serial-scheme.ts";
export { type ShortSchemePattern, shortSchemePattern } from "./short-scheme-pattern.ts";
export { suggestScheme } from "./suggest-scheme.ts";
