import type { BoxCodeKind } from "./catalog.ts";

/** What the text of a box code must look like, and the same in words that follow "expected". */
export interface BoxCodeShape {
  readonly shape: RegExp;
  readonly expected: string;
  /** True for texts that YAML would take for a number. */
  readonly isDigits?: boolean;
}

/** Shapes of the kinds that have one, before any check digit; FNSKU and LPN after common practice, not after a specification. */
export const boxCodeShapes: Readonly<Partial<Record<BoxCodeKind, BoxCodeShape>>> = {
  gtin: { shape: /^(?:[0-9]{8}|[0-9]{12,14})$/, expected: "a GTIN: 8, 12, 13 or 14 digits", isDigits: true },
  fnsku: { shape: /^[0-9A-Z]{10}$/, expected: "an FNSKU: 10 capitals or digits" },
  asin: { shape: /^(?:B0[0-9A-Z]{8}|[0-9]{9}[0-9X])$/, expected: "an ASIN: B0 and 8 capitals or digits, or 10 digits" },
  lpn: { shape: /^LPN[0-9A-Z]{4,20}$/, expected: "an LPN: LPN and 4 to 20 capitals or digits" },
  transparency: {
    shape: /^(?:(?:AZ|ZA):[0-9A-Z]{26}|01[0-9]{14}21[\x21-\x7e]{20})$/,
    expected: "a Transparency code: AZ: or ZA: and 26 capitals or digits, or 38 characters that begin with 01",
  },
  mac: {
    shape: /^(?:[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})$/,
    expected: 'a MAC address: 12 hexadecimal digits, or pairs with ":" or "-"',
  },
  imei: { shape: /^[0-9]{15}$/, expected: "an IMEI: 15 digits", isDigits: true },
  url: { shape: /^https?:\/\/[\x21-\x7e]+$/, expected: "an address that begins with https://" },
};
