const longest = 24;
// Control, format and private characters and halves of pairs: whatever a person could not see.
const unseen = /(?! )[\p{C}\p{Z}]/gu;

/** The text in quotes for a sentence: backslashes as they are, unseen characters as `U+000A`, cut when long. */
export function quoted(text: string): string {
  const characters = [...text];
  const shown = characters.slice(0, longest).join("");
  const visible = shown.replace(unseen, (character) => `<${codePointName(character)}>`);
  return `"${visible}${characters.length > longest ? "…" : ""}"`;
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
