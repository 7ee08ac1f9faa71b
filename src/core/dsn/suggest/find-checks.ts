import { type CheckSystem, checkSystems } from "../check-characters.ts";
import { type CheckAlgorithm, checkAlgorithms } from "../scheme/serial-scheme.ts";
import { spread, textsBetween } from "./serial-table.ts";

/** Most rows that checks are tried on: with so many, no accident is left. */
const rowCountMax = 2000;
/** The share of rows that have to agree, so that a few misread ones hide no check. */
const agreementMin = 0.97;
/** An agreement is taken for none by accident where that happens less than once in ten to the power of this. */
const oddsExponentMin = 6;

/** Characters that agree with a check over everything before them. */
export interface FoundCheck<Name extends string = CheckAlgorithm> {
  readonly algorithm: Name;
  readonly from: number;
  readonly to: number;
  /** Rows that agree, of those that were tried. */
  readonly agreeing: number;
  readonly tried: number;
  /** By accident this happens once in ten to the power of so much, all systems and places that were tried considered. */
  readonly oddsExponent: number;
}

/** The check characters that serials of one length have, from left to right; any system at any place is tried. */
export function findChecks(rows: readonly string[]): readonly FoundCheck[] {
  const systems = checkAlgorithms.map((name) => ({ name, system: checkSystems[name] }));
  const tried = spread([...new Set(rows)], rowCountMax);
  const best = agreeingChecks(tried, { systems, searches: 1 });
  const chosen: FoundCheck[] = [];
  for (const one of best) {
    if (chosen.every(({ from, to }) => one.to <= from || to <= one.from)) chosen.push(one);
  }
  return chosen.sort((a, b) => a.from - b.from);
}

/** Systems by their names, and how many searches like this one are made over the same rows. */
export interface CheckSearch<Name extends string> {
  readonly systems: readonly { readonly name: Name; readonly system: CheckSystem }[];
  readonly searches: number;
}

/** Every check over everything before it that different rows of one length agree with, the least accidental first. */
export function agreeingChecks<Name extends string>(
  rows: readonly string[],
  { systems, searches }: CheckSearch<Name>,
): readonly FoundCheck<Name>[] {
  const trials = (rows[0]?.length ?? 0) * systems.length * searches;
  return systems
    .flatMap(({ name, system }) => agreements(system, rows, trials).map((found) => ({ algorithm: name, ...found })))
    .sort((a, b) => b.oddsExponent - a.oddsExponent);
}

function agreements(
  system: CheckSystem,
  rows: readonly string[],
  trials: number,
): readonly Omit<FoundCheck, "algorithm">[] {
  const width = rows[0]?.length ?? 0;
  const agreeing = new Uint32Array(width);
  for (const row of rows) for (const place of agreeingPlaces(system, row)) agreeing[place] = (agreeing[place] ?? 0) + 1;
  return [...agreeing.keys()].flatMap((from) => {
    const count = agreeing[from] ?? 0;
    if (count < agreementMin * rows.length) return [];
    const to = from + system.length;
    const oddsExponent = -accidentExponent({ system, rows, from, to, trials });
    if (oddsExponent < oddsExponentMin) return [];
    return [{ from, to, agreeing: count, tried: rows.length, oddsExponent }];
  });
}

/** The places of a row at which the check over everything before stands. */
function agreeingPlaces({ covers, start, step, check }: CheckSystem, row: string): readonly number[] {
  const places: number[] = [];
  let sum = start;
  for (let place = 0; place < row.length; place += 1) {
    if (place > 0 && row.startsWith(check(sum), place)) places.push(place);
    const value = covers.indexOf(row.charAt(place));
    if (value === -1) break;
    sum = step(sum, value);
  }
  return places;
}

interface Agreement {
  readonly system: CheckSystem;
  readonly rows: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly trials: number;
}

/**
 * Ten to the power of this is how likely the agreement is by accident: each different text before the check would have
 * to meet what stands behind it, which is as likely as that two rows have the same there; and any of the rows might be
 * those that do not agree.
 */
function accidentExponent({ system, rows, from, to, trials }: Agreement): number {
  const agreeing = rows.filter((row) => agreeingPlaces(system, row).includes(from));
  const texts = new Set(agreeing.map((row) => row.slice(0, from))).size;
  let exponent = Math.log10(trials) + texts * Math.log10(meetingChance(rows, from, to));
  const missing = rows.length - agreeing.length;
  for (let index = 0; index < missing; index += 1) exponent += Math.log10((rows.length - index) / (index + 1));
  return exponent;
}

/**
 * How likely two rows have the same from one place to another: the share of all pairs that have, and no less than if all
 * characters of the kinds that stand there were as frequent, because in a few rows no two need be alike.
 */
function meetingChance(rows: readonly string[], from: number, to: number): number {
  const texts = textsBetween(rows, from, to);
  let pairs = 0;
  for (const count of texts.values()) pairs += count * (count - 1);
  const areDigits = [...texts.keys()].every((text) => /^[0-9]*$/.test(text));
  const evenly = (areDigits ? 10 : 36) ** (from - to);
  return rows.length < 2 ? 1 : Math.max(evenly, pairs / (rows.length * (rows.length - 1)));
}
