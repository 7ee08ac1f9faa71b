import type { Finding } from "../../index.ts";
import { quoted } from "../../pattern/index.ts";
import { checkCharacters, checkSystems } from "../check-characters.ts";
import { parseDsn } from "../dsn.ts";
import {
  type CheckAlgorithm,
  type NumberPart,
  partName,
  printedNumber,
  type SchemePart,
  type SerialScheme,
} from "./serial-scheme.ts";

/** What one part makes of the text at its place: what is wrong, and where the next part begins, if that is known. */
interface PartReading {
  readonly findings: readonly Finding[];
  readonly to?: number;
}

/**
 * Why a text is no serial of the scheme: the part, the characters, what was found and expected. An empty list when it
 * is one. A number out of its range or a wrong check character does not hide what follows; a text that cannot be
 * divided any further ends the search.
 */
export function schemeFindings(scheme: SerialScheme, text: string): readonly Finding[] {
  const findings: Finding[] = [];
  let from = 0;
  for (const [index, part] of scheme.parts.entries()) {
    const reading = readPart({ part, name: `part ${index + 1} (${partName(part)})`, text, from });
    findings.push(...reading.findings);
    if (reading.to === undefined) return findings;
    from = reading.to;
  }
  if (from < text.length) findings.push(endFinding(text, from));
  return findings;
}

interface PartPlace<Part = SchemePart> {
  readonly part: Part;
  readonly name: string;
  readonly text: string;
  /** Where the part begins in the text. */
  readonly from: number;
}

function readPart(place: PartPlace): PartReading {
  const { part } = place;
  switch (part.kind) {
    case "text":
      return readChoice(place, "scheme-text", [part.text]);
    case "oneOf":
      return readChoice(place, "scheme-one-of", part.values);
    case "check":
      return readCheck(place, part.algorithm);
    default:
      return readNumber({ ...place, part });
  }
}

function readChoice({ name, text, from }: PartPlace, id: string, values: readonly string[]): PartReading {
  const value = values.find((candidate) => text.startsWith(candidate, from));
  if (value !== undefined) return { findings: [], to: from + value.length };
  const length = Math.max(...values.map((candidate) => candidate.length));
  const shared = Math.max(...values.map((candidate) => sharedLength(text, from, candidate)));
  const bad = from + shared;
  const required = values.length === 1 ? quoted(values.join("")) : name;
  if (bad >= text.length) return { findings: [tooShort({ id, name, text, required })] };
  const found = text.slice(from, from + length);
  const message = `${placed(found, from)}, not ${name}.`;
  const at = [bad, bad + characterAt(text, bad).length] as const;
  return { findings: [{ id, level: "error", message, at, measured: quoted(found), required }] };
}

function sharedLength(text: string, from: number, candidate: string): number {
  let length = 0;
  while (length < candidate.length && text[from + length] === candidate[length]) length += 1;
  return length;
}

function readNumber({ part, name, text, from }: PartPlace<NumberPart>): PartReading {
  const id = `scheme-${part.kind}`;
  const found = text.slice(from, from + part.width);
  const required = `${printedNumber(part, part.from)} to ${printedNumber(part, part.to)}`;
  const bad = found.search(/[^0-9]/);
  if (bad !== -1) {
    const character = characterAt(text, from + bad);
    const message = `${placed(character, from + bad)}, not a digit of ${name}.`;
    const at = [from + bad, from + bad + character.length] as const;
    return { findings: [{ id, level: "error", message, at, measured: quoted(character), required: "0-9" }] };
  }
  if (found.length < part.width) return { findings: [tooShort({ id, name, text, required })] };
  const to = from + part.width;
  const value = Number(found);
  if (part.from <= value && value <= part.to) return { findings: [], to };
  const message = `${placed(found, from)}, outside ${name}.`;
  return { findings: [{ id, level: "error", message, at: [from, to], measured: found, required }], to };
}

function readCheck({ name, text, from }: PartPlace, algorithm: CheckAlgorithm): PartReading {
  const id = "scheme-check";
  const to = from + checkSystems[algorithm].length;
  const found = text.slice(from, to);
  const checked = text.slice(0, from);
  const expected = checkCharacters(algorithm, checked);
  // Only behind a wrong earlier check, of which there is a finding already, can stand what the system does not cover.
  if (expected === undefined) return { findings: [] };
  if (parseDsn(expected) === undefined) return { findings: [impossibleCheck({ name, checked, expected, from })] };
  const required = quoted(expected);
  if (text.length < to) return { findings: [tooShort({ id, name, text, required })] };
  if (found === expected) return { findings: [], to };
  const message = `${placed(found, from)}, not ${required} as ${name} demands for ${quoted(checked)}.`;
  return { findings: [{ id, level: "error", message, at: [from, to], measured: quoted(found), required }], to };
}

interface ImpossibleCheck {
  readonly name: string;
  readonly checked: string;
  readonly expected: string;
  readonly from: number;
}

function impossibleCheck({ name, checked, expected, from }: ImpossibleCheck): Finding {
  const message = `There is no serial that begins with ${quoted(checked)}: ${name} demands ${quoted(expected)} behind it, which no DSN may have.`;
  const remedy = "Skip this number when serials are given out.";
  return { id: "scheme-check", level: "error", message, at: [0, from], measured: quoted(checked), remedy };
}

interface Shortage {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly required: string;
}

function tooShort({ id, name, text, required }: Shortage): Finding {
  const message = `The serial ends after ${text.length} characters, within ${name}.`;
  const at = [text.length, text.length] as const;
  return { id, level: "error", message, at, measured: "end of serial", required };
}

function endFinding(text: string, from: number): Finding {
  const rest = text.slice(from);
  const message = `The serial goes on with ${quoted(rest)} behind the last part, which ends after ${from} characters.`;
  const at = [from, text.length] as const;
  return { id: "scheme-end", level: "error", message, at, measured: `${text.length} characters`, required: `${from}` };
}

/** The character at an index as a whole code point; empty behind the end. */
function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** `Character 8 is "D"` or `Characters 4 to 5 are "34"`. */
function placed(found: string, from: number): string {
  if (found === characterAt(found, 0)) return `Character ${from + 1} is ${quoted(found)}`;
  return `Characters ${from + 1} to ${from + found.length} are ${quoted(found)}`;
}
