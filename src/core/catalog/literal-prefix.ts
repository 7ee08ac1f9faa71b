/**
 * The text with which every serial of a pattern of the portable subset begins; "" where that cannot be seen at a
 * glance. Two models whose prefixes differ at some place share no serial, which spares most proofs of a large catalog.
 */
export function literalPrefix(source: string): string {
  const [, literals = "", next = ""] = /^\^([0-9A-Za-z_:/ #-]*)(.?)/.exec(source) ?? [];
  // A repeat belongs to the last literal alone.
  return next === "?" || next === "{" ? literals.slice(0, -1) : literals;
}

/** True when two prefixes differ at a place that both have. */
export function prefixesDiffer(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) !== b.slice(0, length);
}
