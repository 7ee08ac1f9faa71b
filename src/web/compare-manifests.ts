import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import type { ManifestDiff, ModelDiff, Revision } from "../manifest/index.ts";
import { type LastSent, sentWords } from "./last-sent.ts";
import type { Difference } from "./view/difference-view.ts";

/** A file that somebody chose in the browser. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Hostile patterns could take a second each: after this time the rest stays unproved. */
const budgetMs = 20_000;

/**
 * What changed from one manifest to another, or to what a catalog's would be, by the serials that each regex accepts.
 * Other requests are answered between two models. Throws ERR_MANIFEST_FILE, with the file's name, for what is none.
 */
export async function compareManifests(
  before: UploadedFile | LastSent,
  after: UploadedFile | Catalog,
): Promise<Difference> {
  // Loaded when it is asked for: the writers of PDF and XLSX are large.
  const { revisionOfCatalog } = await import("../manifest/index.ts");
  const old = await revisionOf(before);
  const now = "bytes" in after ? await revisionOf(after) : { title: "this catalog", ...revisionOfCatalog(after) };
  const { models } = await diffWithinBudget(old, now);
  return { before: old.title, after: now.title, models };
}

/** Two revisions compared model by model; other work goes on between two, and after the budget the rest is unproved. */
export async function diffWithinBudget(before: Revision, after: Revision): Promise<ManifestDiff> {
  const { diffManifests } = await import("../manifest/index.ts");
  const startMs = performance.now();
  const models: ModelDiff[] = [];
  for (const [one, other] of pairsOf(before.models, after.models)) {
    const isLate = performance.now() - startMs > budgetMs;
    models.push(...(isLate ? [unproved(one, other)] : diffManifests({ models: one }, { models: other }).models));
    await setImmediate();
  }
  return { models };
}

async function revisionOf(file: UploadedFile | LastSent) {
  const { readManifest, revisionOfManifest } = await import("../manifest/index.ts");
  if ("record" in file) return { title: sentWords(file), ...revisionOfManifest(file.manifest) };
  const { name, bytes } = file;
  try {
    const { manifest } = await readManifest(bytes, name);
    return { title: `${name} (revision ${manifest.revision})`, ...revisionOfManifest(manifest) };
  } catch (error) {
    if (!(error instanceof BoxproofError)) throw error;
    const { code, message, remedy, details } = error;
    const context = { details, cause: error, ...(remedy === undefined ? {} : { remedy }) };
    throw new BoxproofError(code, `${name}: ${message}`, context);
  }
}

interface Named {
  readonly deviceModel: string;
  readonly serialRegex: string;
}

/** Each model with its other self: those of the second in its order, then those that it no longer has. */
function pairsOf<Model extends Named>(
  before: readonly Model[],
  after: readonly Model[],
): readonly (readonly [readonly Model[], readonly Model[]])[] {
  const old = new Map(before.map((model) => [model.deviceModel, model]));
  const now = new Set(after.map(({ deviceModel }) => deviceModel));
  return [
    ...after.map((model) => {
      const same = old.get(model.deviceModel);
      return [same === undefined ? [] : [same], [model]] as const;
    }),
    ...before.filter(({ deviceModel }) => !now.has(deviceModel)).map((model) => [[model], []] as const),
  ];
}

function unproved([one]: readonly Named[], [other]: readonly Named[]): ModelDiff {
  return {
    deviceModel: (other ?? one)?.deviceModel ?? "",
    change: "unproved",
    isChanged: true,
    ...(one === undefined ? {} : { before: one.serialRegex }),
    ...(other === undefined ? {} : { after: other.serialRegex }),
    fields: [],
  };
}
