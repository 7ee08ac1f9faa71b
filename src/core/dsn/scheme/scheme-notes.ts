import { type Finding, grouped, type Level } from "../../index.ts";
import { languageAlphabet } from "../../pattern/index.ts";
import { choiceCount, schemeCapacity } from "./scheme-capacity.ts";
import { schemeLanguage } from "./scheme-language.ts";
import { partAlphabet, skipsSerials } from "./scheme-part.ts";
import { type NumberPart, partName, type SerialScheme } from "./serial-scheme.ts";

/** A finding about one part of a scheme. */
export type SchemeFinding = Finding & {
  /** Index of the part in the scheme. */
  readonly part: number;
};

/** What is good to know about a scheme: none of it is refused. */
export function schemeNotes(scheme: SerialScheme): readonly SchemeFinding[] {
  return [...plusNotes(scheme), ...skippedNotes(scheme), ...yearNotes(scheme), ...counterNotes(scheme)];
}

/** "+" is a letter of the DSN alphabet that forms, URLs and Code 39 give a meaning of their own. */
function plusNotes(scheme: SerialScheme): readonly SchemeFinding[] {
  return scheme.parts.flatMap((part, index) => {
    if (!partAlphabet(part).includes("+") || (part.kind === "check" && !canHavePlus(scheme))) return [];
    const message = `Part ${index + 1} (${partName(part)}) can have a "+", which arrives as a space from a form body or URL that does not encode it, and starts a shifted character in Code 39.`;
    const remedy = "Encode it as %2B in forms and URLs, or use another character.";
    return [{ id: "scheme-plus", level: "info", part: index, message, remedy }];
  });
}

function canHavePlus(scheme: SerialScheme): boolean {
  const result = schemeLanguage(scheme);
  return !result.ok || languageAlphabet(result.language).includes("+");
}

/** Mod 43 is the one system whose check character may be none of a DSN. */
function skippedNotes(scheme: SerialScheme): readonly SchemeFinding[] {
  const part = scheme.parts.findIndex(skipsSerials);
  if (part === -1) return [];
  const choices = choiceCount(scheme);
  const skipped = choices - schemeCapacity(scheme);
  const share = percent(skipped, choices);
  const lost = `${grouped(skipped)} of ${grouped(choices)} numbers (${share}) have no serial, because their check character would be ".", "$", "/", "%" or a space, which no DSN may have`;
  const message = `Part ${part + 1} (check mod-43) finds no transposed characters${skipped === 0n ? "" : `, and ${lost}`}.`;
  const remedy = "Use iso7064-37-36: it also finds transpositions and leaves no number out.";
  const measured = `${skipped} numbers without a serial`;
  return [{ id: "scheme-mod-43", level: "warn", part, message, measured, required: "0", remedy }];
}

/** "0.3 %", rounded to the nearest tenth. */
function percent(part: bigint, whole: bigint): string {
  const tenths = (part * 2000n + whole) / (2n * whole);
  return `${tenths / 10n}.${tenths % 10n} %`;
}

/** A year of one or two digits that goes through all of its numbers begins again. */
function yearNotes({ parts }: SerialScheme): readonly SchemeFinding[] {
  return parts.flatMap((part, index): readonly SchemeFinding[] => {
    if (part.kind !== "year" || part.width > 2) return [];
    const cycle = 10 ** part.width;
    if (part.to - part.from + 1 < cycle) return part.width === 2 ? [] : [decadeNote(part, index)];
    const level: Level = part.width === 1 ? "warn" : "info";
    const message = `Part ${index + 1} (${partName(part)}) begins again after ${cycle} years, so a serial can come back on another device while the first is still in use or on the books.`;
    const remedy =
      part.width === 1
        ? "Use a year of two digits, or let the counter go on and never start again."
        : "Let the counter go on when the years begin again.";
    return [{ id: "scheme-year-rollover", level, part: index, message, measured: `${cycle} years`, remedy }];
  });
}

function decadeNote(part: NumberPart, index: number): SchemeFinding {
  const message = `Part ${index + 1} (${partName(part)}) names one year of every decade, so the scheme may be used only until year ${part.to} is over; after that its serials would come back.`;
  const remedy = "Use a year of two digits.";
  return { id: "scheme-year-rollover", level: "info", part: index, message, measured: "10 years", remedy };
}

/** A week without a year comes back every year, and with it every counter that started again in between. */
function counterNotes({ parts }: SerialScheme): readonly SchemeFinding[] {
  const week = parts.findIndex(({ kind }) => kind === "week");
  const hasCounter = parts.some(({ kind }) => kind === "counter");
  if (week === -1 || !hasCounter || parts.some(({ kind }) => kind === "year")) return [];
  const message = `Part ${week + 1} (week) stands without a year, so a counter that starts again every week gives the same serials a year later.`;
  const remedy = "Add the year, or let the counter go on and never start again.";
  return [{ id: "scheme-counter-reset", level: "warn", part: week, message, remedy }];
}
