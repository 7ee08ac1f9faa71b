import { defined, type Finding } from "../../index.ts";
import { explainMismatch, hasText, type Pattern, parsePattern, quoted, textCount } from "../../pattern/index.ts";
import { checkCharacters } from "../check-characters.ts";
import { parseScheme } from "../scheme/parse-scheme.ts";
import { schemeCapacity } from "../scheme/scheme-capacity.ts";
import { schemeFindings } from "../scheme/scheme-findings.ts";
import { schemeLanguage } from "../scheme/scheme-language.ts";
import { partPattern, schemePattern } from "../scheme/scheme-pattern.ts";
import { readSchemeSource } from "../scheme/scheme-source.ts";
import { shortSchemePattern } from "../scheme/short-scheme-pattern.ts";
import { type FoundCheck, findChecks } from "./find-checks.ts";
import { findPartialCheck, type PartialCheck } from "./find-partial-check.ts";
import { layoutNotes, partialCheckNote } from "./layout-notes.ts";
import { readLayout } from "./read-layout.ts";
import type { SuggestedLayout, SuggestedPart } from "./scheme-suggestion.ts";
import { withoutStrays } from "./serial-groups.ts";
import { serialTable } from "./serial-table.ts";

/** Strays are only left out when hardly more rows fall out of the proposal than that. */
const misfitShareMax = 0.02;

/** A proposed layout with what judges serials by it. */
export interface LayoutProposal {
  readonly layout: Omit<SuggestedLayout, "rowCount">;
  /** Length of its serials, in characters. */
  readonly width: number;
  has(serial: string): boolean;
  /** Why a serial does not fit; empty when it does. */
  explain(serial: string): readonly Finding[];
}

/** Proposes a layout for different serials of one length and shape; undefined when no pattern within the limits has them. */
export function proposeLayout(rows: readonly string[]): LayoutProposal | undefined {
  const checks = findChecks(rows);
  const agreeing = rows.filter((row) => checks.every((check) => agrees(check, row)));
  const typical = withoutStrays(agreeing, (place) => checks.some(({ from, to }) => from <= place && place < to));
  const proposal = typical.length === 0 ? undefined : readProposal(typical, checks);
  if (typical.length === agreeing.length) return proposal;
  const misfits = proposal === undefined ? agreeing : agreeing.filter((row) => !proposal.has(row));
  return misfits.length <= misfitShareMax * agreeing.length ? proposal : readProposal(agreeing, checks);
}

function agrees({ algorithm, from, to }: FoundCheck, row: string): boolean {
  return checkCharacters(algorithm, row.slice(0, from)) === row.slice(from, to);
}

function readProposal(rows: readonly string[], checks: readonly FoundCheck[]): LayoutProposal | undefined {
  const table = serialTable(rows);
  const first = readLayout(table, checks);
  const partial = checks.length > 0 ? undefined : findPartialCheck(table, first);
  const parts = partial === undefined ? first : readLayout(table, checks, partial);
  const notes = [...layoutNotes(table, parts), ...(partial === undefined ? [] : [partialCheckNote(partial)])];
  const sources = parts.flatMap(({ source }) => source ?? []);
  if (sources.length < parts.length)
    return patternProposal(table.width, parts, [...notes, ...wildNotes(parts, partial)]);
  const parsed = parseScheme(sources);
  if (!parsed.ok) return patternProposal(table.width, parts, [...notes, ...parsed.findings.map(refusedNote)]);
  return schemeProposal(table.width, parts, { scheme: parsed.scheme, sources, notes: [...notes, ...parsed.notes] });
}

type ReadScheme = NonNullable<SuggestedLayout["scheme"]> & { readonly notes: readonly Finding[] };

function schemeProposal(width: number, parts: readonly SuggestedPart[], read: ReadScheme): LayoutProposal {
  const { scheme, sources, notes } = read;
  const language = schemeLanguage(scheme);
  const explain = (serial: string) => schemeFindings(scheme, serial);
  const shorter = shortSchemePattern(scheme);
  return {
    layout: {
      parts,
      scheme: { scheme, sources },
      pattern: schemePattern(scheme),
      ...(shorter === undefined ? {} : { shorter }),
      capacity: schemeCapacity(scheme),
      notes,
    },
    width,
    has: (serial) => (language.ok ? hasText(language.language, serial) : explain(serial).length === 0),
    explain,
  };
}

function patternProposal(
  width: number,
  parts: readonly SuggestedPart[],
  notes: readonly Finding[],
): LayoutProposal | undefined {
  const source = `^${parts.map(patternOfPart).join("")}$`;
  const parsed = parsePattern(source);
  if (!parsed.ok) return undefined;
  const { pattern } = parsed;
  const capacity = defined(textCount(pattern.language), "a pattern is finite");
  return {
    layout: { parts, pattern: source, capacity, notes },
    width,
    has: (serial) => hasText(pattern.language, serial),
    explain: (serial) => mismatchFindings(pattern, serial),
  };
}

function patternOfPart({ source, characters, at: [from, to] }: SuggestedPart): string {
  const read = readSchemeSource(source ?? { oneOf: [...(characters ?? "")] });
  const pattern = read.ok ? partPattern(read.part) : "";
  return source === undefined && to - from > 1 ? `${pattern}{${to - from}}` : pattern;
}

function mismatchFindings(pattern: Pattern, serial: string): readonly Finding[] {
  const mismatch = explainMismatch(pattern, serial);
  if (mismatch === undefined) return [];
  const { at, found, expected } = mismatch;
  const what =
    found === undefined ? `The serial ends after ${at} characters` : `Character ${at + 1} is ${quoted(found)}`;
  const message = `${what}, where ${expected} is expected.`;
  const range = [at, at + (found?.length ?? 0)] as const;
  return [
    { id: "suggest-mismatch", level: "error", message, at: range, measured: quoted(found ?? ""), required: expected },
  ];
}

function wildNotes(parts: readonly SuggestedPart[], partial: PartialCheck | undefined): readonly Finding[] {
  const wild = parts.filter(({ source, at }) => source === undefined && at[0] !== partial?.from);
  if (wild.length === 0) return [];
  const count = wild.reduce((sum, { at: [from, to] }) => sum + to - from, 0);
  const message = `${counted(count)} digits and letters without an order, so a scheme could say no more of them than a pattern: only a pattern is proposed.`;
  const remedy = "Ask the factory how these characters are made.";
  return [{ id: "suggest-no-scheme", level: "warn", message, remedy }];
}

function counted(count: number): string {
  return count === 1 ? "One place takes" : `${count} places take`;
}

function refusedNote({ message, remedy }: Finding): Finding {
  const note = {
    id: "suggest-no-scheme",
    level: "warn",
    message: `Only a pattern is proposed, no scheme. ${message}`,
  } as const;
  return remedy === undefined ? note : { ...note, remedy };
}
