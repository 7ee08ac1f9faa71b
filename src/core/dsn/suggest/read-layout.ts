import { grouped } from "../../index.ts";
import type { FoundCheck } from "./find-checks.ts";
import type { PartialCheck } from "./find-partial-check.ts";
import { readDigits } from "./read-digits.ts";
import { readLetters } from "./read-letters.ts";
import { suggestedText } from "./read-values.ts";
import type { SuggestedPart } from "./scheme-suggestion.ts";
import { isDigits, type SerialTable, textsBetween } from "./serial-table.ts";

/** In so many rows a value must be seen for a digit beside it to be read as part of it. */
const rowsPerValueMin = 3;
/** A place with so many digits and letters, and so many places of that kind, is what no scheme composes. */
const wildCharacterMin = 12;
const wildPlaceMin = 3;

/** Half-open range of places. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The parts of serials of one length, from left to right. */
export function readLayout(
  table: SerialTable,
  found: readonly FoundCheck[],
  partial?: PartialCheck,
): readonly SuggestedPart[] {
  const checks = partial === undefined ? found : [...found, partial].sort((a, b) => a.from - b.from);
  const isWild = wildPlaceCount(table, checks) >= wildPlaceMin;
  const parts = [...gaps(checks, { from: 0, to: table.width })].flatMap((span) => {
    const blocks = letterBlocks(table, span);
    return [
      ...blocks.flatMap((block) => readLetters(table, { ...block, isWild })),
      ...gaps(blocks, span).flatMap((plain) => readPlain(table, plain)),
    ];
  });
  const ends = [...found.map(checkPart), ...(partial === undefined ? [] : [partialCheckPart(partial)])];
  const ordered = [...parts, ...ends].sort((a, b) => a.at[0] - b.at[0]);
  return joinedTexts(table, ordered);
}

/** What lies before, between and behind spans that are in order. */
function gaps(spans: readonly Span[], whole: Span): readonly Span[] {
  const starts = [whole.from, ...spans.map(({ to }) => to)];
  const ends = [...spans.map(({ from }) => from), whole.to];
  return starts.map((from, index) => ({ from, to: ends[index] ?? whole.to })).filter(({ from, to }) => from < to);
}

function wildPlaceCount({ places, rows }: SerialTable, checks: readonly Span[]): number {
  const characterMin = Math.min(wildCharacterMin, Math.max(6, rows.length / 3));
  return places.filter(({ characters }, place) => {
    const isMixed = /[0-9]/.test(characters) && /[A-Za-z]/.test(characters);
    return isMixed && characters.length >= characterMin && !checks.some(({ from, to }) => from <= place && place < to);
  }).length;
}

/** Neighbouring places that vary and do not hold digits alone, with the digits beside them that belong to them. */
function letterBlocks(table: SerialTable, span: Span): readonly Span[] {
  const blocks: Span[] = [];
  let place = span.from;
  while (place < span.to) {
    if (!isLetterPlace(table, place)) {
      place += 1;
      continue;
    }
    let to = place + 1;
    while (to < span.to && isLetterPlace(table, to)) to += 1;
    const block = withDigits(table, { from: place, to }, { from: blocks.at(-1)?.to ?? span.from, to: span.to });
    blocks.push(block);
    place = block.to;
  }
  return blocks;
}

function isLetterPlace({ places }: SerialTable, place: number): boolean {
  const characters = places[place]?.characters ?? "";
  return characters.length > 1 && !isDigits(characters);
}

/** A varying digit belongs to the letters beside it when each of their values has only one digit there: BL1, TW2. */
function withDigits(table: SerialTable, block: Span, bounds: Span): Span {
  const texts = textsBetween(table.rows, block.from, block.to);
  if (texts.size < 2 || [...texts.values()].some((count) => count < rowsPerValueMin)) return block;
  const belongs = (place: number, wider: Span) =>
    isVaryingDigit(table, place) && textsBetween(table.rows, wider.from, wider.to).size === texts.size;
  let { from, to } = block;
  while (to < bounds.to && belongs(to, { from, to: to + 1 })) to += 1;
  while (from > bounds.from && belongs(from - 1, { from: from - 1, to })) from -= 1;
  return { from, to };
}

function isVaryingDigit({ places }: SerialTable, place: number): boolean {
  const characters = places[place]?.characters ?? "";
  return characters.length > 1 && isDigits(characters);
}

/** Digits in stretches, and the text between them that never varies. */
function readPlain(table: SerialTable, { from, to }: Span): readonly SuggestedPart[] {
  const isDigitPlace = (place: number) => isDigits(table.places[place]?.characters ?? "");
  const parts: SuggestedPart[] = [];
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && isDigitPlace(end) === isDigitPlace(start)) end += 1;
    parts.push(...(isDigitPlace(start) ? readDigits(table.rows, start, end) : [suggestedText(table.rows, start, end)]));
    start = end;
  }
  return parts;
}

/** Less likely than once in ten to the power of this, an accident is not told apart from none. */
const shownExponentMax = 12;

function checkPart({ algorithm, from, to, agreeing, tried, oddsExponent }: FoundCheck): SuggestedPart {
  const odds =
    oddsExponent < shownExponentMax
      ? `about once in 10^${Math.floor(oddsExponent)}`
      : `less than once in 10^${shownExponentMax}`;
  return {
    source: { check: algorithm },
    name: `check ${algorithm}`,
    at: [from, to],
    observed: `right in ${shareText(agreeing, tried)} that were tried`,
    reason: `It is computed over everything before it. By accident that happens ${odds}.`,
    certainty: agreeing >= 0.99 * tried && oddsExponent >= 9 ? "sure" : "likely",
  };
}

/** Without a source: no scheme can say it. */
function partialCheckPart({ from, to, systemName, over, agreeing, tried, characters }: PartialCheck): SuggestedPart {
  return {
    name: `check over a part: ${systemName}`,
    at: [from, to],
    observed: `right in ${shareText(agreeing, tried)} that were tried`,
    reason: `It is computed over ${over}, which no scheme can say. A pattern takes every check character there.`,
    certainty: "likely",
    characters,
  };
}

function shareText(agreeing: number, tried: number): string {
  return agreeing === tried ? `all ${grouped(tried)} serials` : `${grouped(agreeing)} of ${grouped(tried)} serials`;
}

/** Texts side by side are one text. */
function joinedTexts({ rows }: SerialTable, parts: readonly SuggestedPart[]): readonly SuggestedPart[] {
  const joined: SuggestedPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const areTexts = typeof part.source === "string" && typeof last?.source === "string";
    if (areTexts) joined[joined.length - 1] = suggestedText(rows, last.at[0], part.at[1]);
    else joined.push(part);
  }
  return joined;
}
