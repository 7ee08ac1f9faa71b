import { assert } from "../../index.ts";
import { anyCharacter, intersection, type Language, languageOf, longestLength, repeat } from "../../pattern/index.ts";

/** Twice the length of the longest DSN (README, fact P0): longer texts have their finding already, and are no serials. */
const scannedLengthMax = 128;

const upToMax = languageOf(repeat(anyCharacter(), { min: 0, max: scannedLengthMax }));

/**
 * The texts of a language that are held against other codes on boxes: all, or, where some are far longer than any DSN,
 * those that are not. Codes without a longest text would else be searched through all of their beginnings.
 */
export function scannedTexts(language: Language): Language {
  if (longestLength(language) <= scannedLengthMax) return language;
  assert(upToMax.ok, "a built-in language is within the limits");
  const shorter = intersection(language, upToMax.language);
  return shorter.ok ? shorter.language : language;
}
