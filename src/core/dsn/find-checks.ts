import { checkSystems } from "./check-characters.ts";
import { type CheckAlgorithm, checkAlgorithms } from "./serial-scheme.ts";
import { spread, textsBetween } from "./serial-table.ts";

/** Most rows that checks are tried on: with so many, no accident is left. */
const rowCountMax = 2000;
/** The share of rows that have to agree, so that a few misread ones hide no check. */
const agreementMin = 0.97;
/** The power of ten that says how seldom an agreement may be an accident. */
const exponentMax = -6;

/** Characters that agree with a check over everything before them. */
export interface FoundCheck {
  readonly algorithm: CheckAlgorithm;
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
  const tried = spread([...new Set(rows)], rowCountMax);
  const found = checkAlgorithms.flatMap((algorithm) => agreements(algorithm, tried));
  const best = found.sort((a, b) => b.oddsExponent - a.oddsExponent);
  const chosen: FoundCheck[] = [];
  for (const one of best) {
    if (chosen.every(({ from, to }) => one.to <= from || to <= one.from)) chosen.push(one);
  }
  return chosen.sort((a, b) => a.from - b.from);
}

function agreements(algorithm: CheckAlgorithm, rows: readonly string[]): readonly FoundCheck[] {
  const width = rows[0]?.length ?? 0;
  const agreeing = new Uint32Array(width);
  for (const row of rows)
    for (const place of agreeingPlaces(algorithm, row)) agreeing[place] = (agreeing[place] ?? 0) + 1;
  const trials = width * checkAlgorithms.length;
  return [...agreeing.keys()].flatMap((from) => {
    const count = agreeing[from] ?? 0;
    if (count < agreementMin * rows.length) return [];
    const to = from + checkSystems[algorithm].length;
    const oddsExponent = -accidentExponent({ algorithm, rows, from, to, trials });
    if (-oddsExponent > exponentMax) return [];
    return [{ algorithm, from, to, agreeing: count, tried: rows.length, oddsExponent }];
  });
}

/** The places of a row at which the check over everything before stands. */
function agreeingPlaces(algorithm: CheckAlgorithm, row: string): readonly number[] {
  const { covers, start, step, check } = checkSystems[algorithm];
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
  readonly algorithm: CheckAlgorithm;
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
function accidentExponent({ algorithm, rows, from, to, trials }: Agreement): number {
  const agreeing = rows.filter((row) => agreeingPlaces(algorithm, row).includes(from));
  const texts = new Set(agreeing.map((row) => row.slice(0, from))).size;
  let meeting = 0;
  for (const count of textsBetween(rows, from, to).values()) meeting += (count / rows.length) ** 2;
  let exponent = Math.log10(trials) + texts * Math.log10(meeting);
  const missing = rows.length - agreeing.length;
  for (let index = 0; index < missing; index += 1) exponent += Math.log10((rows.length - index) / (index + 1));
  return exponent;
}
