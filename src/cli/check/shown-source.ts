/** A text made visible, with the columns that each of its UTF-16 units takes. */
export interface ShownSource {
  readonly shown: string;
  /** Column at which unit `index` begins; one entry more than there are units. */
  readonly columns: readonly number[];
}

/** The text as a terminal can show it: printable ASCII as it is, everything else as `<U+000A>`. */
export function shownSource(text: string): ShownSource {
  const columns: number[] = [];
  let shown = "";
  for (const character of text) {
    for (let unit = 0; unit < character.length; unit += 1) columns.push(shown.length);
    shown += /^[\x20-\x7e]$/.test(character) ? character : codePointName(character);
  }
  columns.push(shown.length);
  return { shown, columns };
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** Columns of a line that are shown of a long text. */
const windowWidth = 96;
const lead = 24;

/** The text with carets under `[from, to)`, in two lines; a long text is cut to what stands around the place. */
export function caretLines(text: string, [from, to]: readonly [number, number]): readonly [string, string] {
  const { shown, columns } = shownSource(text);
  const first = columns[Math.min(from, text.length)] ?? 0;
  const end = Math.max(columns[Math.min(to, text.length)] ?? 0, first + 1);
  const start = shown.length <= windowWidth ? 0 : Math.max(0, Math.min(first - lead, shown.length - windowWidth));
  const stop = Math.min(shown.length, start + windowWidth);
  const head = start > 0 ? "…" : "";
  const tail = stop < shown.length ? "…" : "";
  const carets = Math.max(1, Math.min(end, start + windowWidth) - first);
  return [head + shown.slice(start, stop) + tail, " ".repeat(head.length + first - start) + "^".repeat(carets)];
}
