import {
  anyCharacter,
  choice,
  type Language,
  type LanguagePart,
  languageOf,
  literal,
  oneOfCharacters,
  repeat,
  sequence,
  uncountedWork,
} from "../../pattern/index.ts";
import { gs1Weight } from "../check-characters.ts";
import { elementStrings, packageStrings, transparencyCodes } from "./element-strings.ts";
import { certain, checkedDigits } from "./labelled-values.ts";

/** Kinds of codes on a box by their names in findings. */
export const boxCodeNames = [
  "upc-a",
  "ean-13",
  "ean-8",
  "gtin-14",
  "fnsku",
  "asin",
  "lpn",
  "transparency",
  "mac",
  "imei",
  "gs1",
  "ffs",
  "matter",
  "url",
] as const;

/** The name of a kind of code on a box. */
export type BoxCodeName = (typeof boxCodeNames)[number];

/** Every text that a kind of code on a box can have, so that a pattern can be held against all of them at once. */
export interface BoxCodeLanguage {
  readonly name: BoxCodeName;
  /** For people, as it follows "a": `UPC-A code`. */
  readonly title: string;
  /** Made when it is first asked for, and then kept. */
  readonly language: Language;
  /** `practice`: nobody publishes the form, but these codes look so. */
  readonly basis: "specification" | "practice";
  /** What the form was taken from, in words. */
  readonly source: string;
}

interface Description extends Omit<BoxCodeLanguage, "name" | "language"> {
  readonly build: () => Language;
}

const descriptions: Readonly<Record<BoxCodeName, Description>> = {
  "upc-a": {
    title: "UPC-A code",
    basis: "specification",
    source: "GS1 General Specifications: a GTIN-12, twelve digits of which the last one is the check digit",
    build: () => gtins(12),
  },
  "ean-13": {
    title: "EAN-13 code",
    basis: "specification",
    source: "GS1 General Specifications: a GTIN-13, thirteen digits of which the last one is the check digit",
    build: () => gtins(13),
  },
  "ean-8": {
    title: "EAN-8 code",
    basis: "specification",
    source: "GS1 General Specifications: a GTIN-8, eight digits of which the last one is the check digit",
    build: () => gtins(8),
  },
  "gtin-14": {
    title: "GTIN-14 code",
    basis: "specification",
    source:
      "GS1 General Specifications: a GTIN-14 on a carton, fourteen digits of which the last one is the check digit",
    build: () => gtins(14),
  },
  fnsku: {
    title: "FNSKU",
    basis: "practice",
    source: "Labels in use: X0 and eight capitals or digits; Amazon publishes no form",
    build: () => certain(languageOf(sequence(literal("X0"), times(capitals, 8)))),
  },
  asin: {
    title: "ASIN",
    basis: "practice",
    source: "ASINs in use for anything but books: B0 and eight capitals or digits; Amazon publishes no form",
    build: () => certain(languageOf(sequence(literal("B0"), times(capitals, 8)))),
  },
  lpn: {
    title: "LPN label",
    basis: "practice",
    source:
      "Labels in use on returns, such as LPNRRAB1234567: LPN and seven to fifteen capitals or digits; Amazon publishes no form",
    build: () => certain(languageOf(sequence(literal("LPN"), repeat(capitals, { min: 7, max: 15 })))),
  },
  transparency: {
    title: "Transparency code",
    basis: "specification",
    source:
      "Amazon Transparency: AZ: or ZA: and 26 letters or digits, or GTIN and serial as GS1 elements (01) and (21) in 38 characters",
    build: transparencyCodes,
  },
  mac: {
    title: "MAC address",
    basis: "specification",
    source: "IEEE 802: twelve hexadecimal digits, bare or in pairs with colons or hyphens, in capitals or not",
    build: macAddresses,
  },
  imei: {
    title: "IMEI",
    basis: "specification",
    source: "3GPP TS 23.003: fifteen digits of which the last one is the check digit by Luhn's formula",
    build: () => certain(checkedDigits(15, (digit, fromRight) => (fromRight % 2 === 0 ? digit : luhnDoubled(digit)))),
  },
  gs1: {
    title: "GS1 element string",
    basis: "specification",
    source:
      "GS1 General Specifications: the application identifiers that devices and cartons carry, with FNC1 as the character GS or in brackets",
    build: elementStrings,
  },
  ffs: {
    title: "Frustration-Free Setup code",
    basis: "specification",
    source:
      "Amazon, Wi-Fi Simple Setup Provisionee 2D Barcode Specification: key:value pairs with semicolons; the length of PUK and PIN is not public",
    build: packageStrings,
  },
  matter: {
    title: "Matter set-up code",
    basis: "specification",
    source:
      "Matter core specification, onboarding payload: MT: and base-38 characters, several payloads with * between",
    build: () => certain(languageOf(matterPayloads())),
  },
  url: {
    title: "address",
    basis: "specification",
    source: "RFC 3986: http or https, a host name, and any text behind it",
    build: () => certain(languageOf(addresses())),
  },
};

/** Every kind of code that can stand on a box beside the serial and whose form is known. */
export const boxCodeLanguages: readonly BoxCodeLanguage[] = boxCodeNames.map(lazily);

/** The kind of code with this name; undefined for a name that is none. */
export function boxCodeLanguage(name: string): BoxCodeLanguage | undefined {
  return boxCodeLanguages.find((known) => known.name === name);
}

function lazily(name: BoxCodeName): BoxCodeLanguage {
  const { build, ...description } = descriptions[name];
  let made: Language | undefined;
  return {
    name,
    ...description,
    get language() {
      made ??= uncountedWork(build);
      return made;
    },
  };
}

const capitals = oneOfCharacters("0-9A-Z");
const hexadecimal = oneOfCharacters("0-9A-Fa-f");

function times(part: LanguagePart, count: number): LanguagePart {
  return repeat(part, { min: count, max: count });
}

function gtins(length: number): Language {
  return certain(checkedDigits(length, (digit, fromRight) => digit * gs1Weight(fromRight)));
}

function luhnDoubled(digit: number): number {
  return digit < 5 ? 2 * digit : 2 * digit - 9;
}

function macAddresses(): Language {
  const pair = times(hexadecimal, 2);
  const separated = (separator: string) => sequence(times(sequence(pair, literal(separator)), 5), pair);
  return certain(languageOf(choice(times(hexadecimal, 12), separated(":"), separated("-"))));
}

function matterPayloads(): LanguagePart {
  const payload = repeat(oneOfCharacters("0-9A-Z.-"), { min: 19, max: Number.POSITIVE_INFINITY });
  return sequence(
    literal("MT:"),
    payload,
    repeat(sequence(literal("*"), payload), { min: 0, max: Number.POSITIVE_INFINITY }),
  );
}

/** The scheme and the host may be in capitals, as they often are in QR codes, which are then smaller. */
function addresses(): LanguagePart {
  const any = { min: 0, max: Number.POSITIVE_INFINITY };
  const scheme = sequence(...Array.from("http", (letter) => oneOfCharacters(letter + letter.toUpperCase())));
  const host = sequence(oneOfCharacters("0-9A-Za-z"), repeat(oneOfCharacters("0-9A-Za-z._-"), any));
  const port = sequence(literal(":"), repeat(oneOfCharacters("0-9"), { min: 1, max: 5 }));
  const rest = sequence(oneOfCharacters("/?#"), repeat(anyCharacter(), any));
  const optional = (part: LanguagePart) => repeat(part, { min: 0, max: 1 });
  return sequence(scheme, optional(oneOfCharacters("sS")), literal("://"), host, optional(port), optional(rest));
}
