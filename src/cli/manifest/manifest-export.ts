import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Catalog } from "../../core/catalog/index.ts";
import { BoxproofError } from "../../core/index.ts";
import {
  type DiffFindings,
  diffFindings,
  diffManifests,
  exportManifest,
  keptRevision,
  keyFingerprint,
  type Manifest,
  manifestCsv,
  manifestJson,
  manifestPdf,
  manifestXlsx,
  nothingHandedOver,
  readSigningKey,
  revisionOfCatalog,
  revisionOfManifest,
  signManifest,
} from "../../manifest/index.ts";
import { loadFonts } from "../../press/index.ts";
import { refuseExistingFile, writeFileAtomically } from "../atomic-file.ts";
import { type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { askLedger } from "./manifest-ledger.ts";
import { readLastSent, readSoundManifest, sentPlace } from "./manifest-place.ts";

/** The forms that a manifest is written in. */
export const manifestFormats = ["json", "csv", "xlsx", "pdf"] as const;

/** A form that a manifest is written in. */
export type ManifestFormat = (typeof manifestFormats)[number];

/** Options of `boxproof manifest export`. */
export interface ExportOptions extends CatalogOptions, LedgerOptions {
  readonly format?: ManifestFormat;
  readonly out: readonly string[];
  readonly from?: string;
  readonly revision?: number;
  readonly effectiveFrom?: string;
  readonly force?: boolean;
  readonly replace?: boolean;
  readonly signWith?: string;
  readonly json?: boolean;
}

/** Writes the manifest of a catalog, or of a file, in the forms that are asked for. */
export async function exportManifestFiles(io: Io, options: ExportOptions): Promise<ExitStatus> {
  const outs = outsOf(options);
  await refuseExisting(io, outs, options);
  // Before anything is made: a key that may not be used should not cost a run.
  const key = options.signWith === undefined ? undefined : await readSigningKey(resolve(io.cwd, options.signWith));
  const manifest =
    options.from === undefined ? await ofCatalog(io, options) : await readSoundManifest(io, options.from);
  sayForced(io, manifest);
  if (outs.length === 0) {
    io.out(textOf(manifest, options.format ?? "json"));
    if (io.outIsTerminal) io.out("\n");
    return 0;
  }
  const files = await Promise.all(outs.map(async (out) => ({ ...out, bytes: await bytesOf(manifest, out.format) })));
  for (const { file, bytes } of files) await writeFileAtomically(resolve(io.cwd, file), bytes);
  const signed = outs.find(({ format }) => format === "json");
  const signature =
    key === undefined || signed === undefined ? undefined : { file: signatureFile(signed), key: keyFingerprint(key) };
  if (key !== undefined && signature !== undefined) {
    await writeFileAtomically(resolve(io.cwd, signature.file), signManifest(manifest, key));
  }
  const removed = signature === undefined ? await removeStaleSignatures(io, outs) : [];
  const written = { manifest, outs, removed, ...(signature === undefined ? {} : { signature }) };
  io.out(options.json === true ? jsonSummary(io, written) : summary(written, options));
  return 0;
}

interface Out {
  readonly file: string;
  readonly format: ManifestFormat;
}

const signatureFile = ({ file }: Out) => `${file}.sig`;

async function refuseExisting(io: Io, outs: readonly Out[], { replace }: ExportOptions): Promise<void> {
  const mayReplace = replace === true;
  for (const out of outs) {
    await refuseExistingFile(resolve(io.cwd, out.file), { mayReplace });
    if (out.format !== "json") continue;
    // Without a key, a signature that lies there without its manifest would seem to belong to the new one.
    await refuseExistingFile(resolve(io.cwd, signatureFile(out)), { mayReplace });
  }
}

/** A signature belongs to one manifest: of a JSON that takes another's place it would say INVALID ever after. */
async function removeStaleSignatures(io: Io, outs: readonly Out[]): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const out of outs.filter(({ format }) => format === "json")) {
    const isRemoved = await rm(resolve(io.cwd, signatureFile(out))).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return false;
        throw new BoxproofError("ERR_DISK", `${signatureFile(out)} cannot be removed (${error.code}).`, {
          remedy: "Remove it: it belongs to the manifest that was there before.",
          cause: error,
        });
      },
    );
    if (isRemoved) removed.push(signatureFile(out));
  }
  return removed;
}

function outsOf({ out, format, signWith, json }: ExportOptions): readonly Out[] {
  const outs = out.map((file) => ({ file, format: (out.length === 1 ? format : undefined) ?? formatOf(file) }));
  if (out.length > 1 && format !== undefined) {
    throw usage("--format goes with one --out.", "Leave --format out: the ends of the files' names say it.");
  }
  if (out.length === 0 && (format === "xlsx" || format === "pdf")) {
    throw usage(`${format.toUpperCase()} is no text for standard output.`, `Name a file: --out manifest.${format}`);
  }
  if (out.length === 0 && json === true) {
    throw usage("--json tells what was written, and nothing is written without --out.", "Name a file with --out.");
  }
  if (signWith !== undefined && !outs.some((one) => one.format === "json")) {
    throw usage("Only the JSON is signed.", "Name a file for it: --out manifest.json");
  }
  return outs;
}

function formatOf(file: string): ManifestFormat {
  const end = file.toLowerCase().split(".").at(-1);
  const format = manifestFormats.find((one) => one === end);
  if (format !== undefined) return format;
  throw usage(
    `${file} does not say which form it has.`,
    `End it in ${manifestFormats.map((one) => `.${one}`).join(", ")}, or name --format.`,
  );
}

function usage(sentence: string, remedy: string): BoxproofError {
  return new BoxproofError("ERR_USAGE", sentence, { remedy });
}

async function ofCatalog(io: Io, options: ExportOptions): Promise<Manifest> {
  const resolved = await resolveCatalog(io, options, { patterns: "any" });
  const { catalog } = resolved;
  const place = sentPlace(io, resolved);
  const sent = await readLastSent(io, place);
  const revisionTaken = await keptRevision(place);
  sayLostRecord(io, { revisionTaken, last: sent?.record.revision ?? 0 });
  const changes = await changesSince(io, options, { resolved, sent: sent?.manifest });
  const { revision, effectiveFrom, force } = options;
  const manifest = exportManifest({
    catalog,
    issuedAt: new Date().toISOString(),
    revisionTaken,
    demo: resolved.isDemo,
    changes,
    ...(sent === undefined ? {} : { previous: sent.manifest }),
    ...(revision === undefined ? {} : { revision }),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(force === undefined ? {} : { force }),
  });
  sayWhatIsLeftOut(io, catalog);
  return manifest;
}

function sayLostRecord(
  io: Io,
  { revisionTaken, last }: { readonly revisionTaken: number; readonly last: number },
): void {
  if (revisionTaken <= last) return;
  io.err(
    `A copy of revision ${revisionTaken} is kept and no record of its going out is whole: its number is not given again.\n`,
  );
}

/** What the manifest means for serials in use, as `diff` finds it, also for the first one; warnings go to standard error. */
async function changesSince(
  io: Io,
  options: ExportOptions,
  { resolved, sent }: { readonly resolved: ResolvedCatalog; readonly sent: Manifest | undefined },
): Promise<DiffFindings> {
  const before = sent === undefined ? nothingHandedOver : revisionOfManifest(sent);
  const diff = diffManifests(before, revisionOfCatalog(resolved.catalog));
  const { known } = await askLedger(io, options, { resolved, diff });
  const changes = diffFindings(diff, known);
  for (const [deviceModel, findings] of changes) {
    const warnings = findings.filter(({ level }) => level === "warn");
    for (const { id, message } of warnings) io.err(`${deviceModel} ${id}: ${message}\n`);
  }
  return changes;
}

function sayForced(io: Io, { forced }: Manifest): void {
  if (forced === undefined) return;
  io.err(
    `Exported by force although ${counted(forced.length, "error")} stood; the manifest says so, and so does every page of its PDF.\n`,
  );
}

function sayWhatIsLeftOut(io: Io, { models }: Catalog): void {
  const unlisted = models.filter(({ listings }) => listings.length === 0).map(({ deviceModel }) => deviceModel);
  if (unlisted.length === 0) return;
  io.err(`Without a listing, so not in the manifest: ${unlisted.join(", ")}.\n`);
}

async function bytesOf(manifest: Manifest, format: ManifestFormat): Promise<Uint8Array | string> {
  if (format === "xlsx") return manifestXlsx(manifest);
  if (format === "pdf") return manifestPdf(manifest, { fonts: await loadFonts() });
  return textOf(manifest, format);
}

function textOf(manifest: Manifest, format: ManifestFormat): string {
  return format === "csv" ? manifestCsv(manifest) : manifestJson(manifest);
}

interface Written {
  readonly manifest: Manifest;
  readonly outs: readonly Out[];
  /** Signatures of manifests that are replaced. */
  readonly removed: readonly string[];
  readonly signature?: { readonly file: string; readonly key: string };
}

function summary({ manifest, outs, removed, signature }: Written, { catalog, demo }: ExportOptions): string {
  const { rows, sha256, revision } = manifest;
  const statuses = [...Map.groupBy(rows, ({ status }) => status)].map(([status, some]) => `${some.length} ${status}`);
  const json = outs.find(({ format }) => format === "json");
  const lines = [
    ...(manifest.demo === true ? ["DEMO: made from the demo catalog, not for Amazon."] : []),
    `Wrote ${outs.map(({ file }) => file).join(", ")}: revision ${revision}, ${counted(rows.length, "row")} for ${counted(modelCountOf(manifest), "model")} (${statuses.join(", ")}).`,
    `sha256 ${sha256}`,
    ...(signature === undefined ? [] : [`Signed: ${signature.file}, key ${signature.key}`]),
    ...removed.map((file) => `Removed ${file}: it signed the manifest that was there before.`),
    ...(json === undefined
      ? []
      : [`When it has gone out: boxproof manifest sent ${json.file}${catalogWords(catalog, demo)} --to WHO --on DATE`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The options that lead to the same records. */
function catalogWords(catalog: string | undefined, demo: boolean | undefined): string {
  if (demo === true) return " --demo";
  return catalog === undefined ? "" : ` --catalog ${catalog}`;
}

function modelCountOf({ rows }: Manifest): number {
  return new Set(rows.map(({ deviceModel }) => deviceModel)).size;
}

function jsonSummary(io: Io, { manifest, outs, removed, signature }: Written): string {
  const { rows, sha256, revision, forced } = manifest;
  const files = outs.map(({ file, format }) => ({ file: resolve(io.cwd, file), format }));
  const document = {
    ...files[0],
    files,
    revision,
    rowCount: rows.length,
    modelCount: modelCountOf(manifest),
    sha256,
    forced: forced?.length ?? 0,
    ...(removed.length === 0 ? {} : { removed: removed.map((file) => resolve(io.cwd, file)) }),
    ...(signature === undefined ? {} : { signature: { ...signature, file: resolve(io.cwd, signature.file) } }),
  };
  return `${JSON.stringify(document)}\n`;
}
