import { assert } from "../index.ts";
import type { CheckAlgorithm } from "./serial-scheme.ts";

const digits = "0123456789";
const digitsAndLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const code39Characters = `${digitsAndLetters}-. $/+%`;

/** What a check character system works on, and what it adds. */
interface CheckSystem {
  /** Every character that it can be computed over. */
  readonly covers: string;
  /** Every character that it can add. */
  readonly adds: string;
  /** How many characters it adds. */
  readonly length: number;
  readonly compute: (text: string) => string;
}

/**
 * The check character systems. Each finds every single substituted character, MOD 97-10 if a letter stands for a
 * letter and a digit for a digit. Luhn and ISO 7064 also find (nearly) every transposition of neighbours, mod 43 none.
 */
export const checkSystems: Readonly<Record<CheckAlgorithm, CheckSystem>> = {
  "luhn-10": { covers: digits, adds: digits, length: 1, compute: (text) => luhn(text, digits) },
  "luhn-36": {
    covers: digitsAndLetters,
    adds: digitsAndLetters,
    length: 1,
    compute: (text) => luhn(text, digitsAndLetters),
  },
  "iso7064-11-10": { covers: digits, adds: digits, length: 1, compute: (text) => hybrid(text, digits) },
  "iso7064-11-2": { covers: digits, adds: `${digits}X`, length: 1, compute: mod11Radix2 },
  "iso7064-37-36": {
    covers: digitsAndLetters,
    adds: digitsAndLetters,
    length: 1,
    compute: (text) => hybrid(text, digitsAndLetters),
  },
  "iso7064-97-10": { covers: digitsAndLetters, adds: digits, length: 2, compute: mod97Radix10 },
  "mod-43": { covers: code39Characters, adds: code39Characters, length: 1, compute: mod43 },
};

/**
 * The check character or characters of a system for the text that stands before them; undefined for an empty text and
 * for one with a character that the system does not cover. Letters are upper case; nothing is folded or skipped.
 */
export function checkCharacters(algorithm: CheckAlgorithm, text: string): string | undefined {
  const { covers, compute } = checkSystems[algorithm];
  if (text === "" || [...text].some((character) => !covers.includes(character))) return undefined;
  return compute(text);
}

/**
 * Luhn's formula (ISO/IEC 7812-1 annex B for digits; mod N by the same rule over N characters): every second value from
 * the right is doubled, and a doubled value of two base-N digits counts as their sum.
 */
function luhn(text: string, alphabet: string): string {
  const base = alphabet.length;
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = alphabet.indexOf(text.charAt(text.length - 1 - index));
    const weighted = index % 2 === 0 ? 2 * value : value;
    sum += Math.floor(weighted / base) + (weighted % base);
  }
  return alphabet.charAt((base - (sum % base)) % base);
}

/** ISO/IEC 7064 hybrid systems, MOD 11,10 over ten digits and MOD 37,36 over 36 characters: mod M+1 and mod M in turn. */
function hybrid(text: string, alphabet: string): string {
  const base = alphabet.length;
  let product = base;
  for (const character of text) {
    const sum = (product + alphabet.indexOf(character)) % base;
    product = ((sum === 0 ? base : sum) * 2) % (base + 1);
  }
  return alphabet.charAt((base + 1 - product) % base);
}

/** ISO/IEC 7064 pure system MOD 11-2 over digits; the value ten is written X. */
function mod11Radix2(text: string): string {
  let product = 0;
  for (const character of text) product = ((product + digits.indexOf(character)) * 2) % 11;
  return `${digits}X`.charAt((12 - product) % 11);
}

/** ISO/IEC 7064 pure system MOD 97-10, two digits from 02 to 98; letters count as 10 to 35, as in ISO 13616 and ISO 17442. */
function mod97Radix10(text: string): string {
  let remainder = 0;
  for (const character of `${text}00`) {
    const value = digitsAndLetters.indexOf(character);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return String(98 - remainder).padStart(2, "0");
}

/** The check character of Code 39, ISO/IEC 16388 annex A: the sum of the character values mod 43. */
function mod43(text: string): string {
  let sum = 0;
  for (const character of text) sum += code39Characters.indexOf(character);
  return code39Characters.charAt(sum % 43);
}

/**
 * The check digit for the digits of a GTIN, SSCC or other GS1 key that stand before it (GS1 General Specifications,
 * section 7.9): weights 3 and 1 in turn from the right. The caller hands over 1 to 17 digits.
 */
export function gtinCheckDigit(text: string): string {
  assert(/^[0-9]{1,17}$/.test(text), "a GS1 check digit is computed over 1 to 17 digits");
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    sum += Number(text.charAt(text.length - 1 - index)) * (index % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** True for a GTIN-8, -12, -13 or -14 with its right check digit. */
export function isGtin(text: string): boolean {
  if (!/^(?:[0-9]{8}|[0-9]{12,14})$/.test(text)) return false;
  return gtinCheckDigit(text.slice(0, -1)) === text.slice(-1);
}
