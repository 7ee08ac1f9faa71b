import { parsePattern, quoted } from "../../pattern/index.ts";
import { checkSystems } from "../check-characters.ts";
import { dsnLengthMax } from "../dsn.ts";
import { choiceCount, languageCapacity } from "./scheme-capacity.ts";
import { type SchemeFinding, schemeNotes } from "./scheme-notes.ts";
import { partAlphabet, partLengths, skipsSerials } from "./scheme-part.ts";
import { partPattern, schemePattern } from "./scheme-pattern.ts";
import { readSchemeSource, type SchemeSource } from "./scheme-source.ts";
import { partName, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/** The scheme with what is good to know about it, or every fault with the part that has it. */
export type SchemeResult =
  | { readonly ok: true; readonly scheme: SerialScheme; readonly notes: readonly SchemeFinding[] }
  | { readonly ok: false; readonly findings: readonly SchemeFinding[] };

/**
 * Parses a scheme from its parts as a catalog writes them. Refused: a part that can yield what is no DSN, ends of a
 * range that differ in digits or run backwards, values of which one starts with another, a check character without
 * anything before it or over characters that its system does not cover, more than 64 characters, a scheme whose exact
 * pattern is longer than a pattern may be, and one in which fewer than half of the numbers have a check character that a
 * DSN may have.
 */
export function parseScheme(sources: readonly SchemeSource[]): SchemeResult {
  if (sources.length === 0) return refused([fault(0, "The scheme has no part", "Give at least one part.")]);
  if (sources.length > dsnLengthMax) {
    const problem = `The scheme has ${sources.length} parts; a DSN has at most ${dsnLengthMax} characters`;
    return refused([fault(dsnLengthMax, problem, "Join parts.")]);
  }
  const results = sources.map(readSchemeSource);
  const faults = results.flatMap((result, index) => (result.ok ? [] : [fault(index, result.problem, result.remedy)]));
  if (faults.length > 0) return refused(faults);
  const parts = results.flatMap((result) => (result.ok ? [result.part] : []));
  const between = [...checkFaults(parts), ...lengthFaults(parts)];
  if (between.length > 0) return refused(between);
  const scheme = { parts };
  const beyond = [...patternFaults(scheme), ...skippedFaults(scheme)];
  if (beyond.length > 0) return refused(beyond);
  return { ok: true, scheme, notes: schemeNotes(scheme) };
}

function checkFaults(parts: readonly SchemePart[]): readonly SchemeFinding[] {
  return parts.flatMap((part, index) => {
    if (part.kind !== "check") return [];
    if (index === 0) return [fault(0, "The check character has nothing before it", "Put it behind what it checks.")];
    const { covers } = checkSystems[part.algorithm];
    const culprits = parts.slice(0, index).flatMap((other, place) => {
      const character = foreignTo(covers, other);
      return character === undefined ? [] : [{ character, where: `part ${place + 1} (${partName(other)})` }];
    });
    const [culprit] = culprits;
    if (culprit === undefined) return [];
    const { character, where } = culprit;
    const remedy = /^[A-Z]$/.test(character)
      ? "Use iso7064-37-36 or iso7064-97-10, which cover 0-9 and A-Z."
      : "Leave the character out; the systems over 0-9 and A-Z cover nothing else.";
    return [fault(index, `${part.algorithm} does not cover the character ${quoted(character)} of ${where}`, remedy)];
  });
}

/** The first character of a part that a check system does not cover. */
function foreignTo(covers: string, part: SchemePart): string | undefined {
  return [...partAlphabet(part)].find((character) => !covers.includes(character));
}

function lengthFaults(parts: readonly SchemePart[]): readonly SchemeFinding[] {
  let length = 0;
  for (const [index, part] of parts.entries()) {
    length += Math.max(...partLengths(part));
    if (length <= dsnLengthMax) continue;
    const problem = `The serial has up to ${length} characters at this part; a DSN has at most ${dsnLengthMax}`;
    return [fault(index, problem, "Shorten the parts.")];
  }
  return [];
}

/** The pattern is what Amazon gets, so a scheme that needs one beyond the limits cannot be handed over. */
function patternFaults(scheme: SerialScheme): readonly SchemeFinding[] {
  const parsed = parsePattern(schemePattern(scheme));
  if (parsed.ok) return [];
  const lengths = scheme.parts.map((part) => partPattern(part).length);
  const longest = lengths.indexOf(Math.max(...lengths));
  const remedy = "Use fewer values, or ranges that begin with zeros and end with nines.";
  return parsed.findings.map(({ message }) => {
    const problem = `No pattern within the limits covers exactly this scheme: ${message.replace(/\.$/, "")}`;
    return fault(longest, problem, remedy);
  });
}

/** A scheme that skips numbers has to be counted as a language; at least half of its numbers must have a serial. */
function skippedFaults(scheme: SerialScheme): readonly SchemeFinding[] {
  const part = scheme.parts.findIndex(skipsSerials);
  if (part === -1) return [];
  const remedy = "Use iso7064-37-36, whose check characters a DSN may all have.";
  const capacity = languageCapacity(scheme);
  if (capacity === undefined) {
    return [fault(part, "Which numbers have a check character that a DSN may have cannot be counted exactly", remedy)];
  }
  const choices = choiceCount(scheme);
  if (2n * capacity >= choices) return [];
  return [fault(part, `Only ${capacity} of ${choices} numbers have a check character that a DSN may have`, remedy)];
}

function refused(findings: readonly SchemeFinding[]): SchemeResult {
  return { ok: false, findings };
}

function fault(part: number, problem: string, remedy: string): SchemeFinding {
  return { id: "scheme-part", level: "error", part, message: `Part ${part + 1}: ${problem}.`, remedy };
}
