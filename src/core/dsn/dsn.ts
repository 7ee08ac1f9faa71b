import type { Finding } from "../index.ts";

declare const brand: unique symbol;

/** A device serial number: 1 to 64 characters of A-Z a-z 0-9 - + _ (Amazon DRS documentation, "Using the LWA Web API"). */
export type Dsn = string & { readonly [brand]: "Dsn" };

/** Longest DSN that Amazon documents, in characters. */
export const dsnLengthMax = 64;

const dsnShape = /^[A-Za-z0-9_+-]{1,64}$/;
const dsnCharacter = /^[A-Za-z0-9_+-]$/;

/** The DSN, exactly as given; undefined when it is not one. Nothing is trimmed or folded: a scanner will not. */
export function parseDsn(text: string): Dsn | undefined {
  // The flagless `$` of JavaScript matches only at the very end, so a trailing line feed is refused.
  return dsnShape.test(text) ? (text as Dsn) : undefined;
}

/** True for one character that a DSN may have. */
export function isDsnCharacter(character: string): boolean {
  return dsnCharacter.test(character);
}

/** Why a text is no DSN, with the character; an empty list when it is one. */
export function dsnFindings(text: string): readonly Finding[] {
  if (text === "")
    return [
      {
        id: "dsn-length",
        level: "error",
        message: "A DSN has at least one character; this one is empty.",
        measured: "0",
        required: "1 to 64",
      },
    ];
  const findings: Finding[] = [];
  if (text.length > dsnLengthMax) {
    findings.push({
      id: "dsn-length",
      level: "error",
      message: `A DSN has at most ${dsnLengthMax} characters; this one has ${text.length}.`,
      at: [dsnLengthMax, text.length],
      measured: String(text.length),
      required: `1 to ${dsnLengthMax}`,
    });
  }
  const bad = [...text].findIndex((character) => !dsnCharacter.test(character));
  if (bad !== -1) findings.push(characterFinding(text, bad));
  return findings;
}

function characterFinding(text: string, codePointIndex: number): Finding {
  const characters = [...text];
  const from = characters.slice(0, codePointIndex).join("").length;
  const found = characters[codePointIndex] ?? "";
  return {
    id: "dsn-character",
    level: "error",
    message: `Character ${codePointIndex + 1} is ${JSON.stringify(found)}; a DSN has only A-Z, a-z, 0-9, "-", "+" and "_".`,
    at: [from, from + found.length],
    measured: JSON.stringify(found),
    required: 'A-Z, a-z, 0-9, "-", "+", "_"',
  };
}
