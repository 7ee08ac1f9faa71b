import { type Html, html } from "../html.ts";

/** Characters that turn the direction of what follows, and control characters: in a name they only mislead. */
const misleading = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A name that people gave, in any script; a character that would turn or hide what follows is named in a box. */
export function nameText(name: string): Html {
  return html`${name
    .split(/([\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/u)
    .map((part) => (misleading.test(part) ? html`<span class="unseen">${codePointName(part)}</span>` : part))}`;
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
