/** The text with one character removed, replaced, added, or swapped with its neighbour, at every place, and nothing. */
export function editedTexts(text: string): readonly string[] {
  const texts: string[] = [`${text}\n`, ""];
  for (let index = 0; index <= text.length; index += 1) {
    const [before, after] = [text.slice(0, index), text.slice(index)];
    texts.push(before + after.slice(1), before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const character of "0123456789ABCXZ-+. ") {
      texts.push(before + character + after, before + character + after.slice(1));
    }
  }
  return texts;
}
