/**
 * What a text says without what a reader may have put around it: control characters and blanks at either end, a
 * symbology identifier (`]C0`) before it, the `*…*` of Code 39. Distinct, never empty, never the text itself. No serial
 * is ever judged in such a form; it only tells that one hides behind the text.
 */
export function bareTexts(text: string): readonly string[] {
  const trimmed = trimEdges(text);
  const bare = new Set([trimmed, withoutIdentifier(trimmed), withoutAsterisks(trimmed)]);
  bare.delete(text);
  bare.delete("");
  return [...bare];
}

/** The symbology identifier (ISO/IEC 15424) that a reader left at the head of a text; undefined when there is none. */
export function leadingIdentifier(text: string): string | undefined {
  return /^\][A-Za-z][0-9A-Za-z]/.exec(trimEdges(text))?.[0];
}

// Two indices and no expression: one that ends in $ takes quadratic time over a hostile text.
function trimEdges(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isEdge(text.charAt(from))) from += 1;
  while (to > from && isEdge(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** White space of Unicode, and the controls of C0 and C1. */
function isEdge(character: string): boolean {
  const code = character.charCodeAt(0);
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || /\s/.test(character);
}

function withoutIdentifier(text: string): string {
  return text.replace(/^\][A-Za-z][0-9A-Za-z]/, "");
}

function withoutAsterisks(text: string): string {
  return text.length > 2 && text.startsWith("*") && text.endsWith("*") ? text.slice(1, -1) : text;
}
