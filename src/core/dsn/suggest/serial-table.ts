import { defined } from "../../index.ts";

/** Serials of one length, with how often each character stands at each place. */
export interface SerialTable {
  /** At least one. */
  readonly rows: readonly string[];
  readonly width: number;
  readonly places: readonly SerialPlace[];
}

/** One place of the serials of a table. */
export interface SerialPlace {
  /** Every character that stands there, in ASCII order. */
  readonly characters: string;
  /** How many rows have a character there. */
  countOf(character: string): number;
}

/** The table of serials that all have the length of the first one and are DSNs. */
export function serialTable(rows: readonly string[]): SerialTable {
  const width = defined(rows[0], "a table has a row").length;
  const counts = Array.from({ length: width }, () => new Uint32Array(128));
  for (const row of rows) {
    for (let place = 0; place < width; place += 1) {
      const count = counts[place];
      const code = row.charCodeAt(place);
      if (count !== undefined) count[code] = (count[code] ?? 0) + 1;
    }
  }
  return { rows, width, places: counts.map(placeOf) };
}

function placeOf(counts: Uint32Array): SerialPlace {
  const codes = [...counts.keys()].filter((code) => counts[code] !== 0);
  return { characters: String.fromCharCode(...codes), countOf: (one) => counts[one.charCodeAt(0)] ?? 0 };
}

/** The different texts of the rows from one place to another, in ASCII order, each with the number of its rows. */
export function textsBetween(rows: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = row.slice(from, to);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What kind of character a DSN's is. */
export type CharacterKind = "digit" | "capital" | "small" | "sign";

/** The kind of a character of the DSN alphabet. */
export function kindOf(character: string): CharacterKind {
  if (character >= "0" && character <= "9") return "digit";
  if (character >= "A" && character <= "Z") return "capital";
  return character >= "a" && character <= "z" ? "small" : "sign";
}

/** True when every character is a digit. */
export function isDigits(characters: string): boolean {
  return /^[0-9]*$/.test(characters);
}

/** At most so many of the rows, from all over the file. */
export function spread(rows: readonly string[], count: number): readonly string[] {
  if (rows.length <= count) return rows;
  const step = rows.length / count;
  return Array.from({ length: count }, (_, index) => defined(rows[Math.floor(index * step)], "a row of the file"));
}
