import { grouped } from "../../index.ts";
import { type DateField, type DateFields, dateRanges, findDate } from "./find-date.ts";
import { suggestedCounter, suggestedOneOf, suggestedText } from "./read-values.ts";
import type { Certainty, SuggestedPart } from "./scheme-suggestion.ts";
import { textsBetween } from "./serial-table.ts";

/** Digits that are read as one number: longer ones are not counted exactly. */
const numberWidthMax = 15;
/** Longer numbers are taken from zero, because a pattern for all but zero grows with every digit. */
const countedWidthMax = 9;
/** A number with so few values, each in enough rows, is more likely a code. */
const codeCountMax = 20;
const rowsPerCodeMin = 10;
/** A product is made for so many years, counted from the first one seen. */
const yearCount = 10;

/** Reads places that hold nothing but digits: dates first, then fixed digits, codes and counters around them. */
export function readDigits(rows: readonly string[], from: number, to: number): readonly SuggestedPart[] {
  const date = findDate(rows, from, to);
  if (date === undefined) return readNumbers(rows, from, to);
  return [...readNumbers(rows, from, date.from), ...dateParts(rows, date), ...readNumbers(rows, date.to, to)];
}

function dateParts(rows: readonly string[], date: DateFields): readonly SuggestedPart[] {
  const certainty: Certainty = date.accident < 1e-4 ? "likely" : "guess";
  const together = date.fields.length > 1;
  return date.fields.map((field) => {
    const part = field.kind === "year" ? yearPart(field, together) : weekPart(field, together);
    const order = isRising(rows, field) ? " It never falls in the order of the rows that fit." : "";
    return { ...part, reason: part.reason + order, certainty };
  });
}

type DatePart = Omit<SuggestedPart, "certainty">;

function yearPart({ from, to, low, high, valueCount }: DateField, hasWeek: boolean): DatePart {
  if (to - from === 1) {
    const reason = "Digits that follow each other, beside a week: the last digit of the year. Taken for all ten years.";
    const observed = observedRange(low, high, valueCount);
    return { source: { year: "0-9" }, name: "year 0-9", at: [from, to], observed, reason };
  }
  const last = Math.max(Number(high), Math.min(Number(low) + yearCount - 1, to - from === 4 ? 2099 : 99));
  const year = `${low}-${last}`;
  const neighbour = hasWeek ? ", beside a week" : "";
  const reason = `Digits from ${dateRanges.year.join(" to ")}${neighbour}: years. Taken for ${last - Number(low) + 1} years from the first one seen.`;
  return {
    source: { year },
    name: `year ${year}`,
    at: [from, to],
    observed: observedRange(low, high, valueCount),
    reason,
  };
}

function weekPart({ from, to, low, high, valueCount }: DateField, hasYear: boolean): DatePart {
  const neighbour = hasYear ? ", beside a year" : "";
  const months = Number(high) <= 12 ? " They could be months as well; then write counter 01-12." : "";
  const reason = `Digits from 01 to 53${neighbour}: weeks. Taken for a whole year of 53 weeks.${months}`;
  const week = "01-53";
  return {
    source: { week },
    name: `week ${week}`,
    at: [from, to],
    observed: observedRange(low, high, valueCount),
    reason,
  };
}

function observedRange(low: string, high: string, valueCount: number): string {
  return valueCount === 1 ? `${low} in every row that fits` : `${grouped(valueCount)} values from ${low} to ${high}`;
}

function isRising(rows: readonly string[], { from, to, valueCount }: DateField): boolean {
  if (valueCount < 2) return false;
  let before = "";
  return rows.every((row) => {
    const text = row.slice(from, to);
    const isNotLess = text >= before;
    before = text;
    return isNotLess;
  });
}

/** Digits without a date: what never varies is text, but for zeros in front of a number. */
function readNumbers(rows: readonly string[], from: number, to: number): readonly SuggestedPart[] {
  const varying = Array.from({ length: to - from }, (_, index) => from + index).filter((place) => varies(rows, place));
  const [first, last] = [varying[0], varying.at(-1)];
  if (first === undefined || last === undefined) return from < to ? [suggestedText(rows, from, to)] : [];
  let start = first;
  while (start > from && rows[0]?.charAt(start - 1) === "0") start -= 1;
  return [
    ...(from < start ? [suggestedText(rows, from, start)] : []),
    ...readNumber(rows, start, last + 1),
    ...(last + 1 < to ? [suggestedText(rows, last + 1, to)] : []),
  ];
}

function varies(rows: readonly string[], place: number): boolean {
  const first = rows[0]?.charAt(place);
  return rows.some((row) => row.charAt(place) !== first);
}

/** One number from its first to its last varying digit, with the zeros in front of it. */
function readNumber(rows: readonly string[], from: number, to: number): readonly SuggestedPart[] {
  if (hasGapBehind(rows, from, to)) {
    const reason =
      "One digit with few values, and behind it a number that begins with zeros: a line or a revision, perhaps.";
    return [
      suggestedOneOf(rows, { from, to: from + 1, reason, certainty: "guess" }),
      ...readNumbers(rows, from + 1, to),
    ];
  }
  if (to - from > numberWidthMax) {
    const starts = Array.from(
      { length: Math.ceil((to - from) / numberWidthMax) },
      (_, index) => from + index * numberWidthMax,
    );
    return starts.map((start) => suggestedCounter(rows, start, Math.min(to, start + numberWidthMax), "0"));
  }
  const texts = [...textsBetween(rows, from, to).keys()];
  if (isCode(texts, rows.length)) {
    const reason = "A code, perhaps: few numbers, and many rows. Only those seen are taken.";
    return [suggestedOneOf(rows, { from, to, reason, certainty: "guess" })];
  }
  return [suggestedCounter(rows, from, to, to - from > countedWidthMax ? "0" : "1")];
}

/** A digit with few values before one that is always 0, with more varying digits behind. */
function hasGapBehind(rows: readonly string[], from: number, to: number): boolean {
  if (to - from < 3 || !varies(rows, from) || textsBetween(rows, from, from + 1).size > 9) return false;
  return rows.every((row) => row.charAt(from + 1) === "0");
}

function isCode(texts: readonly string[], rowCount: number): boolean {
  const [low, high] = [texts[0] ?? "", texts.at(-1) ?? ""];
  if (texts.length > codeCountMax || texts.length * rowsPerCodeMin > rowCount || low.length > 4) return false;
  const span = Number(high) - Number(low) + 1;
  return low.length === 1 ? texts.length <= 5 : texts.length <= 0.6 * span;
}
