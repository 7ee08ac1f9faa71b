import { assert } from "../index.ts";
import type { CheckAlgorithm } from "./scheme/serial-scheme.ts";

const digits = "0123456789";
const digitsAndLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const code39Characters = `${digitsAndLetters}-. $/+%`;

/**
 * A check character system as it works through a text from left to right. All that it keeps of what it has read is one
 * number, its sum, so that a system is an automaton and a scheme with check characters a regular language.
 */
export interface CheckSystem {
  /** Every character that it can be computed over, in the order of their values. */
  readonly covers: string;
  /** Every character that it can add. */
  readonly adds: string;
  /** How many characters it adds. */
  readonly length: number;
  /** The sum before the first character. */
  readonly start: number;
  /** The sum after one more character, by the character's place in `covers`. */
  readonly step: (sum: number, value: number) => number;
  /** The check character or characters for a sum. */
  readonly check: (sum: number) => string;
  /**
   * For a system that weighs characters by their distance from the check character: the sum without what is only of
   * use if an even, or an odd, number of characters is still to come. Absent for a system that does not.
   */
  readonly settled?: (sum: number, ahead: CharactersAhead) => number;
}

/** Whether an even number of characters can come before the check character, and whether an odd number can. */
export interface CharactersAhead {
  readonly even: boolean;
  readonly odd: boolean;
}

/**
 * The check character systems. Each finds every single substituted character, MOD 97-10 if a letter stands for a
 * letter and a digit for a digit. Luhn and ISO 7064 also find (nearly) every transposition of neighbours, mod 43 none.
 */
export const checkSystems: Readonly<Record<CheckAlgorithm, CheckSystem>> = {
  "luhn-10": luhn(digits),
  "luhn-36": luhn(digitsAndLetters),
  "iso7064-11-10": hybrid(digits),
  "iso7064-11-2": mod11Radix2(),
  "iso7064-37-36": hybrid(digitsAndLetters),
  "iso7064-97-10": mod97Radix10(),
  "mod-43": mod43(),
};

/**
 * The check character or characters of a system for the text that stands before them; undefined for an empty text and
 * for one with a character that the system does not cover. Letters are upper case; nothing is folded or skipped.
 */
export function checkCharacters(algorithm: CheckAlgorithm, text: string): string | undefined {
  const { covers, start, step, check } = checkSystems[algorithm];
  if (text === "") return undefined;
  let sum = start;
  for (const character of text) {
    const value = covers.indexOf(character);
    if (value === -1) return undefined;
    sum = step(sum, value);
  }
  return check(sum);
}

/**
 * Luhn's formula (ISO/IEC 7812-1 annex B for digits; mod N by the same rule over N characters): every second value from
 * the right is doubled, and a doubled value of two base-N digits counts as their sum. From the left nobody knows yet
 * which values those are, so two sums are kept: the one that counts if an even number of characters is still to come,
 * and the one that counts if an odd number is.
 */
function luhn(alphabet: string): CheckSystem {
  const base = alphabet.length;
  const doubled = (value: number) => Math.floor((2 * value) / base) + ((2 * value) % base);
  return {
    covers: alphabet,
    adds: alphabet,
    length: 1,
    start: 0,
    step(sum, value) {
      const [ifEven, ifOdd] = [Math.floor(sum / base), sum % base];
      // A character with an even number behind it is doubled, and before it that number was odd.
      return ((ifOdd + doubled(value)) % base) * base + ((ifEven + value) % base);
    },
    check: (sum) => alphabet.charAt((base - Math.floor(sum / base)) % base),
    settled: (sum, { even, odd }) => (even ? Math.floor(sum / base) * base : 0) + (odd ? sum % base : 0),
  };
}

/** ISO/IEC 7064 hybrid systems, MOD 11,10 over ten digits and MOD 37,36 over 36 characters: mod M+1 and mod M in turn. */
function hybrid(alphabet: string): CheckSystem {
  const base = alphabet.length;
  return {
    covers: alphabet,
    adds: alphabet,
    length: 1,
    start: base,
    step(product, value) {
      const sum = (product + value) % base;
      return ((sum === 0 ? base : sum) * 2) % (base + 1);
    },
    check: (product) => alphabet.charAt((base + 1 - product) % base),
  };
}

/** ISO/IEC 7064 pure system MOD 11-2 over digits; the value ten is written X. */
function mod11Radix2(): CheckSystem {
  const adds = `${digits}X`;
  return {
    covers: digits,
    adds,
    length: 1,
    start: 0,
    step: (product, value) => ((product + value) * 2) % 11,
    check: (product) => adds.charAt((12 - product) % 11),
  };
}

/** ISO/IEC 7064 pure system MOD 97-10, two digits from 02 to 98; letters count as 10 to 35, as in ISO 13616 and ISO 17442. */
function mod97Radix10(): CheckSystem {
  return {
    covers: digitsAndLetters,
    adds: digits,
    length: 2,
    start: 0,
    step: (remainder, value) => (remainder * (value < 10 ? 10 : 100) + value) % 97,
    check: (remainder) => String(98 - ((remainder * 100) % 97)).padStart(2, "0"),
  };
}

/** The check character of Code 39, ISO/IEC 16388 annex A: the sum of the character values mod 43. */
function mod43(): CheckSystem {
  return {
    covers: code39Characters,
    adds: code39Characters,
    length: 1,
    start: 0,
    step: (sum, value) => (sum + value) % 43,
    check: (sum) => code39Characters.charAt(sum),
  };
}

/**
 * The check digit for the digits of a GTIN, SSCC or other GS1 key that stand before it (GS1 General Specifications,
 * section 7.9): weights 3 and 1 in turn from the right. The caller hands over 1 to 17 digits.
 */
export function gtinCheckDigit(text: string): string {
  assert(/^[0-9]{1,17}$/.test(text), "a GS1 check digit is computed over 1 to 17 digits");
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    sum += Number(text.charAt(text.length - 1 - index)) * gs1Weight(index + 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * The check digit of GS1 keys over any number of digits. No scheme has it: serials are not made with it on purpose, but
 * factories that have it at hand for GTINs use it.
 */
export const gs1System: CheckSystem = {
  covers: digits,
  adds: digits,
  length: 1,
  start: 0,
  // As with Luhn: the sum if an even number of digits is still to come, and if an odd number is.
  step(sum, value) {
    const [ifEven, ifOdd] = [Math.floor(sum / 10), sum % 10];
    return ((ifOdd + 3 * value) % 10) * 10 + ((ifEven + value) % 10);
  },
  check: (sum) => String((10 - Math.floor(sum / 10)) % 10),
};

/** The weight of a digit of a GS1 key by the number of digits behind it; the check digit itself weighs 1. */
export function gs1Weight(fromRight: number): number {
  return fromRight % 2 === 0 ? 1 : 3;
}

/** True for a GTIN-8, -12, -13 or -14 with its right check digit. */
export function isGtin(text: string): boolean {
  if (!/^(?:[0-9]{8}|[0-9]{12,14})$/.test(text)) return false;
  return gtinCheckDigit(text.slice(0, -1)) === text.slice(-1);
}
