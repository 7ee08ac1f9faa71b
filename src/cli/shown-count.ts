const separated = new Intl.NumberFormat("en-US");

/** A count for people, its thousands separated: `1,995`; data for programs keeps plain numbers. */
export function shownCount(count: number): string {
  return separated.format(count);
}
