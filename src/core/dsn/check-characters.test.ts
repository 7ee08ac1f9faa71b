import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCharacters, gtinCheckDigit, isGtin } from "./check-characters.ts";
import { type CheckAlgorithm, checkAlgorithms } from "./scheme/serial-scheme.ts";

const digits = "0123456789";
const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const code39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

const covered: Readonly<Record<CheckAlgorithm, string>> = {
  "luhn-10": digits,
  "luhn-36": alphanumeric,
  "iso7064-11-10": digits,
  "iso7064-11-2": digits,
  "iso7064-37-36": alphanumeric,
  "iso7064-97-10": alphanumeric,
  "mod-43": code39,
};

/** The definitions of the standards, as conditions on the whole text, check characters included. */
const isValid: Readonly<Record<CheckAlgorithm, (text: string) => boolean>> = {
  "luhn-10": (text) => luhnSum(text, digits) % 10 === 0,
  "luhn-36": (text) => luhnSum(text, alphanumeric) % 36 === 0,
  // ISO/IEC 7064: ((…((M + a1)|M * 2)|M+1 + a2)|M * 2 …)|M+1 + an = 1 mod M, where |M of a multiple of M is M.
  "iso7064-11-10": (text) => hybridRemainder(text, digits) === 1,
  "iso7064-37-36": (text) => hybridRemainder(text, alphanumeric) === 1,
  // ISO/IEC 7064 pure systems: the sum of a_i * r^(n-i) is 1 mod M.
  "iso7064-11-2": (text) => weightedSum(text, 2n, `${digits}X`) % 11n === 1n,
  "iso7064-97-10": (text) => BigInt([...text].map((c) => alphanumeric.indexOf(c)).join("")) % 97n === 1n,
  "mod-43": (text) =>
    [...text.slice(0, -1)].reduce((sum, c) => sum + code39.indexOf(c), 0) % 43 === code39.indexOf(text.slice(-1)),
};

function luhnSum(text: string, alphabet: string): number {
  return [...text].reverse().reduce((sum, character, place) => {
    const value = alphabet.indexOf(character) * (place % 2 === 0 ? 1 : 2);
    return sum + (value < alphabet.length ? value : value - alphabet.length + 1);
  }, 0);
}

function hybridRemainder(text: string, alphabet: string): number {
  const m = alphabet.length;
  const values = [...text].map((character) => alphabet.indexOf(character));
  const last = values.pop() ?? 0;
  let carried = m;
  for (const value of values) carried = (((carried + value) % m || m) * 2) % (m + 1);
  return (carried + last) % m;
}

function weightedSum(text: string, radix: bigint, alphabet: string): bigint {
  const n = text.length;
  return [...text].reduce((sum, c, index) => sum + BigInt(alphabet.indexOf(c)) * radix ** BigInt(n - 1 - index), 0n);
}

function coveredText(algorithm: CheckAlgorithm): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...covered[algorithm]), minLength: 1, maxLength: 30 });
}

const published: readonly (readonly [algorithm: CheckAlgorithm, text: string, check: string, source: string])[] = [
  ["luhn-10", "7992739871", "3", "the usual example of Luhn's formula"],
  ["iso7064-11-10", "0794", "5", "ISO/IEC 7064"],
  ["iso7064-11-2", "0794", "0", "ISO/IEC 7064"],
  ["iso7064-11-2", "000000021825009", "7", "the ORCID of Josiah Carberry"],
  ["iso7064-11-2", "000000021694233", "X", "an ORCID with X"],
  ["iso7064-37-36", "A12425GABC1234002", "M", "the example of a Global Release Identifier"],
  ["iso7064-97-10", "794", "44", "ISO/IEC 7064"],
  ["iso7064-97-10", "5493001KJTIIGC8Y1R", "12", "the LEI of Bloomberg Finance L.P."],
  ["iso7064-97-10", "WEST12345698765432GB", "82", "the example of an IBAN, rearranged"],
  ["mod-43", "+A123BJC5D6E71", "G", "the example of HIBC"],
];

describe("checkCharacters", () => {
  test.each(published)("of %s over %s is %s: %s", (algorithm, text, check) => {
    expect(checkCharacters(algorithm, text)).toBe(check);
  });

  test.each(checkAlgorithms)("%s makes texts that fulfil the standard's condition", (algorithm) => {
    fc.assert(
      fc.property(coveredText(algorithm), (text) => {
        const check = checkCharacters(algorithm, text) ?? "";
        expect(isValid[algorithm](text + check), text + check).toBe(true);
      }),
    );
  });

  test.each(checkAlgorithms)("%s finds every single substitution, the check character's included", (algorithm) => {
    fc.assert(
      fc.property(coveredText(algorithm), fc.nat(), fc.nat(), (text, place, other) => {
        const whole = text + (checkCharacters(algorithm, text) ?? "");
        const index = place % whole.length;
        const old = whole.charAt(index);
        // MOD 97-10 counts letters as two digits, so it promises this only within digits and within letters.
        const kind = /[0-9]/.test(old) ? digits : alphanumeric.slice(10);
        const choices = algorithm === "iso7064-97-10" ? kind : covered[algorithm];
        const substitute = choices.charAt(other % choices.length);
        if (substitute === old) return;
        const misread = whole.slice(0, index) + substitute + whole.slice(index + 1);
        expect(checkCharacters(algorithm, misread.slice(0, text.length))).not.toBe(misread.slice(text.length));
      }),
      { numRuns: 500 },
    );
  });

  test.each(["iso7064-11-2", "iso7064-97-10"] as const)(
    "%s finds every swap of two neighbouring digits",
    (algorithm) => {
      fc.assert(
        fc.property(fc.stringMatching(/^[0-9]{2,20}$/), fc.nat(), (text, place) => {
          const index = place % (text.length - 1);
          const swapped = text.slice(0, index) + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);
          if (swapped === text) return;
          expect(checkCharacters(algorithm, swapped)).not.toBe(checkCharacters(algorithm, text));
        }),
      );
    },
  );

  test("is undefined for what a system does not cover", () => {
    for (const algorithm of checkAlgorithms) {
      expect(checkCharacters(algorithm, "")).toBeUndefined();
      expect(checkCharacters(algorithm, "12a4")).toBeUndefined();
      expect(checkCharacters(algorithm, "12\n4")).toBeUndefined();
      expect(checkCharacters(algorithm, "12\u06634")).toBeUndefined();
      expect(checkCharacters(algorithm, "12A4") === undefined).toBe(!covered[algorithm].includes("A"));
      expect(checkCharacters(algorithm, "12-4") === undefined).toBe(!covered[algorithm].includes("-"));
    }
    expect(checkCharacters("iso7064-11-2", "079X")).toBeUndefined();
  });
});

describe("GTIN", () => {
  test("check digit of 629104150021 is 3, the example of GS1", () => {
    expect(gtinCheckDigit("629104150021")).toBe("3");
  });

  test.each(["96385074", "036000291452", "4006381333931", "6291041500213", "10614141000415"])("%s is one", (text) => {
    expect(isGtin(text)).toBe(true);
  });

  test.each([
    "",
    "96385075",
    "36000291452",
    "036000291453",
    "4006381333930",
    " 4006381333931",
    "4006381333931\n",
    "40063813339310000",
    "４006381333931",
    "400638133393A",
  ])("%j is none", (text) => expect(isGtin(text)).toBe(false));

  test("makes the weighted sum a multiple of ten", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,17}$/), (text) => {
        const whole = text + gtinCheckDigit(text);
        const sum = [...whole]
          .reverse()
          .reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
        expect(sum % 10).toBe(0);
      }),
    );
  });

  test("counts every misread digit", () => {
    for (let place = 0; place < 14; place += 1) {
      for (const digit of digits) {
        const misread = `${"10614141000415".slice(0, place)}${digit}${"10614141000415".slice(place + 1)}`;
        expect(isGtin(misread)).toBe(misread === "10614141000415");
      }
    }
  });

  test("refuses to compute over anything but digits", () => {
    for (const text of ["", "12x", "123456789012345678"])
      expect(() => gtinCheckDigit(text)).toThrow("broken invariant");
  });
});
