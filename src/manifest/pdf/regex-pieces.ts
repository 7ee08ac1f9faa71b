/** Letters and digits of a fixed text stay together, but for one that has a quantifier of its own. */
const word = "[0-9A-Za-z]{1,20}(?![0-9A-Za-z]*[{*+?])";
const atom = String.raw`\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S]|\(\?(?:[:=!]|<[=!])?|[\s\S]`;
const quantifier = String.raw`(?:\{[^{}]*\}|[*+?])?[?+]?`;

/** A regex in pieces between which a line may end: never inside a class or a word, nor between an item and its quantifier. */
export function regexPieces(regex: string): readonly string[] {
  return regex.match(new RegExp(`${word}|(?:${atom})${quantifier}`, "gu")) ?? [];
}
