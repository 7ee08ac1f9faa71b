import { type Catalog, catalogSubjects, checkCatalog, type Listing } from "../core/catalog/index.ts";
import { BoxproofError, defined, type Finding, isError } from "../core/index.ts";
import type { DiffFindings } from "./diff-findings.ts";
import {
  type BadExample,
  type ForcedFinding,
  liveRows,
  type Manifest,
  type ManifestHead,
  type ManifestRow,
  regexSemantics,
  schemaVersion,
} from "./manifest.ts";
import { goodExamples } from "./manifest-examples.ts";
import { sha256Of, withHash } from "./manifest-hash.ts";
import type { ProvedModel } from "./proved-model.ts";
import { regexFacts } from "./regex-facts.ts";
import { rowsSince } from "./rows-since.ts";

/** What a manifest is made from. */
export interface ManifestRequest {
  readonly catalog: Catalog;
  /** When it is made: ISO 8601 in UTC. */
  readonly issuedAt: string;
  /** The day from which it holds, `2026-01-31`; the day of `issuedAt` when absent. */
  readonly effectiveFrom?: string;
  /** One more than that of `previous` when absent, or 1. */
  readonly revision?: number;
  /** The manifest that was sent last: rows are new, changed, unchanged or retired against it. */
  readonly previous?: Manifest;
  /**
   * What was found against `previous` and the ledger, by model: serials in use that it refuses (L008) stand in its way,
   * also where `previous` refused them already.
   */
  readonly changes?: DiffFindings;
  /** Highest revision that is used up though `previous` is lower: one whose record was lost. */
  readonly revisionTaken?: number;
  /** True for the demo catalog: the manifest then says so. */
  readonly demo?: boolean;
  /** Makes it although error-level findings stand, and writes them into it. */
  readonly force?: boolean;
}

/** Serials of so many other models stand among the bad examples. */
const siblingCountMax = 3;
/** So many findings stand in the details of an error. */
const detailedMax = 1_000;

/**
 * The manifest of a catalog: one row for each model in each marketplace; a model without a listing has none. Throws
 * ERR_MANIFEST_BLOCKED while a check has an error-level finding, unless forced, or when there is no row at all, and
 * ERR_MANIFEST_REVISION for a revision that is not above the one sent before.
 */
export function exportManifest(request: ManifestRequest): Manifest {
  const { catalog, issuedAt, previous } = request;
  const listed = catalog.models.filter(({ listings }) => listings.length > 0);
  if (listed.length === 0) {
    throw new BoxproofError("ERR_MANIFEST_BLOCKED", "No model has a listing, so there is nothing to hand over.", {
      remedy: "Give each model that Amazon sells its listings: marketplace and ASIN.",
    });
  }
  const proved = provedModels(catalog);
  const errors = [...errorsOf(proved), ...changeErrors(request)];
  if (errors.length > 0 && request.force !== true) throw blockedError(errors, { isFirst: previous === undefined });
  const effectiveFrom = request.effectiveFrom ?? issuedAt.slice(0, 10);
  const rows = rowsOf(catalog, proved, effectiveFrom);
  return withHash({
    ...headOf(request, effectiveFrom),
    ...(errors.length === 0 ? {} : { forced: errors }),
    rows: rowsSince(rows, { previous: previous === undefined ? [] : liveRows(previous), effectiveFrom }),
  });
}

function headOf(request: ManifestRequest, effectiveFrom: string): ManifestHead {
  const { catalog, issuedAt, previous } = request;
  const { name, vendorCode, contact, amazonContact } = catalog.maker;
  return {
    schemaVersion,
    manifestId: previous?.manifestId ?? manifestIdOf(name),
    revision: revisionOf(request),
    ...(previous === undefined ? {} : { previousRevisionSha256: previous.sha256 }),
    issuedAt,
    effectiveFrom,
    maker: vendorCode === undefined ? { name } : { name, vendorCode },
    ...(contact === undefined ? {} : { contact }),
    ...(amazonContact === undefined ? {} : { amazonContact }),
    regexSemantics,
    ...(request.demo === true ? { demo: true } : {}),
  };
}

/** Readable where the maker's name has letters of ASCII, and different for names that read alike. */
function manifestIdOf(maker: string): string {
  const words = maker.toLowerCase().match(/[a-z0-9]+/g) ?? ["maker"];
  return `${words.join("-").slice(0, 40)}-${sha256Of(maker).slice(0, 8)}`;
}

function revisionOf({ revision, previous, revisionTaken = 0 }: ManifestRequest): number {
  const last = Math.max(previous?.revision ?? 0, revisionTaken);
  if (revision === undefined) return last + 1;
  if (revision > last) return revision;
  throw new BoxproofError("ERR_MANIFEST_REVISION", `Revision ${last} was sent already; ${revision} is not above it.`, {
    remedy: `Leave --revision out, which gives ${last + 1}, or name a higher one.`,
    details: { revision, last },
  });
}

function provedModels(catalog: Catalog): readonly ProvedModel[] {
  const check = checkCatalog(catalog);
  const sides = check.overlaps.flatMap(({ a, b, witness }) => [
    { deviceModel: a, other: { deviceModel: b, witness } },
    { deviceModel: b, other: { deviceModel: a, witness } },
  ]);
  const overlaps = Map.groupBy(sides, ({ deviceModel }) => deviceModel);
  // The subjects of the check: what it did not read of a catalog is not read here either.
  const subjects = catalogSubjects(catalog.models);
  return catalog.models.map((model, index) => {
    const subject = defined(subjects[index], "every model has a subject");
    return {
      model,
      subject,
      findings: defined(check.models[index], "every model is checked").findings,
      overlaps: (overlaps.get(model.deviceModel) ?? []).map(({ other }) => other),
      good: subject.meaning === undefined ? [] : goodExamples(model, subject.meaning),
    };
  });
}

function errorsOf(proved: readonly ProvedModel[]): readonly ForcedFinding[] {
  return proved.flatMap(({ model: { deviceModel }, findings }) => errorFindings(deviceModel, findings));
}

function changeErrors({ changes }: ManifestRequest): readonly ForcedFinding[] {
  return [...(changes ?? [])].flatMap(([deviceModel, findings]) => errorFindings(deviceModel, findings));
}

function errorFindings(deviceModel: string, findings: readonly Finding[]): readonly ForcedFinding[] {
  return findings.filter(isError).map(({ id, message, witness }) => {
    return witness === undefined ? { deviceModel, id, message } : { deviceModel, id, message, witness };
  });
}

function blockedError(errors: readonly ForcedFinding[], { isFirst }: { readonly isFirst: boolean }): BoxproofError {
  const first = defined(errors[0], "a manifest is blocked by findings");
  const count = errors.length === 1 ? "1 error-level finding stands" : `${errors.length} error-level findings stand`;
  const isAboutUse = errors.every(({ id }) => id === "L008");
  const settled = isFirst
    ? "Accept the serials that are on boxes, and void those that are on none: boxproof serials void"
    : "See boxproof manifest diff: keep accepting the serials that are on boxes, and void those that are on none (boxproof serials void), or name the ledger with --ledger";
  const look = isAboutUse ? settled : "Run boxproof check and correct the catalog";
  const sentence = `${count} against this catalog; the first: ${first.deviceModel} ${first.id}: ${first.message}`;
  return new BoxproofError("ERR_MANIFEST_BLOCKED", sentence, {
    remedy: `${look}; --force writes the manifest with the findings in it.`,
    details: { findings: errors.slice(0, detailedMax), findingCount: errors.length },
  });
}

function rowsOf(catalog: Catalog, proved: readonly ProvedModel[], effectiveFrom: string): readonly ManifestRow[] {
  const clientIds = new Map(catalog.securityProfiles.map(({ name, lwaClientId }) => [name, lwaClientId]));
  return proved.flatMap((one, index) => {
    const { model } = one;
    if (model.listings.length === 0) return [];
    const facts = regexFacts(one, siblingExamples(proved, index));
    const lwaClientId = defined(clientIds.get(model.securityProfile), "a model's security profile is in the catalog");
    const named = { deviceModel: model.deviceModel, productName: model.name, lwaClientId };
    return model.listings.map((listing) => {
      return { ...named, ...listingFields(listing), ...facts, status: "new" as const, effectiveFrom };
    });
  });
}

function listingFields({ marketplace, asin, gtin }: Listing): Pick<ManifestRow, "marketplace" | "asin" | "gtin"> {
  return gtin === undefined ? { marketplace, asin } : { marketplace, asin, gtin };
}

/** A good serial of each of the next models in the catalog, as bad examples for this one. */
function siblingExamples(proved: readonly ProvedModel[], index: number): readonly BadExample[] {
  const next = Array.from({ length: Math.min(siblingCountMax, proved.length - 1) }, (_, step) => {
    return proved[(index + 1 + step) % proved.length];
  });
  return next.flatMap((one) => (one === undefined ? [] : siblingExample(one)));
}

function siblingExample({ model, good: [text] }: ProvedModel): readonly BadExample[] {
  return text === undefined ? [] : [{ text, is: `serial of ${model.deviceModel}` }];
}
