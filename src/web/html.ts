/** Text that is HTML already and goes into a template as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * A template whose values are escaped, lists joined, `undefined` and `false` left out; nested templates stay HTML.
 * Values may stand in text and in quoted attributes; never in a script, a style or an unquoted attribute.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => part + (index < values.length ? render(values[index]) : "")).join(""));
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map(render).join("");
}

/** The five characters escaped that mean something in HTML text and attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
