/** What readers append to a text to end it, by the names that answers use. */
export type Terminator = "CR" | "LF" | "CRLF" | "TAB";

// CRLF first: it is one terminator, not two.
const terminators: readonly (readonly [suffix: string, name: Terminator])[] = [
  ["\r\n", "CRLF"],
  ["\r", "CR"],
  ["\n", "LF"],
  ["\t", "TAB"],
];

/**
 * The text without the one terminator that a reader put at its end, and that terminator's name; the text as it is when
 * there is none. Every other control character stays and is judged: in Java, Python, .NET, PCRE2, Perl and Ruby a `$`
 * also matches before a last line feed, so a pattern alone would let it through.
 */
export function stripTerminator(text: string): { readonly text: string; readonly terminator?: Terminator } {
  for (const [suffix, terminator] of terminators) {
    if (text.endsWith(suffix)) return { text: text.slice(0, -suffix.length), terminator };
  }
  return { text };
}
