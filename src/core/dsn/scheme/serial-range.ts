import { defined } from "../../index.ts";
import { checkCharacters, checkSystems } from "../check-characters.ts";
import { type Dsn, parseDsn } from "../dsn.ts";
import { skipsSerials } from "./scheme-part.ts";
import { type NumberPart, partName, printedNumber, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/** What stands behind the counter of a serial: fixed text, or check characters over everything before them. */
export type SeriesPart = Extract<SchemePart, { readonly kind: "text" | "check" }>;

/** Serials that differ only in their counter: a scheme with everything else chosen. It needs no scheme to be read. */
export interface SerialSeries {
  /** What stands before the counter; may be empty. */
  readonly head: string;
  /** Digits of the counter, leading zeros included. */
  readonly width: number;
  readonly rest: readonly SeriesPart[];
}

/** Serials of a series whose counters lie between two numbers, both included, without those in `holes`. */
export interface CounterRange {
  readonly series: SerialSeries;
  readonly from: number;
  readonly to: number;
  readonly holes?: ReadonlySet<number>;
}

/** A part of a scheme that has to be chosen before serials can be counted: all but texts, checks and the counter. */
export interface SchemeField {
  readonly kind: "year" | "week" | "oneOf" | "counter";
  /** For people, as the catalog writes it: `week 01-53`, `one of A, B, C`. */
  readonly name: string;
  /** The only text that it can have; absent when there are several. */
  readonly only?: string;
  readonly part: NumberPart | Extract<SchemePart, { readonly kind: "oneOf" }>;
}

/** The part of a scheme that counts, its last counter; undefined for a scheme without any. */
export function countingPart(scheme: SerialScheme): NumberPart | undefined {
  const index = countingIndex(scheme);
  const part = scheme.parts[index];
  return part?.kind === "counter" ? part : undefined;
}

function countingIndex(scheme: SerialScheme): number {
  return scheme.parts.findLastIndex(({ kind }) => kind === "counter");
}

/** What has to be chosen in a scheme, in its order. */
export function schemeFields(scheme: SerialScheme): readonly SchemeField[] {
  const counting = countingIndex(scheme);
  return scheme.parts.flatMap((part, index) => {
    if (part.kind === "text" || part.kind === "check" || index === counting) return [];
    const only = onlyText(part);
    return [{ kind: part.kind, name: partName(part), part, ...(only === undefined ? {} : { only }) }];
  });
}

function onlyText(part: SchemeField["part"]): string | undefined {
  if (part.kind === "oneOf") return part.values.length === 1 ? part.values[0] : undefined;
  return part.from === part.to ? printedNumber(part, part.from) : undefined;
}

/**
 * A choice as it is printed: one of the texts, or a number with its zeros, of a year the last digits. Undefined when the
 * field does not have it.
 */
export function fieldText({ part }: SchemeField, given: string): string | undefined {
  if (part.kind === "oneOf") return part.values.find((value) => value === given);
  if (!/^[0-9]{1,15}$/.test(given)) return undefined;
  const value = part.kind === "year" && given.length > part.width ? Number(given.slice(-part.width)) : Number(given);
  return part.from <= value && value <= part.to ? printedNumber(part, value) : undefined;
}

/** The series of a scheme for the texts of its fields, in their order; undefined for a scheme without a counter. */
export function serialSeries(scheme: SerialScheme, fieldTexts: readonly string[]): SerialSeries | undefined {
  const counting = countingIndex(scheme);
  const counter = countingPart(scheme);
  if (counter === undefined) return undefined;
  const remaining = [...fieldTexts];
  const chosen = (part: SchemePart): SeriesPart => {
    if (part.kind === "text" || part.kind === "check") return part;
    return { kind: "text", text: defined(remaining.shift(), "every field has a text") };
  };
  let head = "";
  for (const part of scheme.parts.slice(0, counting)) {
    head += defined(partText(chosen(part), head), "a check covers every part before it");
  }
  return { head, width: counter.width, rest: joined(scheme.parts.slice(counting + 1).map(chosen)) };
}

/** Neighbouring texts as one, so that a series is written in one way only. */
function joined(parts: readonly SeriesPart[]): readonly SeriesPart[] {
  const rest: SeriesPart[] = [];
  for (const part of parts) {
    const last = rest.at(-1);
    if (part.kind === "text" && last?.kind === "text")
      rest.splice(-1, 1, { kind: "text", text: last.text + part.text });
    else rest.push(part);
  }
  return rest;
}

function partText(part: SeriesPart, before: string): string | undefined {
  return part.kind === "text" ? part.text : checkCharacters(part.algorithm, before);
}

/** The serial with a counter; undefined where its check character is none that a DSN may have. */
export function serialAt({ head, width, rest }: SerialSeries, counter: number): Dsn | undefined {
  let text = head + printedNumber({ width }, counter);
  for (const part of rest) {
    const next = partText(part, text);
    // A check has no character over what it does not cover, as over one of mod 43 that no DSN may have.
    if (next === undefined) return undefined;
    text += next;
  }
  return parseDsn(text);
}

/** The counter of a serial; undefined for a text that is none of the series, by its check characters too. */
export function counterOf(series: SerialSeries, text: string): number | undefined {
  const { head, width } = series;
  const digits = text.slice(head.length, head.length + width);
  if (!text.startsWith(head) || digits.length !== width || !/^[0-9]+$/.test(digits)) return undefined;
  const counter = Number(digits);
  return serialAt(series, counter) === text ? counter : undefined;
}

/** True where a counter may have no serial, because its check character can be one that no DSN may have. */
export function hasImpossibleCounters({ rest }: SerialSeries): boolean {
  return rest.some(skipsSerials);
}

/** The serial of a range with a counter; undefined outside of it, in a hole, and where there is none. */
export function rangeSerialAt(range: CounterRange, counter: number): Dsn | undefined {
  if (counter < range.from || counter > range.to || range.holes?.has(counter) === true) return undefined;
  return serialAt(range.series, counter);
}

/** True when two series are the same, so that equal counters mean equal serials. */
export function isSameSeries(a: SerialSeries, b: SerialSeries): boolean {
  return a.head === b.head && a.width === b.width && JSON.stringify(a.rest) === JSON.stringify(b.rest);
}

/**
 * A serial that both ranges have, however differently their schemes compose it; undefined, as a proof, when there is
 * none. The work is bounded by the shorter range: its counters that can be in question are tried one by one.
 */
export function commonSerial(a: CounterRange, b: CounterRange): Dsn | undefined {
  if (!mayMeet(fixedCharacters(a.series), fixedCharacters(b.series))) return undefined;
  const [inA, inB] = [inQuestion(a, b.series), inQuestion(b, a.series)];
  const [own, other, [from, to]] = inA[1] - inA[0] <= inB[1] - inB[0] ? [a, b, inA] : [b, a, inB];
  for (let counter = from; counter <= to; counter += 1) {
    const dsn = rangeSerialAt(own, counter);
    const there = dsn === undefined ? undefined : counterOf(other.series, dsn);
    if (dsn !== undefined && there !== undefined && rangeSerialAt(other, there) !== undefined) return dsn;
  }
  return undefined;
}

const digit = "digit";
const free = "free";

/** Each character of a series' serials: itself where it is fixed, a digit in the counter, free in check characters. */
function fixedCharacters({ head, width, rest }: SerialSeries): readonly string[] {
  const places: string[] = [...head, ...Array.from({ length: width }, () => digit)];
  for (const part of rest) {
    if (part.kind === "text") places.push(...part.text);
    else places.push(...Array.from({ length: checkSystems[part.algorithm].length }, () => free));
  }
  return places;
}

function mayMeet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => mayBeEqual(one, b[index] ?? ""));
}

function mayBeEqual(one: string, other: string): boolean {
  if (one === other || one === free || other === free) return true;
  if (one === digit) return /^[0-9]$/.test(other);
  return other === digit && /^[0-9]$/.test(one);
}

/** The counters of a range that begin as the other series' fixed head demands: from, to; none when to is below from. */
function inQuestion({ series, from, to }: CounterRange, other: SerialSeries): readonly [from: number, to: number] {
  const demanded = other.head.slice(series.head.length, series.head.length + series.width);
  if (demanded === "") return [from, to];
  const low = Number(demanded.padEnd(series.width, "0"));
  const high = Number(demanded.padEnd(series.width, "9"));
  return [Math.max(from, low), Math.min(to, high)];
}
