import { hasText, type Language, longestLength, shortestText, textAt, textCount } from "../../pattern/index.ts";
import { documentationCodes } from "./documentation-codes.ts";

/** Texts that show what a pattern accepts and what it refuses. */
export interface ProofExamples {
  /** Empty where no text is accepted, or none of 128 characters or fewer. */
  readonly good: readonly string[];
  /** Refused texts, each with what it is. */
  readonly bad: readonly { readonly text: string; readonly is: string }[];
}

const goodMax = 5;
const badMax = 6;
/** Longer texts explain nothing to people. */
const lengthMax = 128;

/**
 * The shortest and the longest serial with some between them, and refused texts: a serial damaged in several ways, and
 * other codes that stand on boxes. The same for the same language.
 */
export function proofExamples(language: Language): ProofExamples {
  const good = goodTexts(language).filter(({ length }) => length <= lengthMax);
  const [sample] = good.slice(-1);
  const bad = [...(sample === undefined ? [] : damaged(sample)), ...otherCodes].filter(
    ({ text }, index, all) => !hasText(language, text) && all.findIndex((one) => one.text === text) === index,
  );
  return { good, bad: bad.slice(0, badMax) };
}

function goodTexts(language: Language): readonly string[] {
  const shortest = shortestText(language);
  if (shortest === undefined) return [];
  // Numbering the texts takes a table by length, and long ones would not be shown.
  const count = longestLength(language) <= lengthMax ? textCount(language) : undefined;
  if (count === undefined) return [shortest];
  const last = count - 1n;
  const steps = BigInt(goodMax - 1);
  const places = Array.from({ length: goodMax }, (_, index) => (last * BigInt(index)) / steps);
  return [...new Set(places.flatMap((place) => textAt(language, place) ?? []))];
}

function damaged(serial: string): ProofExamples["bad"] {
  const flipped = flippedCase(serial);
  return [
    { text: serial.slice(0, -1), is: "a serial without its last character" },
    { text: `${serial}0`, is: "a serial with a character behind it" },
    { text: flipped, is: "a serial with small and capital letters exchanged" },
    { text: `${serial} `, is: "a serial with a blank behind it" },
  ].filter(({ text }) => text !== "" && text !== serial);
}

function flippedCase(text: string): string {
  return [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join("");
}

const otherCodeWords = [
  ["upc-a", "a UPC-A"],
  ["ean-13", "an EAN-13"],
  ["fnsku", "an FNSKU"],
  ["asin", "an ASIN"],
  ["mac", "a MAC address"],
] as const;

const otherCodes: ProofExamples["bad"] = otherCodeWords.flatMap(([kind, is]) => {
  const text = documentationCodes[kind];
  return text === undefined ? [] : [{ text, is }];
});
