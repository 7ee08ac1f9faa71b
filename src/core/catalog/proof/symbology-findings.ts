import type { Finding } from "../../index.ts";
import {
  keptAnswer,
  type Language,
  languageAlphabet,
  languageOf,
  longestLength,
  oneOfCharacters,
  repeat,
  shortestLength,
  textWithPair,
  uncoveredText,
} from "../../pattern/index.ts";
import { encodableFindings, fullAsciiPair, type Symbology } from "../../symbol/index.ts";
import { quotedText } from "./quoted-text.ts";
import { remembered } from "./remembered.ts";
import { symbolWidthBound } from "./symbol-width-bound.ts";

/**
 * Whether every text of a language goes into a symbology: its characters (Y001), lengths it has, an even number of
 * digits (Y006); and, at info level, how wide the widest symbol can be (Y003).
 */
export function symbologyFindings(symbology: Symbology, language: Language): readonly Finding[] {
  return symbologyFindingsOf(language)(symbology);
}

const symbologyFindingsOf = remembered((language: Language) => {
  const known = new Map<Symbology, () => readonly Finding[]>();
  return (symbology: Symbology) => {
    const again = known.get(symbology) ?? keptAnswer(() => carryingFindings(symbology, language));
    known.set(symbology, again);
    return again();
  };
});

function carryingFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const lacking = [...languageAlphabet(language)].filter((character) => lacks(symbology, character));
  if (lacking.length > 0) return [lackingFinding(symbology, lacking)];
  return [
    ...fullAsciiFindings(symbology, language),
    ...oddLengthFindings(symbology, language),
    ...lengthFindings(symbology, language),
    ...widthFindings(symbology, language),
  ];
}

function lacks(symbology: Symbology, character: string): boolean {
  return encodableFindings(symbology, character).some(({ id }) => id === "symbol-character");
}

function lackingFinding(symbology: Symbology, lacking: readonly string[]): Finding {
  return {
    id: "Y001",
    level: "error",
    message: `The pattern accepts ${lacking.map(quotedText).join(", ")}, which ${symbology} cannot carry.`,
    measured: lacking.join(""),
    remedy: "Take these characters out of the pattern, or choose code128, datamatrix or qr.",
  };
}

/** Readers that take Code 39 as full ASCII see one other character where a sign stands before a capital letter. */
function fullAsciiFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const witness = symbology === "code39" ? textWithPair(language, fullAsciiPair) : undefined;
  if (witness === undefined) return [];
  return [
    {
      id: "Y001",
      level: "error",
      message: `The pattern accepts ${quotedText(witness)}; readers that take Code 39 as full ASCII see another text.`,
      witness,
      remedy: "Let no capital letter follow one of + $ % /, or choose code128, datamatrix or qr.",
    },
  ];
}

/** ITF has its digits in pairs, so a serial of odd length gets a leading zero that it does not have. */
function oddLengthFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const even = symbology === "itf" ? languageOf(repeat(repeat(digit, { min: 2, max: 2 }), anyTimes)) : undefined;
  const odd = even?.ok === true ? uncoveredText(language, even.language) : undefined;
  if (odd === undefined || odd.kind === "none") return [];
  if (odd.kind === "limit") {
    const message = `It is not proved that every serial has an even number of digits: ${odd.message}`;
    return [{ id: "S004", level: "error", message }];
  }
  return [
    {
      id: "Y006",
      level: "error",
      message: `The pattern accepts ${quotedText(odd.text)} of ${odd.text.length} digits; itf carries digits in pairs and would print a zero before it.`,
      witness: odd.text,
      remedy: "Give every serial an even number of digits, or choose code128.",
    },
  ];
}

const digit = oneOfCharacters("0-9");
const anyTimes = { min: 0, max: Number.POSITIVE_INFINITY } as const;

function lengthFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const lengths = [...new Set([shortestLength(language), longestLength(language)])];
  return lengths.filter(Number.isFinite).flatMap((length) => {
    const [finding] = encodableFindings(symbology, "0".repeat(length)).filter(({ id }) => id === "symbol-length");
    // An odd number of digits in ITF has its own finding.
    if (finding === undefined || symbology === "itf") return [];
    const message = `The pattern accepts serials of ${length} characters; ${symbology} carries ${finding.required}.`;
    return [{ ...finding, message, at: undefined }].map(({ at: _, ...rest }) => rest);
  });
}

/** X-dimension of the example, in micrometres: what a 300 dpi printer makes of 0.25 mm is three dots. */
const exampleXUm = 250;

function widthFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const length = longestLength(language);
  const modules = Number.isFinite(length) ? symbolWidthBound(symbology, length) : undefined;
  if (modules === undefined) return [];
  const millimetres = (modules * exampleXUm) / 1000;
  return [
    {
      id: "Y003",
      level: "info",
      message: `The widest ${symbology} symbol of ${length} characters has at most ${modules} modules with its quiet zones: ${millimetres} mm at X = ${exampleXUm / 1000} mm.`,
      measured: `${modules} modules`,
    },
  ];
}
