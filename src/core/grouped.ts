/** A whole number with commas between thousands, for people. */
export function grouped(count: bigint | number): string {
  return String(count).replaceAll(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ",");
}

/** More digits than these nobody reads. */
const digitCountMax = 24;

/**
 * A count for people: grouped; where that would be too long to read, its first three digits, cut off and never rounded
 * up, and its size: `about 1.20 × 10^82`.
 */
export function countWords(count: bigint | number): string {
  const digits = String(count);
  if (!/^[0-9]+$/.test(digits) || digits.length <= digitCountMax) return grouped(count);
  return `about ${digits[0]}.${digits.slice(1, 3)} × 10^${digits.length - 1}`;
}
