import { type Finding, grouped } from "../index.ts";
import type { PartialCheck } from "./find-partial-check.ts";
import type { SuggestedPart } from "./scheme-suggestion.ts";
import type { SerialTable } from "./serial-table.ts";

/** Fewer different serials than that say little. */
const serialCountMin = 20;
/** More dates than that in fixed values are none. */
const dateCountMax = 5;

/** What a reader of a proposed layout should know before he believes it. */
export function layoutNotes(table: SerialTable, parts: readonly SuggestedPart[]): readonly Finding[] {
  return [...fewNotes(table), ...dateNotes(table, parts), ...prefixNotes(parts)];
}

function fewNotes({ rows }: SerialTable): readonly Finding[] {
  if (rows.length >= serialCountMin) return [];
  const serials = rows.length === 1 ? "one serial" : `${rows.length} different serials`;
  const message = `Only ${serials}: what looks fixed may vary, and what varies may be more than it looks.`;
  const remedy = "Give the serials of several weeks and lines.";
  return [
    { id: "suggest-few", level: "warn", message, measured: String(rows.length), required: `${serialCountMin}`, remedy },
  ];
}

/** The serials of a few weeks show their year and week as fixed text. */
function dateNotes({ rows, width }: SerialTable, parts: readonly SuggestedPart[]): readonly Finding[] {
  if (parts.some(({ source }) => typeof source === "object" && ("year" in source || "week" in source))) return [];
  for (let from = 0; from + 4 <= width; from += 1) {
    const dates = isOfKnownValues(parts, from) ? fewDates(rows, from) : [];
    if (dates.length === 0) continue;
    const [first = "", last = ""] = [dates[0], dates.at(-1)];
    const what = dates.length === 1 ? `${first} in every row` : `${dates.length} values from ${first} to ${last}`;
    const year = Number(first.slice(0, 2));
    const message = `Characters ${from + 1} to ${from + 4}, ${what}, could be year ${first.slice(0, 2)} and week ${first.slice(2)}${dates.length === 1 ? "" : " and later ones"}; too few are seen to tell.`;
    const remedy = `If they are, write { year: "${year}-${year + 9}" } and { week: "01-53" } there, or give the serials of more weeks.`;
    return [{ id: "suggest-fixed-date", level: "warn", message, at: [from, from + 4], remedy }];
  }
  return [];
}

/** The different dates that four characters are in every row, in ascending order; none when one is no date or they are many. */
function fewDates(rows: readonly string[], from: number): readonly string[] {
  const dates = new Set<string>();
  for (const row of rows) {
    const text = row.slice(from, from + 4);
    if (!isDate(text)) return [];
    dates.add(text);
    if (dates.size > dateCountMax) return [];
  }
  return [...dates].sort();
}

function isDate(text: string): boolean {
  return /^(2[0-9]|3[0-5])(0[1-9]|[1-4][0-9]|5[0-3])$/.test(text);
}

/** True when the four characters lie in texts and values that were taken as seen, not in a counter. */
function isOfKnownValues(parts: readonly SuggestedPart[], from: number): boolean {
  const own = parts.filter(({ at }) => at[0] < from + 4 && from < at[1]);
  return own.every(({ source }) => typeof source === "string" || (source !== undefined && "oneOf" in source));
}

/** Several product codes in one file may be several models. */
function prefixNotes([first]: readonly SuggestedPart[]): readonly Finding[] {
  const values = typeof first?.source === "object" && "oneOf" in first.source ? first.source.oneOf : [];
  if (values.length < 2 || values.every((value) => value.length === 1)) return [];
  const message = `The serials begin with ${values.length} different texts: ${first?.name ?? ""}. If these are different models, each needs a pattern of its own.`;
  return [{ id: "suggest-several-models", level: "warn", message, remedy: "Give one file for each model." }];
}

/** Why no scheme is proposed beside a check that covers only a part of the serials. */
export function partialCheckNote({ from, to, systemName, over, agreeing, tried }: PartialCheck): Finding {
  const what = to - from === 1 ? `Character ${to} agrees` : `Characters ${from + 1} to ${to} agree`;
  const share =
    agreeing === tried ? `all ${grouped(tried)} serials` : `${grouped(agreeing)} of ${grouped(tried)} serials`;
  const message = `${what} with ${systemName} over ${over} in ${share} that were tried. No scheme can say this, because the check of a scheme covers everything before it: only a pattern is proposed, which takes every check character there, and no serials can be allocated from it.`;
  const remedy =
    "Ask the factory. For serials still to come, a check over the whole serial can be allocated, and also finds a wrong text in front.";
  return { id: "suggest-partial-check", level: "warn", message, at: [from, to], remedy };
}
