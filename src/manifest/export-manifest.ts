import { type Catalog, checkCatalog, type Listing, type ModelPattern, modelPatterns } from "../core/catalog/index.ts";
import { schemeCapacity } from "../core/dsn/index.ts";
import { BoxproofError, defined, isError } from "../core/index.ts";
import { patternAlphabet } from "../core/pattern/index.ts";
import { type BadExample, type Manifest, type ManifestRow, regexSemantics } from "./manifest.ts";
import { badExamples, goodExamples, siblingExamples } from "./manifest-examples.ts";
import { sha256Of, withHash } from "./manifest-hash.ts";

/** What a manifest is made from. */
export interface ManifestRequest {
  readonly catalog: Catalog;
  /** When it is made: ISO 8601 in UTC. */
  readonly issuedAt: string;
  /** The maker's own count of what was handed over. */
  readonly revision?: number;
}

/**
 * The manifest of a catalog: one row for each model in each marketplace; a model without a listing has none. Throws
 * ERR_MANIFEST_BLOCKED while a check has an error-level finding, or when there is no row at all.
 */
export function exportManifest({ catalog, issuedAt, revision }: ManifestRequest): Manifest {
  refuseWhileErrorsStand(catalog);
  const patterns = modelPatterns(catalog).map(({ model, pattern }) => {
    return { model, pattern: defined(pattern, "a catalog without error-level findings has patterns only") };
  });
  const rows = patterns.flatMap((one, index) => {
    if (one.model.listings.length === 0) return [];
    return modelRows({ catalog, one, siblings: siblingExamples(patterns, index) });
  });
  if (rows.length === 0) {
    throw new BoxproofError("ERR_MANIFEST_BLOCKED", "No model has a listing, so there is nothing to hand over.", {
      remedy: "Give each model that Amazon sells its listings: marketplace and ASIN.",
    });
  }
  return withHash({
    format: "boxproof-manifest/1",
    ...(revision === undefined ? {} : { revision }),
    issuedAt,
    maker: { name: catalog.maker.name },
    regexSemantics,
    rows,
  });
}

function refuseWhileErrorsStand(catalog: Catalog): void {
  const errors = checkCatalog(catalog).models.flatMap(({ deviceModel, findings }) =>
    findings.filter(isError).map(({ id, message }) => ({ deviceModel, id, message })),
  );
  const [first] = errors;
  if (first === undefined) return;
  const count = errors.length === 1 ? "1 error-level finding stands" : `${errors.length} error-level findings stand`;
  const sentence = `${count} against this catalog; the first: ${first.deviceModel} ${first.id}: ${first.message}`;
  throw new BoxproofError("ERR_MANIFEST_BLOCKED", sentence, {
    remedy: "Run boxproof check and correct the catalog.",
    details: { findings: errors.slice(0, 1_000), findingCount: errors.length },
  });
}

interface ModelContext {
  readonly catalog: Catalog;
  readonly one: Required<ModelPattern>;
  readonly siblings: readonly BadExample[];
}

function modelRows({ catalog, one, siblings }: ModelContext): readonly ManifestRow[] {
  const { model, pattern } = one;
  const { scheme } = model.serial;
  const profile = catalog.securityProfiles.find(({ name }) => name === model.securityProfile);
  const shared = {
    serialRegex: pattern.source,
    regexSha256: sha256Of(pattern.source),
    ...(model.label === undefined ? {} : { symbology: model.label.symbology }),
    lengthMin: pattern.lengthMin,
    lengthMax: pattern.lengthMax,
    alphabet: lettersFirst(patternAlphabet(pattern)),
    ...(scheme === undefined ? {} : { schemeCapacity: String(schemeCapacity(scheme)) }),
    checkSystems: scheme?.parts.flatMap((part) => (part.kind === "check" ? [part.algorithm] : [])) ?? [],
    examplesGood: goodExamples(model, pattern),
    examplesBad: badExamples(one, siblings),
  };
  const { lwaClientId } = defined(profile, "a model's security profile is in the catalog");
  return model.listings.map((listing) => {
    return {
      deviceModel: model.deviceModel,
      productName: model.name,
      lwaClientId,
      ...listingFields(listing),
      ...shared,
    };
  });
}

function listingFields({ marketplace, asin, gtin }: Listing): Pick<ManifestRow, "marketplace" | "asin" | "gtin"> {
  return gtin === undefined ? { marketplace, asin } : { marketplace, asin, gtin };
}

/** Digits and letters before signs: a spreadsheet takes a field that begins with + or - for a formula. */
function lettersFirst(alphabet: string): string {
  const characters = [...alphabet];
  const isSign = (character: string) => !/[0-9A-Za-z]/.test(character);
  return [...characters.filter((one) => !isSign(one)), ...characters.filter(isSign)].join("");
}
