/** Check character systems by their names in a catalog. */
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
  | NumberPart
  /** One of several texts, none of which starts with another, so that a reader knows where the part ends. */
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  /**
   * Check characters over everything before them, earlier check characters included. A serial whose check character no
   * DSN may have, which happens with mod 43 alone, is not of the scheme.
   */
  | { readonly kind: "check"; readonly algorithm: CheckAlgorithm };

/** Decimal digits of fixed width, both ends included. Year, week and counter differ only in what people call them. */
export interface NumberPart {
  readonly kind: "year" | "week" | "counter";
  readonly from: number;
  readonly to: number;
  /** Digits, leading zeros included. */
  readonly width: number;
}

/**
 * How the factory composes the serials of a model. At least one part; every text it yields is a DSN, and no two
 * choices of parts yield the same text.
 */
export interface SerialScheme {
  readonly parts: readonly SchemePart[];
}

/** A number as a part of so many digits prints it, with leading zeros. */
export function printedNumber({ width }: Pick<NumberPart, "width">, value: number): string {
  return String(value).padStart(width, "0");
}

/** A part for people, as it stands in the catalog: `text "BL1"`, `week 01-53`, `one of A, B, C`. */
export function partName(part: SchemePart): string {
  switch (part.kind) {
    case "text":
      return `text "${part.text}"`;
    case "oneOf": {
      const shown = part.values.slice(0, 6).join(", ");
      return part.values.length > 6 ? `one of ${shown}, …` : `one of ${shown}`;
    }
    case "check":
      return `check ${part.algorithm}`;
    default:
      return `${part.kind} ${printedNumber(part, part.from)}-${printedNumber(part, part.to)}`;
  }
}
