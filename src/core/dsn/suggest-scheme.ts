import type { Finding } from "../index.ts";
import { dsnFindings, parseDsn } from "./dsn.ts";
import { type LayoutProposal, proposeLayout } from "./propose-layout.ts";
import { type OutsideRow, outsideRowMax, type SchemeSuggestion, type SuggestedLayout } from "./scheme-suggestion.ts";
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
  const { layouts, outside, outsideCount } = fitted(serials, proposals);
  const notes = [
    ...layoutCountNotes(groups.length, layouts.length),
    ...(layouts.length === 0 ? emptyNotes : outsideNotes(serials.length, outsideCount)),
    proposalNote,
  ];
  const repeatedCount = serials.length - new Set(serials).size;
  return { rowCount: serials.length, repeatedCount, layouts, outside, outsideCount, notes };
}

const proposalNote: Finding = {
  id: "suggest-proposal",
  level: "info",
  message: "This is a proposal read out of the serials; nothing in them says what the factory means by them.",
  remedy: "Ask the factory how it composes serials, and correct the scheme before it goes into the catalog.",
};

function refusal(serials: readonly string[]): SchemeSuggestion {
  const message =
    serials.length === 0
      ? "There is no serial to read a scheme out of."
      : `There are ${serials.length} rows; at most ${rowCountMax} are looked at.`;
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
  return { rowCount: serials.length, repeatedCount: 0, layouts: [], outside: [], outsideCount: 0, notes: [note] };
}

interface Fit {
  readonly layouts: readonly SuggestedLayout[];
  readonly outside: readonly OutsideRow[];
  readonly outsideCount: number;
}

/** Counts each row for the first layout that has it; the first rows that none has are explained. */
function fitted(serials: readonly string[], proposals: readonly LayoutProposal[]): Fit {
  const counts = proposals.map(() => 0);
  const outside: OutsideRow[] = [];
  let outsideCount = 0;
  for (const [row, serial] of serials.entries()) {
    const index = proposals.findIndex((proposal) => proposal.has(serial));
    if (index !== -1) {
      counts[index] = (counts[index] ?? 0) + 1;
      continue;
    }
    outsideCount += 1;
    if (outside.length < outsideRowMax) outside.push({ row, serial, findings: reasons(serial, proposals) });
  }
  const layouts = proposals.map(({ layout }, index) => ({ ...layout, rowCount: counts[index] ?? 0 }));
  return { layouts: layouts.sort((a, b) => b.rowCount - a.rowCount), outside, outsideCount };
}

/** Why a row fits no layout: what makes it no DSN, or what the first layout of its length says, or else the first. */
function reasons(serial: string, proposals: readonly LayoutProposal[]): readonly Finding[] {
  const notDsn = dsnFindings(serial);
  if (notDsn.length > 0) return notDsn;
  const nearest = proposals.find(({ width }) => width === serial.length) ?? proposals[0];
  if (nearest === undefined) return [];
  const findings = nearest.explain(serial);
  return nearest.width === serial.length ? findings : [lengthFinding(serial, nearest.width), ...findings];
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
  const message = `Only ${rowCount - outsideCount} of ${rowCount} rows fit what is proposed: the others have other lengths or are no serials, so this is no scheme for the file.`;
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
