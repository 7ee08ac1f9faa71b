import { quoted } from "../../pattern/index.ts";
import { parseDsn } from "../dsn.ts";
import { checkAlgorithms, type NumberPart, type SchemePart } from "./serial-scheme.ts";

/** One part of a scheme as a catalog writes it: a text, or one named field, e.g. `{ week: "01-53" }`. */
export type SchemeSource =
  | string
  | { readonly year: string }
  | { readonly week: string }
  | { readonly counter: string }
  | { readonly oneOf: readonly string[] }
  | { readonly check: string };

/** Most values of one `oneOf`. */
const valueCountMax = 500;
/** Most digits of a number, so that it stays an exact integer. */
const widthMax = 15;

/** The part, or a sentence that says what is wrong with it. */
export type PartResult =
  | { readonly ok: true; readonly part: SchemePart }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

const alphabetRemedy = 'Use only A-Z, a-z, 0-9, "-", "+" and "_"; a DSN has no other character.';

/** Reads one part; rules between parts are not its business. */
export function readSchemeSource(source: SchemeSource): PartResult {
  if (typeof source === "string") return readText(source);
  if ("oneOf" in source) return readOneOf(source.oneOf);
  if ("check" in source) return readCheck(source.check);
  if ("year" in source) return readNumbers("year", source.year);
  if ("week" in source) return readNumbers("week", source.week);
  return readNumbers("counter", source.counter);
}

function readText(text: string): PartResult {
  if (parseDsn(text) !== undefined) return { ok: true, part: { kind: "text", text } };
  return bad(`The text ${quoted(text)} is no part of a DSN`, alphabetRemedy);
}

function readNumbers(kind: NumberPart["kind"], text: string): PartResult {
  const ends = /^([0-9]+)-([0-9]+)$/.exec(text);
  const example = { year: "24-33", week: "01-53", counter: "000001-750000" }[kind];
  const remedy = `Write both ends with the same number of digits, e.g. "${example}".`;
  const [, low, high] = ends ?? [];
  if (low === undefined || high === undefined) return bad(`The ${kind} is ${quoted(text)}, not FROM-TO`, remedy);
  if (low.length !== high.length) {
    return bad(`The ends of ${kind} ${quoted(text)} have ${low.length} and ${high.length} digits`, remedy);
  }
  if (low.length > widthMax) {
    return bad(`The ${kind} has ${low.length} digits; at most ${widthMax} are counted exactly`, "Use fewer digits.");
  }
  const [from, to, width] = [Number(low), Number(high), low.length];
  if (from > to) return bad(`The ${kind} runs backwards from ${low} to ${high}`, "Write the lower end first.");
  if (kind === "week" && to > 53) return bad(`The week ends at ${high}; a year has at most 53`, "End at 53.");
  return { ok: true, part: { kind, from, to, width } };
}

function readOneOf(values: readonly string[]): PartResult {
  if (values.length === 0) return bad("The part oneOf has no value", "Give at least one value.");
  if (values.length > valueCountMax) {
    return bad(`The part oneOf has ${values.length} values; at most ${valueCountMax} are taken`, "Use a counter.");
  }
  const foreign = values.find((value) => parseDsn(value) === undefined);
  if (foreign !== undefined) return bad(`The value ${quoted(foreign)} is no part of a DSN`, alphabetRemedy);
  // In this order a text that starts with another one comes directly behind one that it starts with.
  const ordered = [...values].sort();
  for (const [index, value] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next === value) return bad(`The value ${quoted(value)} stands twice`, "Give each value once.");
    if (next?.startsWith(value)) {
      const remedy = "Use values of one length, so that a reader knows where the part ends.";
      return bad(`The value ${quoted(next)} starts with the value ${quoted(value)}`, remedy);
    }
  }
  return { ok: true, part: { kind: "oneOf", values } };
}

function readCheck(name: string): PartResult {
  const algorithm = checkAlgorithms.find((known) => known === name);
  if (algorithm !== undefined) return { ok: true, part: { kind: "check", algorithm } };
  return bad(`There is no check character system ${quoted(name)}`, `Use one of ${checkAlgorithms.join(", ")}.`);
}

function bad(problem: string, remedy: string): PartResult {
  return { ok: false, problem, remedy };
}
