/**
 * A text that somebody else wrote, as a terminal may show it: letters of any script as they are; a character that would
 * steer the terminal, end the line, or turn the direction of what follows is named, e.g. `<U+001B>`.
 */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}
