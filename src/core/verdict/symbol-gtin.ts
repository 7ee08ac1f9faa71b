import { gtin14, gtinOfGs1Text } from "../catalog/index.ts";
import { bareTexts, leadingIdentifier } from "./bare-texts.ts";
import type { BoxSymbol } from "./serial-candidates.ts";

/**
 * The GTIN that a symbol carries, in 14 digits: as digits alone, as GS1 element string or as GS1 Digital Link, and each of
 * these also beside what a reader may have put around it. Undefined for a symbol without one.
 */
export function symbolGtin({ text, aim }: BoxSymbol): string | undefined {
  const identifier = aim ?? leadingIdentifier(text);
  for (const form of [text, ...bareTexts(text)]) {
    const gtin = gtin14(form) ?? gtinOfGs1Text(form, identifier);
    if (gtin !== undefined) return gtin;
  }
  return undefined;
}
