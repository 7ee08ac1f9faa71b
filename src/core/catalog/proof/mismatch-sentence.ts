import type { Mismatch, PatternMeaning } from "../../pattern/index.ts";
import { quotedText } from "./quoted-text.ts";

/** Where a text leaves a pattern, as a sentence: the character of the text, what was expected, the part of the pattern. */
export function mismatchSentence(
  pattern: PatternMeaning,
  text: string,
  { at, found, expected, patternAt }: Mismatch,
): string {
  const [from, to] = patternAt;
  const where = to - from === 1 ? `character ${to}` : `characters ${from + 1} to ${to}`;
  const part = `${pattern.source.slice(from, to)} at ${where} of the pattern`;
  const place = found === undefined ? `ends after ${at} characters` : `has ${quotedText(found)} as character ${at + 1}`;
  return `${quotedText(text)} ${place}, where ${expected} is expected (${part}).`;
}
