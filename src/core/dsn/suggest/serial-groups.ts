import { findChecks } from "./find-checks.ts";
import { kindOf, serialTable, spread, textsBetween } from "./serial-table.ts";

/** A group of its own has at least this share of the rows, and so many of them. */
const groupShareMin = 0.05;
const groupRowMin = 3;
/** At a place of both kinds, each kind has at least this share. */
const kindShareMin = 0.05;
/** Most rows that are searched for places that go together. */
const searchedRowMax = 1000;
/** Two places go together when no more rows than this share do otherwise. */
const exceptionShareMax = 0.01;
/** Most texts of neighbouring places that are one field with several values, rather than several layouts. */
const fieldTextMax = 20;
/** A stray character is in at most this share of the rows, and in so many rows others can be told from it. */
const strayShareMax = 0.01;
const strayRowMin = 20;
const dominatedRowMin = 100;
/** A letter among others is a stray when it is that much rarer than they are on average. */
const rareLetterRatio = 50;

/** Rows of one length that look composed alike, with their share of all rows. */
export type SerialGroup = readonly string[];

/** The rows in groups of one length and shape, largest first; rows of small groups are in none. */
export function serialGroups(rows: readonly string[]): readonly SerialGroup[] {
  const byLength = [...Map.groupBy(rows, ({ length }) => length).values()].sort((a, b) => b.length - a.length);
  const [largest] = byLength;
  const large = byLength.filter((group) => group === largest || isLarge(group, rows));
  return large.flatMap((group) => byShape(group)).sort((a, b) => b.length - a.length);
}

function isLarge(group: SerialGroup, rows: readonly string[]): boolean {
  return group.length >= groupRowMin && group.length >= groupShareMin * rows.length;
}

/** Divides rows where a digit here goes with a digit there, and a letter with a letter: they are of two makes. */
function byShape(rows: SerialGroup): readonly SerialGroup[] {
  const place = dividingPlace(rows);
  if (place === undefined) return [rows];
  const parts = [...Map.groupBy(rows, (row) => kindOf(row.charAt(place))).values()];
  return parts
    .filter((part) => part.length >= groupRowMin && part.length >= kindShareMin * rows.length)
    .flatMap(byShape);
}

function dividingPlace(group: SerialGroup): number | undefined {
  if (group.length < 4 * groupRowMin) return undefined;
  const rows = spread(group, searchedRowMax);
  const { places } = serialTable(rows);
  // A check character is a digit or a letter as it comes, and may go with another place by accident.
  const checks = findChecks(rows);
  const mixed = [...places.keys()].filter((place) => {
    if (checks.some(({ from, to }) => from <= place && place < to)) return false;
    const counts = [...Map.groupBy(places[place]?.characters ?? "", kindOf).values()].map((characters) =>
      characters.reduce((sum, character) => sum + (places[place]?.countOf(character) ?? 0), 0),
    );
    return counts.filter((count) => count >= kindShareMin * rows.length).length > 1;
  });
  return mixed.find((place, index) => mixed.slice(index + 1).some((other) => goTogether(rows, place, other)));
}

/** True when the kind at one place decides the kind at the other, and the two are not of one field. */
function goTogether(rows: SerialGroup, place: number, other: number): boolean {
  if (other === place + 1) return false;
  const pairs = new Map<string, number>();
  for (const row of rows) {
    const pair = `${kindOf(row.charAt(place))} ${kindOf(row.charAt(other))}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const usual = [...pairs]
    .filter(([, count]) => count > exceptionShareMax * rows.length)
    .map(([pair]) => pair.split(" "));
  const isDecided = (side: 0 | 1) => new Set(usual.map((pair) => pair[side])).size === usual.length;
  if (usual.length < 2 || !isDecided(0) || !isDecided(1)) return false;
  return textsBetween(rows, place, other + 1).size > fieldTextMax;
}

/** The rows without those that have a stray character: a letter O among digits, one wrong character in a fixed text. */
export function withoutStrays(rows: SerialGroup, isChecked: (place: number) => boolean): SerialGroup {
  if (rows.length < strayRowMin) return rows;
  const { places } = serialTable(rows);
  const strays = places.map((place, index) => {
    return isChecked(index) ? "" : [...place.characters].filter((one) => isStray(one, place, rows.length)).join("");
  });
  return rows.filter((row) => strays.every((some, place) => some === "" || !some.includes(row.charAt(place))));
}

function isStray(
  character: string,
  { characters, countOf }: { readonly characters: string; readonly countOf: (character: string) => number },
  rowCount: number,
): boolean {
  const limit = Math.max(1, strayShareMax * rowCount);
  const count = countOf(character);
  if (count > limit || characters.length === 1) return false;
  const kind = kindOf(character);
  const ofKind = [...characters].filter((one) => kindOf(one) === kind).reduce((sum, one) => sum + countOf(one), 0);
  if (ofKind <= limit) return true;
  const most = [...characters].reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
  if (rowCount >= dominatedRowMin && countOf(most) >= (1 - strayShareMax) * rowCount) {
    // A counter that has just moved on has a rare digit, too, but it is the next one.
    return kind !== "digit" || Math.abs(Number(character) - Number(most)) > 1;
  }
  return kind !== "digit" && count * rareLetterRatio * characters.length <= rowCount;
}
