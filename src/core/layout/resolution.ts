import { assert } from "../index.ts";

/**
 * Exact arithmetic between micrometres and printer dots. Resolutions are kept in tenths of dots an inch, so that the
 * 203.2 dots an inch of an "8 dots a millimetre" head stay whole numbers: `dots * 254000 = um * tenths`.
 */
const umPerTenInches = 254_000;

/** Resolutions that are sold under a rounded name: a "203 dpi" head has 8 dots a millimetre. */
const soldAs: ReadonlyMap<number, number> = new Map([
  [152, 152.4],
  [203, 203.2],
]);

/** Lowest and highest resolution that a label may be laid out for, in dots an inch. */
const dotsPerInchRange = { min: 100, max: 2540 } as const;

/** The true dots an inch of a resolution by its name: 203 gives 203.2; undefined outside the supported range. */
export function trueDotsPerInch(named: number): number | undefined {
  const dotsPerInch = soldAs.get(named) ?? named;
  if (!(dotsPerInch >= dotsPerInchRange.min && dotsPerInch <= dotsPerInchRange.max)) return undefined;
  return Number.isInteger(tenthsOf(dotsPerInch)) ? dotsPerInch : undefined;
}

/** Fewest whole dots that are at least as long as `um` micrometres. */
export function dotsCeil(um: number, dotsPerInch: number): number {
  return Math.ceil((um * tenthsOf(dotsPerInch)) / umPerTenInches);
}

/** Most whole dots that are at most as long as `um` micrometres. */
export function dotsFloor(um: number, dotsPerInch: number): number {
  return Math.floor((um * tenthsOf(dotsPerInch)) / umPerTenInches);
}

/** Exact order of a length in dots against one in micrometres: negative when the dots are shorter, 0 when equal. */
export function compareDotsToUm(dots: number, um: number, dotsPerInch: number): number {
  const left = dots * umPerTenInches;
  const right = um * tenthsOf(dotsPerInch);
  assert(Number.isSafeInteger(left) && Number.isSafeInteger(right), "dots and micrometres are whole and bounded");
  return left - right;
}

/** Dots for a length in micrometres, not rounded; only for ink that needs no exact dots, such as glyphs. */
export function dotsExactly(um: number, dotsPerInch: number): number {
  return (um * tenthsOf(dotsPerInch)) / umPerTenInches;
}

/** A length in dots as millimetres for people, e.g. `0.339 mm`. */
export function millimetresOfDots(dots: number, dotsPerInch: number): string {
  return millimetres((dots * umPerTenInches) / tenthsOf(dotsPerInch));
}

/** A length in micrometres as millimetres for people, e.g. `12.7 mm`. */
export function millimetres(um: number): string {
  return `${Number((um / 1000).toFixed(3))} mm`;
}

function tenthsOf(dotsPerInch: number): number {
  const tenths = dotsPerInch * 10;
  const whole = Math.round(tenths);
  // 203.2 * 10 may miss the whole number by an ulp.
  return Math.abs(tenths - whole) < 1e-6 ? whole : tenths;
}
