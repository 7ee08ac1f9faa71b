import type { Question, Row } from "./engine.ts";

/**
 * What an engine said otherwise, one sentence each; `isMatched` says whether a pattern has a text as a whole.
 *
 * In some engines `$` also stands before a line end at the end of a text, in others at the end of every line, and they
 * differ in what ends a line: in ICU all of those below do (A004). No anchor exists that all know and that does not. So a
 * text with a line end may also be found where one of its lines is matched: what applies a pattern strips the scanner's
 * terminator and refuses control characters before that.
 */
export function disagreements(
  questions: readonly Question[],
  rows: readonly Row[],
  isMatched: (pattern: string, text: string) => boolean,
): readonly string[] {
  return questions.flatMap(({ pattern, texts }, index) => {
    const row = rows[index];
    if (row === undefined || row === "refused") return [`refuses ${pattern}`];
    return texts.flatMap((text, column) => {
      const answer = row[column];
      const has = isMatched(pattern, text);
      const lines = text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
      const mayBe = has || (lines.length > 1 && lines.some((line) => isMatched(pattern, line)));
      if (answer === "not-asked" || (answer === "found" ? mayBe : !has)) return [];
      return [`${pattern} ${answer} in ${JSON.stringify(text)}`];
    });
  });
}
