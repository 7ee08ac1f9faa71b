import fc from "fast-check";
import { type CheckAlgorithm, checkAlgorithms, parseScheme, type SchemeSource } from "../../src/core/dsn/index.ts";

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const code39 = `${alphanumeric}-. $/+%`;

/** Check characters as textbooks compute them, over the whole text at once. */
const naive: Readonly<Record<CheckAlgorithm, (text: string) => string>> = {
  "luhn-10": (text) => naiveLuhn(text, 10),
  "luhn-36": (text) => naiveLuhn(text, 36),
  "iso7064-11-10": (text) => naiveHybrid(text, 10),
  "iso7064-37-36": (text) => naiveHybrid(text, 36),
  // The check character c with sum of a_i * 2^(n-i) + c = 1 mod 11, n counting the check character.
  "iso7064-11-2": (text) => {
    const weighted = [...text].reduce((sum, digit, index) => sum + Number(digit) * 2 ** (text.length - index), 0);
    return "0123456789X".charAt((((1 - weighted) % 11) + 11) % 11);
  },
  // As for an IBAN: letters as two digits, two zeros behind, 98 minus the remainder by 97.
  "iso7064-97-10": (text) => {
    const number = BigInt(`${[...text].map((one) => alphanumeric.indexOf(one)).join("")}00`);
    return String(98n - (number % 97n)).padStart(2, "0");
  },
  "mod-43": (text) => code39.charAt([...text].reduce((sum, one) => sum + code39.indexOf(one), 0) % 43),
};

function naiveLuhn(text: string, base: number): string {
  let sum = 0;
  let factor = 2;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const product = factor * alphanumeric.indexOf(text.charAt(index));
    sum += Math.floor(product / base) + (product % base);
    factor = factor === 2 ? 1 : 2;
  }
  return alphanumeric.charAt((base - (sum % base)) % base);
}

/** The one character that makes the recursion of the hybrid systems end at 1. */
function naiveHybrid(text: string, base: number): string {
  let carry = base;
  for (const one of text) {
    const sum = (carry + alphanumeric.indexOf(one)) % base;
    carry = (2 * (sum === 0 ? base : sum)) % (base + 1);
  }
  return [...alphanumeric.slice(0, base)].find((one) => (carry + alphanumeric.indexOf(one)) % base === 1) ?? "";
}

/** Every serial of a small scheme, written out by the definition. */
export function writtenOut(sources: readonly SchemeSource[]): readonly string[] {
  return sources.reduce<readonly string[]>((texts, source) => texts.flatMap((text) => goneOn(text, source)), [""]);
}

function goneOn(text: string, source: SchemeSource): readonly string[] {
  if (typeof source === "string") return [text + source];
  if ("oneOf" in source) return source.oneOf.map((value) => text + value);
  if ("check" in source) {
    const check = naive[source.check as CheckAlgorithm](text);
    return /^[A-Za-z0-9_+-]+$/.test(check) ? [text + check] : [];
  }
  const [low = "", high = ""] = Object.values(source).join("").split("-");
  return Array.from({ length: Number(high) - Number(low) + 1 }, (_, index) => {
    return text + String(Number(low) + index).padStart(low.length, "0");
  });
}

const checksAnywhere = fc.array(fc.record({ check: fc.constantFrom(...checkAlgorithms), place: fc.nat(5) }), {
  minLength: 1,
  maxLength: 3,
});

/** Up to four parts with few values each, and up to three checks of any system anywhere behind the first part. */
export const schemeWithChecks: fc.Arbitrary<readonly SchemeSource[]> = fc
  .boolean()
  .chain((isOverDigits) => fc.tuple(fc.array(fewValues(isOverDigits), { minLength: 1, maxLength: 4 }), checksAnywhere))
  .map(([parts, checks]) => {
    const sources: SchemeSource[] = [...parts];
    for (const { check, place } of checks) sources.splice(1 + (place % sources.length), 0, { check });
    return sources;
  })
  .filter((sources) => parseScheme(sources).ok);

function fewValues(isOverDigits: boolean): fc.Arbitrary<SchemeSource> {
  const [texts, values] = isOverDigits
    ? [
        ["1", "05", "998"],
        ["1", "23", "456", "70", "8"],
      ]
    : [
        ["A", "BL1", "Z9"],
        ["A", "BC", "X1Y", "7", "84"],
      ];
  return fc.oneof(
    fc.constantFrom(...texts),
    fc.tuple(fc.nat(1200), fc.nat(5)).map(([from, more]) => {
      const width = String(from + more).length;
      return { counter: `${String(from).padStart(width, "0")}-${from + more}` };
    }),
    fc.subarray(values, { minLength: 1 }).map((oneOf) => ({ oneOf })),
  );
}
