import { type Finding, grouped } from "../../index.ts";
import { dateRanges } from "./find-date.ts";
import type { PartialCheck } from "./find-partial-check.ts";
import type { SuggestedPart } from "./scheme-suggestion.ts";
import type { SerialTable } from "./serial-table.ts";

/** Fewer different serials than that say little. */
const serialCountMin = 20;
/** More dates than that, in values that were taken as seen, are none. */
const dateCountMax = 5;

/** What a reader of a proposed layout should know before believing it. */
export function layoutNotes(table: SerialTable, parts: readonly SuggestedPart[]): readonly Finding[] {
  const dates = dateNotes(table, parts);
  return [
    ...fewNotes(table),
    ...dates,
    ...(dates.length === 0 ? yearDigitNotes(table, parts) : []),
    ...prefixNotes(parts),
  ];
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
  return isField("year", text.slice(0, 2)) && isField("week", text.slice(2));
}

function isField(kind: keyof typeof dateRanges, text: string): boolean {
  const [least, most] = dateRanges[kind];
  return /^[0-9]{2}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

/** True when the four characters lie in texts and values that were taken as seen, not in a counter. */
function isOfKnownValues(parts: readonly SuggestedPart[], from: number): boolean {
  const own = parts.filter(({ at }) => at[0] < from + 4 && from < at[1]);
  return own.every(({ source }) => typeof source === "string" || (source !== undefined && "oneOf" in source));
}

/** More digits than that at one place, without the order of weeks to speak for them, are hardly years. */
const lonelyYearDigitMax = 4;

/** A digit that may be a year's last one, and was taken as seen: next year's serials would be refused. */
function yearDigitNotes(table: SerialTable, parts: readonly SuggestedPart[]): readonly Finding[] {
  if (parts.some(({ source }) => typeof source === "object" && "year" in source)) return [];
  for (const { at } of parts.filter(({ source }) => typeof source === "object" && "week" in source)) {
    for (const place of [at[0] - 1, at[1]]) {
      const digits = yearDigitsAt(table, parts, place);
      if (digits !== undefined) return [yearDigitNote(place, digits)];
    }
  }
  const lone = parts.find(({ source, at: [from, to] }) => {
    return typeof source === "object" && "oneOf" in source && to - from === 1 && weeksOnly(table, to);
  });
  const digits = lone === undefined ? undefined : yearDigitsAt(table, parts, lone.at[0]);
  return lone === undefined || digits === undefined ? [] : [yearDigitNote(lone.at[0], digits)];
}

/** A few digits that follow each other, of a part that takes only those seen; undefined when it is anything else. */
function yearDigitsAt({ places }: SerialTable, parts: readonly SuggestedPart[], place: number): string | undefined {
  const own = parts.find(({ at }) => at[0] <= place && place < at[1])?.source;
  const isAsSeen = typeof own === "string" || (typeof own === "object" && "oneOf" in own);
  const characters = places[place]?.characters ?? "";
  const isRun = /^[0-9]+$/.test(characters) && "0123456789".includes(characters);
  return isAsSeen && isRun && characters.length <= lonelyYearDigitMax ? characters : undefined;
}

function weeksOnly({ rows }: SerialTable, from: number): boolean {
  return rows.every((row) => isField("week", row.slice(from, from + 2)));
}

function yearDigitNote(place: number, digits: string): Finding {
  const seen = digits.length === 1 ? `${digits} in every row that fits` : `only ${[...digits].join(", ")} seen`;
  const message = `Character ${place + 1}, ${seen}, could be the last digit of a year. If it is, the proposal refuses next year's serials.`;
  const remedy = 'Write { year: "0-9" } there if it is a year.';
  return { id: "suggest-year-digit", level: "warn", message, at: [place, place + 1], remedy };
}

/** Several product codes in one file may be several models. */
function prefixNotes([first]: readonly SuggestedPart[]): readonly Finding[] {
  const values = typeof first?.source === "object" && "oneOf" in first.source ? first.source.oneOf : [];
  if (values.length < 2 || values.every((value) => value.length === 1)) return [];
  const message = `The serials begin with ${values.length} different texts: ${first?.name ?? ""}. If these are different models, each needs a pattern of its own.`;
  return [{ id: "suggest-several-models", level: "warn", message, remedy: "Give one file for each model." }];
}

/** Why no scheme is proposed beside a check that covers only a part of the serials. */
export function partialCheckNote({ from, to, systemName, isOfScheme, over, agreeing, tried }: PartialCheck): Finding {
  const what = to - from === 1 ? `Character ${to} agrees` : `Characters ${from + 1} to ${to} agree`;
  const share =
    agreeing === tried ? `all ${grouped(tried)} serials` : `${grouped(agreeing)} of ${grouped(tried)} serials`;
  const why = isOfScheme
    ? "because the check of a scheme covers everything before it"
    : "because schemes have no such check: it is made for GTINs, and these may be some";
  const message = `${what} with ${systemName} over ${over} in ${share} that were tried. No scheme can say this, ${why}: only a pattern is proposed, which takes every check character there, and no serials can be allocated from it.`;
  const remedy = isOfScheme
    ? "Ask the factory. For serials still to come, a check over the whole serial can be allocated, and also finds a wrong text in front."
    : "Ask the factory whether these are serials; for serials still to come, use iso7064-11-10 or luhn-10.";
  return { id: "suggest-partial-check", level: "warn", message, at: [from, to], remedy };
}
