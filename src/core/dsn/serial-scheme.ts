/** Check character systems that a scheme may end with or carry inside. */
export const checkAlgorithms = [
  "luhn-10",
  "luhn-36",
  "iso7064-11-10",
  "iso7064-11-2",
  "iso7064-37-36",
  "iso7064-97-10",
  "mod-43",
] as const;

/** A check character system. */
export type CheckAlgorithm = (typeof checkAlgorithms)[number];

/** One part of a serial, in the order in which the factory prints them. */
export type SchemePart =
  | { readonly kind: "text"; readonly text: string }
  /** Decimal digits of fixed width with both ends included; year and week differ from counter only in their name. */
  | { readonly kind: "year" | "week" | "counter"; readonly from: number; readonly to: number; readonly width: number }
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  /** Check character over everything before it. */
  | { readonly kind: "check"; readonly algorithm: CheckAlgorithm };

/** How the factory composes the serials of a model. At least one part; every text it yields is a DSN. */
export interface SerialScheme {
  readonly parts: readonly SchemePart[];
}
