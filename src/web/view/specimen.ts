import { type Html, html } from "../html.ts";

const names: Readonly<Record<string, string>> = {
  " ": "space",
  "\t": "TAB",
  "\n": "LF",
  "\r": "CR",
  "\u001d": "GS",
  "\u00a0": "no-break space",
  "\ufeff": "BOM",
};
const lengthMax = 400;

/** A text exactly as it is, in fixed-width letters; what nobody could see is named in a box. Long texts end in `…`. */
export function specimen(text: string, markedAt?: number): Html {
  const shown = [...text.slice(0, lengthMax)];
  if (text === "") return html`<code class="specimen"><span class="unseen">empty</span></code>`;
  let at = 0;
  const characters = shown.map((character) => {
    const part = characterHtml(character, at === markedAt);
    at += character.length;
    return part;
  });
  const end = markedAt !== undefined && markedAt >= text.length && html`<mark class="end" title="ends here"></mark>`;
  return html`<code class="specimen">${joined(characters)}${text.length > lengthMax && "…"}${end}</code>`;
}

/** A text in which everything that nobody could see is named in a box. */
export function namedText(text: string): Html {
  return html`${joined([...text].map((character) => characterHtml(character, false)))}`;
}

/** True when some character of the text would be named: a blank, a control character, a mark that turns the direction. */
export function hasUnseen(text: string): boolean {
  return [...text].some((character) => nameOf(character) !== undefined);
}

/** Neighbouring plain characters as one text, so that the page stays small. */
function joined(parts: readonly (string | Html)[]): readonly (string | Html)[] {
  const result: (string | Html)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result;
}

function characterHtml(character: string, isMarked: boolean): string | Html {
  const name = nameOf(character);
  const shown = name === undefined ? character : html`<span class="unseen">${name}</span>`;
  return isMarked ? html`<mark>${shown}</mark>` : shown;
}

function nameOf(character: string): string | undefined {
  const name = names[character];
  if (name !== undefined) return name;
  if (!/[\p{C}\p{Z}\p{M}]/u.test(character)) return undefined;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
