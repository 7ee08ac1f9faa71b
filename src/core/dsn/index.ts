/**
 * Device serial numbers: their alphabet, how a factory composes them, check characters, what else is printed on a box.
 *
 * Proved: `schemeLanguage` has exactly the serials of a scheme, check characters included, so `schemeCover` and
 * `checkPlaces` decide what a pattern takes of it; the generated `schemePattern` covers its scheme, and is the same where
 * there is no check character. Exact: `schemeCapacity`. The forms of `boxCodeLanguages` say what they were taken from.
 * Only read out of what was seen, never proved: `suggestScheme`.
 */
export {
  type BoxCodeLanguage,
  type BoxCodeName,
  boxCodeLanguage,
  boxCodeLanguages,
} from "./box-code/box-code-languages.ts";
export { checkCharacters, gtinCheckDigit, isGtin } from "./check-characters.ts";
export { type Dsn, dsnFindings, dsnLengthMax, parseDsn } from "./dsn.ts";
export { type CheckPlace, checkPlaces } from "./scheme/check-places.ts";
export { parseScheme, type SchemeResult } from "./scheme/parse-scheme.ts";
export { schemeCapacity } from "./scheme/scheme-capacity.ts";
export { type SchemeCover, schemeCover } from "./scheme/scheme-cover.ts";
export { schemeFindings } from "./scheme/scheme-findings.ts";
export { schemeLanguage } from "./scheme/scheme-language.ts";
export type { SchemeFinding } from "./scheme/scheme-notes.ts";
export { schemePattern } from "./scheme/scheme-pattern.ts";
export type { SchemeSource } from "./scheme/scheme-source.ts";
export { schemeSpecimens, specimenFindings } from "./scheme/scheme-specimens.ts";
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
} from "./scheme/serial-range.ts";
export {
  type CheckAlgorithm,
  checkAlgorithms,
  type NumberPart,
  type SchemePart,
  type SerialScheme,
} from "./scheme/serial-scheme.ts";
export { type ShortSchemePattern, shortSchemePattern } from "./scheme/short-scheme-pattern.ts";
export type {
  Certainty,
  OutsideRow,
  SchemeSuggestion,
  SuggestedLayout,
  SuggestedPart,
} from "./suggest/scheme-suggestion.ts";
export { suggestScheme } from "./suggest/suggest-scheme.ts";
