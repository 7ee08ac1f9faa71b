import { type Language, type Pattern, parsePattern } from "../../src/core/pattern/index.ts";

/** The pattern of a text that is one; throws with the first thing that is wrong otherwise. */
export function patternOf(source: string): Pattern {
  const result = parsePattern(source);
  if (!result.ok) throw new Error(`${source}: ${result.findings[0]?.message}`);
  return result.pattern;
}

/** The texts of a portable pattern; throws as `patternOf`. */
export function languageOfPattern(source: string): Language {
  return patternOf(source).language;
}
