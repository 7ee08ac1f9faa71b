import type { Finding } from "../index.ts";
import type { Symbology } from "./symbology.ts";

/** What a symbology can carry: its characters in words and as a test of one UTF-16 unit, and the lengths it has. */
interface CharacterSet {
  readonly words: string;
  readonly has: (unit: string) => boolean;
  readonly lengthMin: number;
  readonly lengthMax: number;
}

const digits = { words: "digits 0-9", has: (unit: string) => /^[0-9]$/.test(unit) };
const code39 = {
  words: 'digits 0-9, capital letters A-Z, space and "-", ".", "$", "/", "+", "%"',
  has: (unit: string) => /^[0-9A-Z .$/+%-]$/.test(unit),
};
const ascii = { words: "the ASCII characters", has: (unit: string) => unit.charCodeAt(0) < 128 };
// Beyond ASCII these need an ECI, which readers on a packing line often drop or guess; so it is refused, not guessed.
const asciiWithoutEci = { words: "the ASCII characters (no others without an ECI)", has: ascii.has };

/** Our own bound for a linear symbol: twice the longest DSN; at 0.5 mm a module that is a metre of Code 39. */
const linearLengthMax = 128;

const characterSets: Readonly<Record<Symbology, CharacterSet>> = {
  code128: { ...ascii, lengthMin: 1, lengthMax: linearLengthMax },
  code39: { ...code39, lengthMin: 1, lengthMax: linearLengthMax },
  code93: { ...code39, lengthMin: 1, lengthMax: linearLengthMax },
  codabar: {
    words: 'digits 0-9 and "-", "$", ":", "/", ".", "+" between a start and a stop letter A-D',
    has: (unit) => /^[0-9$:/.+A-D-]$/.test(unit),
    lengthMin: 3,
    lengthMax: linearLengthMax,
  },
  itf: { ...digits, lengthMin: 2, lengthMax: linearLengthMax },
  ean13: { ...digits, lengthMin: 13, lengthMax: 13 },
  ean8: { ...digits, lengthMin: 8, lengthMax: 8 },
  upca: { ...digits, lengthMin: 12, lengthMax: 12 },
  upce: { ...digits, lengthMin: 8, lengthMax: 8 },
  // Capacities of the largest symbols for bytes: ISO/IEC 16022 (144 x 144), ISO/IEC 18004 (40-M), 15438, 24778.
  datamatrix: { ...asciiWithoutEci, lengthMin: 1, lengthMax: 1556 },
  qr: { ...asciiWithoutEci, lengthMin: 1, lengthMax: 2331 },
  pdf417: { ...asciiWithoutEci, lengthMin: 1, lengthMax: 1108 },
  aztec: { ...asciiWithoutEci, lengthMin: 1, lengthMax: 1914 },
};

/** Why a symbology cannot carry a text exactly, naming character and position; an empty list when it can. */
export function encodableFindings(symbology: Symbology, text: string): readonly Finding[] {
  const set = characterSets[symbology];
  return [
    ...lengthFindings(symbology, text, set),
    ...characterFindings(symbology, text, set),
    ...(symbology === "code39" ? fullAsciiFindings(text) : []),
  ];
}

/** The pairs of characters that stand for one other character in full ASCII Code 39. */
export const fullAsciiPair = { first: "$%/+", second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" } as const;

const fullAsciiShape = /[$%/+][A-Z]/;

/**
 * Code 39 readers that are set to full ASCII take "+A" for "a", without a sign that they did (ISO/IEC 16388, full ASCII
 * option). Nobody can see on the label which is meant, so such pairs are refused.
 */
function fullAsciiFindings(text: string): readonly Finding[] {
  const at = text.search(fullAsciiShape);
  if (at === -1) return [];
  const pair = JSON.stringify(text.slice(at, at + 2));
  return [
    {
      id: "symbol-full-ascii",
      level: "error",
      message: `code39 cannot carry ${pair} at character ${at + 1} safely: a reader set to full ASCII takes the two for one other character.`,
      at: [at, at + 2],
      measured: pair,
      required: 'no "$", "%", "/" or "+" before a letter',
      remedy: "Choose another symbology for this text, such as datamatrix or code128, or change the text.",
    },
  ];
}

function lengthFindings(symbology: Symbology, text: string, set: CharacterSet): readonly Finding[] {
  const even = symbology !== "itf" || text.length % 2 === 0;
  if (text.length >= set.lengthMin && text.length <= set.lengthMax && even) return [];
  const range = set.lengthMin === set.lengthMax ? `${set.lengthMin}` : `${set.lengthMin} to ${set.lengthMax}`;
  const required = symbology === "itf" ? `an even number of digits, ${range}` : `${range} characters`;
  return [
    {
      id: "symbol-length",
      level: "error",
      message: `A ${symbology} symbol here carries ${required}; this text has ${text.length}.`,
      at: [0, text.length],
      measured: String(text.length),
      required,
    },
  ];
}

function characterFindings(symbology: Symbology, text: string, set: CharacterSet): readonly Finding[] {
  const findings: Finding[] = [];
  let index = 0;
  for (const character of text) {
    const lacks = character.length > 1 || !set.has(character) || !codabarPlace(symbology, text, index);
    if (lacks) findings.push(lackFinding({ symbology, character, index, words: set.words }));
    index += character.length;
    // The first few say enough; a text of another script would repeat itself.
    if (findings.length === 3) break;
  }
  return findings;
}

/** Codabar's letters A-D stand at both ends and only there; every other symbology has its characters anywhere. */
function codabarPlace(symbology: Symbology, text: string, index: number): boolean {
  if (symbology !== "codabar") return true;
  const isEnd = index === 0 || index === text.length - 1;
  return /[A-D]/.test(text[index] ?? "") === isEnd;
}

function lackFinding(at: {
  readonly symbology: Symbology;
  readonly character: string;
  readonly index: number;
  readonly words: string;
}): Finding {
  const { symbology, character, index, words } = at;
  return {
    id: "symbol-character",
    level: "error",
    message: `${symbology} cannot carry ${JSON.stringify(character)} at character ${index + 1}; it has ${words}.`,
    at: [index, index + character.length],
    measured: JSON.stringify(character),
    required: words,
    remedy: "Choose another symbology for this text, such as datamatrix or code128, or change the text.",
  };
}
