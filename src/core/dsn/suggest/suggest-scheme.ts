import { type Finding, grouped } from "../../index.ts";
import { quoted } from "../../pattern/index.ts";
import { checkCharacters } from "../check-characters.ts";
import { dsnFindings, parseDsn } from "../dsn.ts";
import { type LayoutProposal, proposeLayout } from "./propose-layout.ts";
import {
  type OutsideRow,
  outsideRowMax,
  type RepeatedRow,
  repeatedRowMax,
  type SchemeSuggestion,
} from "./scheme-suggestion.ts";
import { serialGroups } from "./serial-groups.ts";

/** Most rows of one call: a second or two of work. */
const rowCountMax = 200_000;
/** Most layouts that are told apart. */
const layoutCountMax = 5;

/**
 * What serials look as if they were composed of: fixed text, year, week, values, counter and check character, with the
 * reason for each part, the pattern, and the rows that do not fit. Only a proposal: serials cannot tell what the factory
 * means by them. Without any layout when there is no serial among the rows, or when there are too many rows.
 */
export function suggestScheme(serials: readonly string[]): SchemeSuggestion {
  if (serials.length === 0 || serials.length > rowCountMax) return refusal(serials);
  const dsns = serials.filter((serial) => parseDsn(serial) !== undefined);
  const different = [...new Set(dsns)];
  const groups = different.length === 0 ? [] : serialGroups(different);
  const proposals = groups.slice(0, layoutCountMax).flatMap((group) => proposeLayout(group) ?? []);
  const { layouts, ...misfits } = fitted(serials, proposals);
  const notes = [
    ...layoutCountNotes(groups.length, layouts.length),
    ...(layouts.length === 0 ? emptyNotes : outsideNotes(serials.length, misfits.outsideCount)),
    proposalNote,
    ...inUseNotes(layouts),
  ];
  return { rowCount: serials.length, ...repeats(serials), layouts, ...misfits, notes };
}

/** Rows that have the serial of an earlier one, counted, and the first of them with that earlier one. */
function repeats(serials: readonly string[]): Pick<SchemeSuggestion, "repeatedCount" | "repeated"> {
  const first = new Map<string, number>();
  const repeated: RepeatedRow[] = [];
  let repeatedCount = 0;
  for (const [row, serial] of serials.entries()) {
    const earlier = first.get(serial);
    if (earlier === undefined) {
      first.set(serial, row);
      continue;
    }
    repeatedCount += 1;
    if (repeated.length < repeatedRowMax) repeated.push({ row, earlier, serial });
  }
  return { repeatedCount, repeated };
}

const proposalNote: Finding = {
  id: "suggest-proposal",
  level: "info",
  message: "This is a proposal read out of the serials; nothing in them says what the factory means by them.",
  remedy: "Ask the factory how it composes serials, and correct the scheme before it goes into the catalog.",
};

/** Where a scheme is proposed that a ledger could hand numbers out by, from the first one of the counter on. */
function inUseNotes(layouts: SchemeSuggestion["layouts"]): readonly Finding[] {
  const isCounted = layouts.some(({ scheme }) =>
    scheme?.sources.some((part) => typeof part !== "string" && "counter" in part),
  );
  return isCounted ? [inUseNote] : [];
}

const inUseNote: Finding = {
  id: "suggest-in-use",
  level: "info",
  message: "No ledger knows these serials, so boxproof serials allocate could give one of them to another box.",
  remedy:
    "When the scheme is in the catalog, boxproof serials import FILE --model MODEL --adopt takes in all that are in use, so that none is given again.",
};

const nothing = {
  repeatedCount: 0,
  repeated: [],
  layouts: [],
  outside: [],
  outsideCount: 0,
  outsideReasons: [],
} as const;

function refusal(serials: readonly string[]): SchemeSuggestion {
  const message =
    serials.length === 0
      ? "There is no serial to read a scheme out of."
      : `There are ${grouped(serials.length)} rows; at most ${grouped(rowCountMax)} are looked at.`;
  const remedy =
    serials.length === 0 ? "Give one serial in each row." : "Give a part of the file; a few thousand rows are enough.";
  const note: Finding = {
    id: "suggest-rows",
    level: "error",
    message,
    measured: `${serials.length}`,
    required: `1 to ${rowCountMax}`,
    remedy,
  };
  return { rowCount: serials.length, ...nothing, notes: [note] };
}

type Fit = Pick<SchemeSuggestion, "layouts" | "outside" | "outsideCount" | "outsideReasons">;

/** Rows of one reason drown no others: so many times `outsideRowMax` are explained altogether. */
const explainedReasonCount = 5;

/** Counts each row for the first layout that has it; the first rows that none has are explained, reason by reason. */
function fitted(serials: readonly string[], proposals: readonly LayoutProposal[]): Fit {
  const counts = proposals.map(() => 0);
  const outside: OutsideRow[] = [];
  const reasonCounts = new Map<string, number>();
  for (const [row, serial] of serials.entries()) {
    const index = proposals.findIndex((proposal) => proposal.has(serial));
    if (index !== -1) {
      counts[index] = (counts[index] ?? 0) + 1;
      continue;
    }
    const findings = reasons(serial, proposals);
    const id = findings[0]?.id ?? "suggest-none";
    const count = (reasonCounts.get(id) ?? 0) + 1;
    reasonCounts.set(id, count);
    const isShown = count <= outsideRowMax && outside.length < explainedReasonCount * outsideRowMax;
    if (isShown) outside.push({ row, serial, findings });
  }
  const layouts = proposals.map(({ layout }, index) => ({ ...layout, rowCount: counts[index] ?? 0 }));
  const outsideReasons = [...reasonCounts].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count);
  return {
    layouts: layouts.sort((a, b) => b.rowCount - a.rowCount),
    outside,
    outsideCount: outsideReasons.reduce((sum, { count }) => sum + count, 0),
    outsideReasons,
  };
}

/** Why a row fits no layout: what makes it no DSN, or what the first layout of its length says, or else the first. */
function reasons(serial: string, proposals: readonly LayoutProposal[]): readonly Finding[] {
  const notDsn = dsnFindings(serial);
  if (notDsn.length > 0) return [...proposals.flatMap((proposal) => foreignCheckFindings(serial, proposal)), ...notDsn];
  const nearest = proposals.find(({ width }) => width === serial.length) ?? proposals[0];
  if (nearest === undefined) return [];
  const findings = nearest.explain(serial);
  return nearest.width === serial.length ? findings : [lengthFinding(serial, nearest.width), ...findings];
}

/** Mod 43 has check characters that no DSN may have: such a row is right by its own rule and still no serial. */
function foreignCheckFindings(serial: string, { layout, width }: LayoutProposal): readonly Finding[] {
  if (serial.length !== width) return [];
  return layout.parts.flatMap(({ source, at: [from, to] }): readonly Finding[] => {
    if (typeof source !== "object" || !("check" in source) || source.check !== "mod-43") return [];
    const own = serial.slice(from, to);
    if (parseDsn(own) !== undefined || checkCharacters("mod-43", serial.slice(0, from)) !== own) return [];
    const message = `The check character ${quoted(own)} is right for mod-43, and no DSN may have it.`;
    return [{ id: "suggest-check-character", level: "error", message, at: [from, to], measured: own }];
  });
}

function lengthFinding(serial: string, width: number): Finding {
  const message = `The serial has ${serial.length} characters; most have ${width}.`;
  return { id: "suggest-length", level: "error", message, measured: `${serial.length}`, required: `${width}` };
}

function layoutCountNotes(groupCount: number, layoutCount: number): readonly Finding[] {
  if (groupCount < 2) return [];
  const left = groupCount > layoutCountMax ? ` ${groupCount - layoutCountMax} more are left out.` : "";
  const message = `The rows are of ${groupCount} layouts, and a model has one scheme; ${layoutCount} are proposed, each for itself.${left}`;
  const remedy =
    "If they are different models, give one file for each; if they are of one model, use the newest layout or a pattern of your own.";
  return [{ id: "suggest-layouts", level: "warn", message, measured: `${groupCount}`, required: "1", remedy }];
}

/** Serials that are not composed alike cannot be read as if they were. */
function outsideNotes(rowCount: number, outsideCount: number): readonly Finding[] {
  if (2 * outsideCount <= rowCount) return [];
  const message = `Only ${grouped(rowCount - outsideCount)} of ${grouped(rowCount)} rows fit what is proposed: the others have other lengths or are no serials, so this is no scheme for the file.`;
  const remedy = "Give a file with the serials of one model.";
  return [{ id: "suggest-outside", level: "error", message, measured: `${outsideCount}`, required: "0", remedy }];
}

const emptyNotes: readonly Finding[] = [
  {
    id: "suggest-none",
    level: "error",
    message: "Nothing can be proposed: no row is a serial, or no pattern within the limits has them.",
    remedy: "Look at the rows outside and what is said about them.",
  },
];
