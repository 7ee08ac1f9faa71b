/** Narrower than this nothing is wrapped: every word would stand alone. */
const columnsMin = 40;

/** Where a text is wrapped. */
export interface WrapPlace {
  /** Columns of the terminal; undefined where nothing is wrapped, as in a pipe, so that one finding stays one line. */
  readonly columns: number | undefined;
  /** Columns before the first line. */
  readonly lead: number;
  /** Columns before every other line. */
  readonly indent: number;
}

/**
 * A sentence in lines that fit, without what stands before them. Lines end at blanks, never inside a quoted text, of which
 * a blank could get lost; a word that is too long stands alone.
 */
export function wrappedText(text: string, { columns, lead, indent }: WrapPlace): readonly string[] {
  if (columns === undefined || columns < columnsMin) return [text];
  const lines: string[] = [];
  let line = "";
  for (const [word = "", gap = ""] of wordsOf(text)) {
    const room = columns - (lines.length === 0 ? lead : indent);
    if (line !== "" && line.length + gap.length + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line += gap + word;
    }
  }
  return [...lines, line];
}

/** Words, each with the blanks before it; what stands in quotes is one word. */
function wordsOf(text: string): readonly (readonly [word: string, gap: string])[] {
  const words = text.matchAll(/( *)((?:"(?:[^"\\]|\\.)*"|[^ ])+)/g);
  return [...words].map(([, gap = "", word = ""]) => [word, gap] as const);
}
