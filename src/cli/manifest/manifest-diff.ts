import { BoxproofError, defined, type Finding, isError } from "../../core/index.ts";
import { diffFindings, diffManifests, revisionOfCatalog, revisionOfManifest } from "../../manifest/index.ts";
import { type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { createStyle } from "../style.ts";
import type { DiffReport, DiffSide } from "./manifest-diff-report.ts";
import { diffText } from "./manifest-diff-view.ts";
import { askLedger } from "./manifest-ledger.ts";
import { readLastSent, readManifestFile, sentPlace } from "./manifest-place.ts";

/** Options of `boxproof manifest diff`. */
export interface DiffOptions extends CatalogOptions, LedgerOptions {
  readonly json?: boolean;
}

/** Compares two manifests, or the last one sent with the catalog; 1 when a serial that was accepted would be refused. */
export async function diffManifestFiles(
  io: Io,
  files: { readonly before: string | undefined; readonly after: string | undefined },
  options: DiffOptions,
): Promise<ExitStatus> {
  const resolved = await catalogIfNeeded(io, options, files);
  const catalog = () => defined(resolved, "a catalog is loaded unless two files are named");
  const before = files.before === undefined ? await sentSide(io, catalog()) : await fileSide(io, files.before);
  const after = files.after === undefined ? catalogSide(catalog()) : await fileSide(io, files.after);
  const diff = diffManifests(before.revision, after.revision);
  const { known } = await askLedger(io, options, { resolved, diff });
  const findings = diffFindings(diff, known, { isReport: true });
  const report = { before, after, diff, findings, ...(known === undefined ? {} : { known }) };
  io.out(options.json === true ? diffJson(report) : diffText(report, createStyle(io)));
  return [...findings.values()].flat().some(isError) ? 1 : 0;
}

/** Two files can be compared without any catalog. */
async function catalogIfNeeded(
  io: Io,
  options: DiffOptions,
  { before, after }: { readonly before: string | undefined; readonly after: string | undefined },
): Promise<ResolvedCatalog | undefined> {
  const isNamed = options.catalog !== undefined || options.demo === true;
  if (before !== undefined && after !== undefined && !isNamed) return undefined;
  return resolveCatalog(io, options, { patterns: "any" });
}

async function sentSide(io: Io, resolved: ResolvedCatalog): Promise<DiffSide> {
  const sent = await readLastSent(io, sentPlace(io, resolved));
  if (sent === undefined) {
    throw new BoxproofError(
      "ERR_SENT_RECORD",
      "No manifest is recorded as sent, so there is nothing to compare with.",
      {
        remedy: "Name the manifest to compare with, or record it: boxproof manifest sent FILE --to WHO --on DATE.",
      },
    );
  }
  const { record, manifest } = sent;
  const name = `revision ${record.revision}, sent to ${record.to} on ${record.on}`;
  return { revision: revisionOfManifest(manifest), name, sha256: manifest.sha256 };
}

async function fileSide(io: Io, file: string): Promise<DiffSide> {
  const { manifest } = await readManifestFile(io, file);
  return {
    revision: revisionOfManifest(manifest),
    name: `${file} (revision ${manifest.revision})`,
    sha256: manifest.sha256,
  };
}

function catalogSide({ catalog, file, isDemo }: ResolvedCatalog): DiffSide {
  return { revision: revisionOfCatalog(catalog), name: isDemo ? "the demo catalog" : `the catalog ${file}` };
}

function diffJson({ before, after, diff, known, findings }: DiffReport): string {
  const side = ({ revision, name, sha256 }: DiffSide) => ({ name, revision: revision.number, sha256 });
  const models = diff.models.map((model) => ({
    ...model,
    serials: known?.get(model.deviceModel),
    findings: findings.get(model.deviceModel) ?? ([] as readonly Finding[]),
  }));
  const ok = ![...findings.values()].flat().some(isError);
  return `${JSON.stringify({ ok, before: side(before), after: side(after), ledgerAsked: known !== undefined, models })}\n`;
}
