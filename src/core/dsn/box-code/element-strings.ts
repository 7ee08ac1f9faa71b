import {
  anyCharacter,
  choice,
  intersection,
  type Language,
  languageOf,
  literal,
  oneOfCharacters,
  repeat,
  sequence,
  union,
} from "../../pattern/index.ts";
import { certain, type ValueRule, valueListLanguage } from "./labelled-values.ts";

const digits = "0123456789";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The 82 characters of GS1 values that are not all digits (GS1 General Specifications, section 7.11). */
const set82 = `${digits}${letters}!"%&'()*+,-./:;<=>?_`;

/** FNC1 between elements, as readers report it. */
const groupSeparator = "\x1d";

/** An application identifier: how many characters its value has, and of what kind they are. */
type Identifier = readonly [label: string, min: number, max: number, form: "digits" | "gs1" | "date" | "text"];

/** The application identifiers that a device's box or carton can carry. No identifier begins with another one. */
const identifiers: readonly Identifier[] = [
  ["00", 18, 18, "gs1"],
  ["01", 14, 14, "gs1"],
  ["02", 14, 14, "gs1"],
  ["10", 1, 20, "text"],
  ...["11", "12", "13", "15", "16", "17"].map((label): Identifier => [label, 6, 6, "date"]),
  ["20", 2, 2, "digits"],
  ["21", 1, 20, "text"],
  ["22", 1, 20, "text"],
  ...["240", "241", "250", "251"].map((label): Identifier => [label, 1, 30, "text"]),
  ["30", 1, 8, "digits"],
  ["37", 1, 8, "digits"],
  ["400", 1, 30, "text"],
  ["414", 13, 13, "gs1"],
  ["8002", 1, 20, "text"],
  ["8004", 1, 30, "text"],
  ["90", 1, 30, "text"],
  ...["91", "92", "93", "94", "95", "96", "97", "98", "99"].map((label): Identifier => [label, 1, 90, "text"]),
];

/** GS1 element strings as readers report them: identifiers bare with FNC1 between, or in brackets. */
export function elementStrings(): Language {
  const raw = valueListLanguage({
    rules: identifiers.map((identifier) => valueRule(identifier, { label: identifier[0], texts: set82 })),
    separator: { character: groupSeparator, isAlwaysNeeded: false, mayStart: true, mayEnd: false },
  });
  // A bracket inside a bracketed value could be the next identifier's, so there is none.
  const texts = set82.replace("(", "").replace(")", "");
  const bracketed = valueListLanguage({
    rules: identifiers.map((identifier) => valueRule(identifier, { label: `(${identifier[0]})`, texts })),
  });
  return certain(union(certain(raw), certain(bracketed)));
}

interface Writing {
  readonly label: string;
  /** Every character of a value that is not all digits. */
  readonly texts: string;
}

function valueRule([, min, max, form]: Identifier, { label, texts }: Writing): ValueRule {
  if (form === "text") return { label, min, max, characters: texts };
  return form === "digits" ? { label, min, max, characters: digits } : { label, min, max, characters: digits, form };
}

/** The two forms of a Transparency code: `AZ:` or `ZA:` with 26 characters, or GTIN and serial in 38 characters. */
export function transparencyCodes(): Language {
  const plain = sequence(
    choice(literal("AZ:"), literal("ZA:")),
    repeat(oneOfCharacters("0-9A-Za-z"), { min: 26, max: 26 }),
  );
  const elements = valueListLanguage({
    rules: [
      { label: "01", characters: digits, min: 14, max: 14, form: "gs1" },
      { label: "21", characters: set82, min: 20, max: 20 },
    ],
  });
  // 38 characters that begin with 01 can only be one element of each kind.
  const sized = languageOf(sequence(literal("01"), repeat(anyCharacter(), { min: 36, max: 36 })));
  const item = intersection(certain(elements), certain(sized));
  return certain(union(certain(languageOf(plain)), certain(item)));
}

const alphanumeric = digits + letters;
/** Everything printable but the semicolon, which ends a value. */
const packageCharacters = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))]
  .join("")
  .replace(";", "");

/**
 * The `key:value;` list in the Data Matrix of Frustration-Free Setup, on the package and on the product. The keys may
 * stand in any order; how long keys of kind PUK and PIN are is not public, so any length is taken.
 */
export function packageStrings(): Language {
  const anyLength = { characters: packageCharacters, min: 1, max: Number.POSITIVE_INFINITY };
  const rules: readonly ValueRule[] = [
    { label: "ABV:", characters: alphanumeric, min: 4, max: 4 },
    { label: "SERNUM:", characters: `${alphanumeric}-+_`, min: 12, max: 50 },
    { label: "PID:", characters: alphanumeric, min: 4, max: 4 },
    { label: "PUK:", ...anyLength },
    { label: "PIN:", ...anyLength },
    { label: "UPC:", characters: digits, min: 12, max: 12, form: "gs1" },
    { label: "EAN:", characters: digits, min: 13, max: 13, form: "gs1" },
  ];
  const separator = { character: ";", isAlwaysNeeded: true, mayStart: false, mayEnd: true };
  return certain(valueListLanguage({ rules, separator }));
}
