import type { Symbology } from "../symbol/index.ts";

/** A GTIN in its one long form, 14 digits with leading zeros; undefined for a text that is not 8, 12, 13 or 14 digits. */
export function gtin14(text: string): string | undefined {
  return /^(?:[0-9]{8}|[0-9]{12,14})$/.test(text) ? text.padStart(14, "0") : undefined;
}

/** The symbology identifiers under which a text is a GS1 element string (GS1 General Specifications). */
const gs1Identifiers: ReadonlySet<string> = new Set(["]C1", "]d2", "]Q3", "]e0"]);

/**
 * The GTIN, in 14 digits, of a text in a GS1 form; undefined where there is none. The forms: the application identifier 01
 * at its head, which counts under a GS1 symbology identifier such as `]C1` only, or as a person writes it, `(01)`; and a
 * GS1 Digital Link, `https://…/01/<8, 12, 13 or 14 digits>`.
 */
export function gtinOfGs1Text(text: string, identifier?: string): string | undefined {
  const link = /^https?:\/\/[^?#]*\/01\/([0-9]{8}|[0-9]{12,14})(?![^/?#])/i.exec(text)?.[1];
  if (link !== undefined) return gtin14(link);
  const written = /^\(01\)([0-9]{14})(?![0-9])/.exec(text)?.[1];
  if (written !== undefined) return written;
  return gs1Identifiers.has(identifier ?? "") ? /^01([0-9]{14})/.exec(text)?.[1] : undefined;
}

/**
 * The symbologies that can print a GTIN, the usual one first: UPC-A has 12 digits, EAN-13 has 13, ITF-14 has 14 (GS1
 * General Specifications, data carriers for GTIN). Empty for a text that is no GTIN.
 */
export function gtinSymbologies(text: string): readonly Symbology[] {
  const long = gtin14(text);
  if (long === undefined) return [];
  if (!long.startsWith("0")) return ["itf"];
  if (text.length === 8) return ["ean8", "ean13", "itf"];
  return long.startsWith("00") ? ["upca", "ean13", "itf"] : ["ean13", "itf"];
}

const digitCounts: Partial<Record<Symbology, number>> = { ean8: 8, upca: 12, ean13: 13, itf: 14 };

/** The digits that a symbology prints for a GTIN; undefined when it cannot print that one. */
export function gtinText(gtin: string, symbology: Symbology): string | undefined {
  const count = digitCounts[symbology];
  const long = gtin14(gtin);
  if (count === undefined || long === undefined) return undefined;
  return /^0*$/.test(long.slice(0, 14 - count)) ? long.slice(14 - count) : undefined;
}
