/** A text in quotes for a sentence, with unseen characters written out; whole, because a witness must be usable. */
export function quotedText(text: string): string {
  return JSON.stringify(text);
}
