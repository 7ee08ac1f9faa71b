import {
  compareLanguages,
  difference,
  type Language,
  type LanguageComparison,
  parsePattern,
  textCount,
} from "../core/pattern/index.ts";
import type { Revision, RevisionModel } from "./revision.ts";

/**
 * What became of a model's regex, by the serials that it accepts, not by its text: `moved` lost some and gained others,
 * `disjoint` lost all and gained others.
 */
export type ModelChange = "same" | "narrowed" | "widened" | "moved" | "disjoint" | "new" | "retired" | "unproved";

/** One model in two revisions. */
export interface ModelDiff {
  readonly deviceModel: string;
  readonly change: ModelChange;
  /** True when anything differs, be it only a listing or how the regex is written. */
  readonly isChanged: boolean;
  readonly before?: string;
  readonly after?: string;
  /** Serials that are accepted no more. */
  readonly lost?: TextsOneWay;
  /** Serials that are accepted now. */
  readonly gained?: TextsOneWay;
  /** Other fields that differ, by their names. */
  readonly fields: readonly FieldDiff[];
}

/** Texts that only one of two regexes accepts. */
export interface TextsOneWay {
  /** As digits, or `infinite`, or `unknown` where a limit was reached. */
  readonly count: string;
  /** The shortest of them. */
  readonly witness: string;
}

/** A field other than the regex that differs; listings one by one. */
export interface FieldDiff {
  readonly field: "productName" | "lwaClientId" | "symbology" | "listing";
  readonly before?: string;
  readonly after?: string;
}

/** Two revisions, model by model: those of the second in its order, then those that it no longer has. */
export interface ManifestDiff {
  readonly models: readonly ModelDiff[];
}

/** Compares two revisions by the languages of their regexes. Pure; its time is bounded for every model. */
export function diffManifests(before: Revision, after: Revision): ManifestDiff {
  const old = new Map(before.models.map((model) => [model.deviceModel, model]));
  const now = new Set(after.models.map(({ deviceModel }) => deviceModel));
  const retired = before.models.filter(({ deviceModel }) => !now.has(deviceModel));
  return {
    models: [
      ...after.models.map((model) => modelDiff(old.get(model.deviceModel), model)),
      ...retired.map((model) => modelDiff(model, undefined)),
    ],
  };
}

function modelDiff(before: RevisionModel | undefined, after: RevisionModel | undefined): ModelDiff {
  const fields = fieldDiffs(before, after);
  const regexes = {
    ...(before === undefined ? {} : { before: before.serialRegex }),
    ...(after === undefined ? {} : { after: after.serialRegex }),
  };
  const deviceModel = (after ?? before)?.deviceModel ?? "";
  const compared = compareRegexes(before?.serialRegex, after?.serialRegex);
  const isChanged = compared.change !== "same" || regexes.before !== regexes.after || fields.length > 0;
  return { deviceModel, isChanged, ...compared, ...regexes, fields };
}

type Compared = Pick<ModelDiff, "change" | "lost" | "gained">;

const changeOf = {
  same: "same",
  narrower: "narrowed",
  wider: "widened",
  moved: "moved",
  disjoint: "disjoint",
  unproved: "unproved",
} as const satisfies Readonly<Record<LanguageComparison["relation"], ModelChange>>;

function compareRegexes(before: string | undefined, after: string | undefined): Compared {
  if (before === undefined) return { change: "new" };
  if (after === undefined) return { change: "retired" };
  if (before === after) return { change: "same" };
  const [a, b] = [languageOfRegex(before), languageOfRegex(after)];
  if (a === undefined || b === undefined) return { change: "unproved" };
  const { relation, lost, gained } = compareLanguages(a, b);
  return {
    change: changeOf[relation],
    ...(lost === undefined ? {} : { lost: { count: countOnlyIn(a, b), witness: lost } }),
    ...(gained === undefined ? {} : { gained: { count: countOnlyIn(b, a), witness: gained } }),
  };
}

/** What a regex means, portable or not; undefined where engines do not agree on a meaning. */
export function languageOfRegex(regex: string): Language | undefined {
  const result = parsePattern(regex);
  return result.ok ? result.pattern.language : result.meaning?.language;
}

function countOnlyIn(a: Language, b: Language): string {
  const only = difference(a, b);
  return only.ok ? String(textCount(only.language) ?? "infinite") : "unknown";
}

function fieldDiffs(before: RevisionModel | undefined, after: RevisionModel | undefined): readonly FieldDiff[] {
  if (before === undefined || after === undefined) return [];
  const named = (["productName", "lwaClientId", "symbology"] as const).flatMap((field): readonly FieldDiff[] => {
    const [old, now] = [before[field], after[field]];
    if (old === now) return [];
    return [{ field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
  });
  const removed = before.listings.filter((listing) => !after.listings.includes(listing));
  const added = after.listings.filter((listing) => !before.listings.includes(listing));
  return [
    ...named,
    ...removed.map((listing): FieldDiff => ({ field: "listing", before: listing })),
    ...added.map((listing): FieldDiff => ({ field: "listing", after: listing })),
  ];
}
