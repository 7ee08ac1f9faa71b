import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasText, textCount } from "../../pattern/index.ts";
import { type BoxCodeName, boxCodeLanguage, boxCodeLanguages, boxCodeNames } from "./box-code-languages.ts";

const gs = "\x1d";
const puk = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v=";

const members: Readonly<Record<BoxCodeName, readonly string[]>> = {
  "upc-a": ["036000291452", "012345678905", "850012345671"],
  "ean-13": ["4006381333931", "6291041500213", "0036000291452"],
  "ean-8": ["96385074", "73513537"],
  "gtin-14": ["10614141000415", "00012345678905"],
  fnsku: ["X001ABC123", "X0029Y5HHR", "X002ZZZZZZ"],
  asin: ["B0DEMO0001", "B08N5WRWNW", "B00KC6I06S"],
  lpn: ["LPNRRAB1234567", "LPNHE839202371", "LPNPMBX0123456789"],
  transparency: [
    "AZ:0123456789ABCDEFGHIJKLMNOP",
    "ZA:9Z8Y7X6W5V4U3T2S1R0Qabcdef",
    "01106141410004152112345678901234567890",
  ],
  mac: ["0017882A9FB1", "0017882a9fb1", "00:17:88:2A:9F:B1", "00-17-88-2a-9f-b1", "00:17:88:2a:9F:B1"],
  imei: ["490154203237518", "356938035643809"],
  gs1: [
    "0110614141000415",
    "011061414100041521BL12417A000123",
    `011061414100041510LOT7${gs}21BL12417A000123`,
    `10LOT7${gs}0110614141000415`,
    `${gs}0110614141000415${gs}21A`,
    `01106141410004151725123121ABC`,
    "(01)10614141000415(21)BL12417A000123",
    "(01)10614141000415(17)251200(10)LOT/7",
    "00106141411234567897",
    `240PN-1234${gs}2112345`,
    `91${"x".repeat(90)}`,
    "10LOT(7)",
  ],
  ffs: [
    `ABV:OB01;SERNUM:BL12417A000123K;PID:1a2B;PUK:${puk};UPC:036000291452`,
    `ABV:OB01;SERNUM:BL12417A000123K;PID:1a2B;PUK:${puk};EAN:4006381333931;`,
    `ABV:IB01;PID:1a2B;PUK:${puk};PIN:12345678;`,
    "SERNUM:123456789012",
  ],
  matter: ["MT:Y.K9042C00KA0648G00", "MT:-24J0AFN00KA0648G00", "MT:Y.K9042C00KA0648G00*-24J0AFN00KA0648G00"],
  url: [
    "https://brewline.example/setup",
    "HTTPS://BREWLINE.EXAMPLE/S?SN=BL12417A000123K",
    "http://a",
    "https://brewline.example:8443/",
    "https://brewline.example?é",
    "https://id.gs1.org/01/09506000134352/21/ABC#top",
  ],
};

const strangers: Readonly<Record<BoxCodeName, readonly string[]>> = {
  "upc-a": ["", "036000291453", "03600029145", "0036000291452", "03600029145X", "036000291452\n", "٠٣٦٠٠٠٢٩١٤٥٢"],
  "ean-13": ["4006381333930", "400638133393", "0406381333931", "40063813339310"],
  "ean-8": ["96385075", "9638507", "963850740"],
  "gtin-14": ["10614141000416", "1061414100041"],
  fnsku: ["X101ABC123", "x001abc123", "X001ABC12", "X001ABC1234", "X001ABC12-"],
  asin: ["A0DEMO0001", "B0DEMO000", "b0demo0001", "0306406152"],
  lpn: ["LPNRRab1234567", "LPRRAB1234567", "LPNRR1", `LPN${"1".repeat(16)}`],
  transparency: [
    "AZ:0123456789ABCDEFGHIJKLMNO",
    "AZ0123456789ABCDEFGHIJKLMNOPQ",
    "az:0123456789ABCDEFGHIJKLMNOP",
    "01106141410004162112345678901234567890",
    "0110614141000415211234567890123456789",
    "21123456789012345678900110614141000415",
  ],
  mac: ["0017882A9FB", "0017882A9FBG", "00:17:88:2A:9F-B1", "00:17:88:2A:9F", "0017.882A.9FB1"],
  imei: ["490154203237519", "49015420323751", "4901542032375180"],
  gs1: [
    "0110614141000416",
    "01106141410004",
    "01106141410004152",
    `0110614141000415${gs}`,
    "21",
    `21${"1".repeat(21)}`,
    "17251331",
    "17250032",
    "(01)10614141000415(21)",
    "(01)10614141000415 (21)A",
    "(1)10614141000415",
    "(10)LOT(7)",
    "(10)LOT)7",
    "21Ä",
  ],
  ffs: [
    "SERNUM:12345678901",
    `SERNUM:${"1".repeat(51)}`,
    "PID:ABCDE",
    "UPC:036000291453",
    "ABV:OB01;;PID:1a2B",
    "ABV:OB01,PID:1a2B",
    "ABV:OB01;SN:123456789012",
    ";",
    "",
  ],
  matter: ["MT:Y.K9042C00KA0648G0*", "mt:Y.K9042C00KA0648G00", "MT:Y.K9042C00KA0648G", "MT:Y_K9042C00KA0648G00"],
  url: [
    "ftp://brewline.example/",
    "brewline.example/setup",
    "https:/brewline.example",
    "https:///setup",
    "https://a b",
    "",
  ],
};

function languageNamed(name: BoxCodeName) {
  const found = boxCodeLanguage(name);
  if (found === undefined) throw new Error(name);
  return found.language;
}

describe("boxCodeLanguages", () => {
  test.each(boxCodeNames)("%s has codes as they are printed", (name) => {
    expect(members[name].filter((text) => !hasText(languageNamed(name), text))).toEqual([]);
  });

  test.each(boxCodeNames)("%s has nothing that is nearly one", (name) => {
    expect(strangers[name].filter((text) => hasText(languageNamed(name), text))).toEqual([]);
  });

  test("have a name, a title and where the form comes from", () => {
    expect(boxCodeLanguages.map(({ name }) => name)).toEqual([...boxCodeNames]);
    for (const { title, source, basis } of boxCodeLanguages) {
      expect([title.length > 2, source.length > 20, ["specification", "practice"].includes(basis)]).toEqual([
        true,
        true,
        true,
      ]);
    }
    expect(boxCodeLanguage("pzn")).toBeUndefined();
  });

  test("are made once", () => {
    for (const code of boxCodeLanguages) expect(code.language).toBe(code.language);
  });

  test("of digits have one code for every choice of the others", () => {
    expect(textCount(languageNamed("upc-a"))).toBe(10n ** 11n);
    expect(textCount(languageNamed("ean-13"))).toBe(10n ** 12n);
    expect(textCount(languageNamed("ean-8"))).toBe(10n ** 7n);
    expect(textCount(languageNamed("gtin-14"))).toBe(10n ** 13n);
    expect(textCount(languageNamed("imei"))).toBe(10n ** 14n);
    expect(textCount(languageNamed("mac"))).toBe(3n * 22n ** 12n);
    expect(textCount(languageNamed("asin"))).toBe(36n ** 8n);
    expect(textCount(languageNamed("gs1"))).toBeUndefined();
  });
});

/** The formulas as they are taught, written out beside the code under test. */
function gs1Sum(text: string): number {
  return [...text].reverse().reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
}

function luhnSum(text: string): number {
  return [...text].reverse().reduce((sum, digit, place) => {
    const doubled = Number(digit) * 2;
    return sum + (place % 2 === 0 ? Number(digit) : Math.floor(doubled / 10) + (doubled % 10));
  }, 0);
}

const numberCodes: readonly (readonly [BoxCodeName, number, (text: string) => number])[] = [
  ["upc-a", 12, gs1Sum],
  ["ean-13", 13, gs1Sum],
  ["ean-8", 8, gs1Sum],
  ["gtin-14", 14, gs1Sum],
  ["imei", 15, luhnSum],
];

describe("check digits of box codes", () => {
  test.each(numberCodes)("of %s are those of the formula", (name, length, sumOf) => {
    const language = languageNamed(name);
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 });
    fc.assert(
      fc.property(digits, (some) => {
        const codes = Array.from({ length: 10 }, (_, check) => `${some.join("")}${check}`);
        expect(codes.filter((code) => hasText(language, code))).toEqual(codes.filter((code) => sumOf(code) % 10 === 0));
      }),
    );
  });

  test("inside GS1 element strings are those of the formula", () => {
    const language = languageNamed("gs1");
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{13}$/), fc.stringMatching(/^[0-9A-Z]{1,20}$/), (some, serial) => {
        for (let check = 0; check < 10; check += 1) {
          const isRight = gs1Sum(`${some}${check}`) % 10 === 0;
          expect(hasText(language, `01${some}${check}21${serial}`)).toBe(isRight);
          expect(hasText(language, `(01)${some}${check}(21)${serial}`)).toBe(isRight);
          expect(hasText(language, `10${serial}${gs}01${some}${check}`)).toBe(isRight);
        }
      }),
    );
  });

  test("dates of GS1 element strings have months and days", () => {
    const language = languageNamed("gs1");
    for (let month = 0; month < 100; month += 1) {
      for (let day = 0; day < 100; day += 1) {
        const date = `25${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`;
        expect(hasText(language, `17${date}`), date).toBe(month >= 1 && month <= 12 && day <= 31);
      }
    }
  });
});
