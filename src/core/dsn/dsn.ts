import type { Finding } from "../index.ts";

declare const brand: unique symbol;

/** A device serial number: 1 to 64 characters of A-Z a-z 0-9 - + _ (Amazon DRS documentation, "Using the LWA Web API"). */
export type Dsn = string & { readonly [brand]: "Dsn" };

/** Longest DSN that Amazon documents, in characters. */
export const dsnLengthMax = 64;

const dsnShape = /^[A-Za-z0-9_+-]+$/;

/** The DSN, exactly as given; undefined when it is not one. Nothing is trimmed or folded: a scanner will not. */
export function parseDsn(text: string): Dsn | undefined {
  // The flagless `$` of JavaScript matches only at the very end, so a trailing line feed is refused.
  return text.length <= dsnLengthMax && dsnShape.test(text) ? (text as Dsn) : undefined;
}

/** True for one character that a DSN may have. */
export function isDsnCharacter(character: string): boolean {
  return character.length === 1 && dsnShape.test(character);
}

const lengthsRequired = `1 to ${dsnLengthMax}`;

/** Why a text is no DSN: its length, its first character that no DSN has; an empty list when it is one. */
export function dsnFindings(text: string): readonly Finding[] {
  if (text === "") return [lengthFinding("A DSN has at least one character; this one is empty.", { measured: "0" })];
  const findings: Finding[] = [];
  if (text.length > dsnLengthMax) {
    const message = `A DSN has at most ${dsnLengthMax} characters; this one has ${text.length}.`;
    findings.push(lengthFinding(message, { at: [dsnLengthMax, text.length], measured: String(text.length) }));
  }
  let from = 0;
  for (const [index, character] of [...text].entries()) {
    if (!isDsnCharacter(character)) return [...findings, characterFinding(character, { index, from })];
    from += character.length;
  }
  return findings;
}

function lengthFinding(message: string, found: Pick<Finding, "at" | "measured">): Finding {
  return { id: "dsn-length", level: "error", message, ...found, required: lengthsRequired };
}

/** `index` counts characters, for people; `from` counts UTF-16 units. */
function characterFinding(
  character: string,
  { index, from }: { readonly index: number; readonly from: number },
): Finding {
  const measured = JSON.stringify(character);
  return {
    id: "dsn-character",
    level: "error",
    message: `Character ${index + 1} is ${measured}; a DSN has only A-Z, a-z, 0-9, "-", "+" and "_".`,
    at: [from, from + character.length],
    measured,
    required: 'A-Z, a-z, 0-9, "-", "+", "_"',
  };
}
