/** The width of a text in some font and size. */
export type Measure = (text: string) => number;

/**
 * A text as lines that are no wider than `width`: broken at blanks, inside a word only where the word alone is too wide.
 * A line has at least one character, however narrow the width is. Line ends in the text break lines, too.
 */
export function wrappedLines(text: string, width: number, measure: Measure): readonly string[] {
  return text.split(/\r\n|[\r\n]/).flatMap((paragraph) => wrappedParagraph(paragraph, width, measure));
}

/** Pieces as lines that are no wider than `width`; one that alone is too wide is cut between its characters. */
export function wrappedPieces(pieces: readonly string[], width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (measure(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (line !== "") lines.push(line);
    const cut = brokenWord(piece, width, measure);
    lines.push(...cut.slice(0, -1));
    line = cut.at(-1) ?? "";
  }
  return [...lines, line];
}

function wrappedParagraph(paragraph: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = brokenWord(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line];
}

/** A word in pieces as long as fit, cut between characters, never inside one of several UTF-16 units. */
function brokenWord(word: string, width: number, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (rest.length > 0) {
    let count = rest.length;
    if (measure(rest.join("")) > width) count = fittingCount(rest, width, measure);
    pieces.push(rest.slice(0, count).join(""));
    rest = rest.slice(count);
  }
  return pieces.length === 0 ? [""] : pieces;
}

/** How many of the characters fit, at least one; by halving, since a text gets no narrower with more of it. */
function fittingCount(characters: readonly string[], width: number, measure: Measure): number {
  let [fits, tooMany] = [1, characters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(characters.slice(0, middle).join("")) <= width) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
