/** A whole number with commas between thousands, for people. */
export function grouped(count: bigint | number): string {
  return String(count).replaceAll(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ",");
}
