/** Units of lengths in files, as thousandths of a micrometre. */
const unitNm = { um: 1_000n, mm: 1_000_000n, in: 25_400_000n, mil: 25_400n, pt: 352_778n } as const;

const lengthShape = /^([0-9]{1,6})(?:\.([0-9]{1,6}))?(um|mm|in|mil|pt)$/;

/** Longest length in a file: two metres. */
const lengthMaxUm = 2_000_000;

/**
 * A length such as `0.33mm`, `14pt` or `13.33mil` in whole micrometres; inches, mils and points are rounded to the
 * nearest. Undefined when it has no unit, is a fraction of a micrometre in metric units, or is longer than two metres.
 */
export function parseLength(text: string): number | undefined {
  const match = lengthShape.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = "", unit = "mm"] = match;
  // Whole numbers of 10^-6 of the unit, so that 0.33 is 0.33 and nothing near it.
  const millionths = BigInt(whole + fraction.padEnd(6, "0"));
  const nanometreMillionths = millionths * unitNm[unit as keyof typeof unitNm];
  const perUm = 1_000_000_000n;
  const isMetric = unit === "mm" || unit === "um";
  if (isMetric && nanometreMillionths % perUm !== 0n) return undefined;
  const um = Number((nanometreMillionths + perUm / 2n) / perUm);
  return um <= lengthMaxUm ? um : undefined;
}
