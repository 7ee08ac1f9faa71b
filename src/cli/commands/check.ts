import { loadCatalog } from "../../config/index.ts";
import { type CatalogCheck, checkCatalog, findModel, sortedByLevel } from "../../core/catalog/index.ts";
import { BoxproofError, defined, type Finding } from "../../core/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import { type CatalogFix, type CatalogFixes, catalogFixes, writeCatalogFixes } from "../check/catalog-fix.ts";
import { checkText } from "../check/check-view.ts";
import { fixLines } from "../check/fix-view.ts";
import { labelFitFindings } from "../check/label-fit.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { createProgressBar } from "../progress-bar.ts";
import { requireModel } from "../require-model.ts";
import { createStyle } from "../style.ts";

/** `boxproof check`: all proofs over the catalog. */
export const checkCommand: CliCommand = {
  examples: [
    "boxproof check",
    "boxproof check --model BREWLINE_ONE --verbose",
    "boxproof check --catalog factory/catalog.yaml --strict --json",
    "boxproof check --fix --dry-run",
  ],
  declare(command, run) {
    command
      .option("--model <model>", "only this device model; it is still held against all others")
      .option("--strict", "exit status 1 for warnings too")
      .option("--verbose", "show notes too")
      .option("--fix", "write the fixes that are proved to accept the same serials into the catalog file")
      .option("--dry-run", "with --fix: show them and write nothing")
      .option("--json", "print one JSON document");
    addCatalogOption(command, { demo: "fallback" });
    command.addHelpText(
      "after",
      `
--fix changes nothing but the patterns: comments, order and quotes of the file stay. Fixes that would change which
serials are accepted are shown, and left to you.`,
    );
    command.action((options: CheckOptions) => run((io) => check(io, options)));
  },
};

interface CheckOptions extends CatalogOptions {
  readonly model?: string;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Rules that no check judges; said each time, so that green is not taken for more than it is. */
const notProved: readonly string[] = [
  "what an engine without anchors finds in codes that the catalog does not put on the box (boxproof pattern tells)",
  "that no wider serial exists than those tried on the label, in symbologies other than Code 39 and Code 93 (Y003)",
  "changes since the last hand-over (L008, L009)",
];

async function check(io: Io, options: CheckOptions): Promise<ExitStatus> {
  const loaded = await resolveCatalog(io, options, anyPatterns);
  const fixes = await askedFixes(loaded, options);
  const isWritten = fixes !== undefined && options.dryRun !== true && fixes.changes.length > 0;
  if (isWritten) await writeCatalogFixes(loaded, fixes);
  const resolved = isWritten ? { ...loaded, catalog: await loadCatalog(loaded.file, anyPatterns) } : loaded;
  const result = chosen(await fullCheck(io, resolved), resolved, options.model);
  const findings = result.models.flatMap((model) => model.findings);
  const bad = (level: Finding["level"]) => findings.some((finding) => finding.level === level);
  const ok = !bad("error") && !(options.strict === true && bad("warn"));
  if (options.json === true) {
    io.out(jsonView(resolved, { ...result, ok, ...(fixes === undefined ? {} : { fixes: fixes.fixes }) }));
    return ok ? 0 : 1;
  }
  const style = createStyle(io);
  if (fixes !== undefined) io.out(`${fixLines(fixes, { style, file: loaded.file, isWritten }).join("\n")}\n`);
  io.out(checkText(resolved, result, { style, verbose: options.verbose === true, notProved }));
  return ok ? 0 : 1;
}

/** Patterns that are not portable are what a check is there to tell. */
const anyPatterns = { patterns: "any" } as const;

async function askedFixes(loaded: ResolvedCatalog, options: CheckOptions): Promise<CatalogFixes | undefined> {
  if (options.dryRun === true && options.fix !== true) {
    throw new BoxproofError("ERR_USAGE", "--dry-run goes with --fix.", { remedy: "Add --fix." });
  }
  if (options.fix !== true) return undefined;
  if (options.model !== undefined) requireModel(loaded.catalog, options.model);
  return catalogFixes(loaded, options.model);
}

/** The proofs of `checkCatalog`, and whether the widest serials fit on their labels. */
async function fullCheck(io: Io, resolved: ResolvedCatalog): Promise<CatalogCheck> {
  const { catalog } = resolved;
  const labelled = catalog.models.filter(({ label }) => label !== undefined);
  const bar = createProgressBar(io, { total: catalog.models.length + labelled.length, what: "proofs" });
  const onModel = () => bar.advance();
  const { models, overlaps } = checkCatalog(catalog, { onModel });
  const fit = await labelFitFindings(resolved, models, { onModel });
  bar.end();
  const withFit = models.map(({ deviceModel, findings }) => {
    return { deviceModel, findings: sortedByLevel([...findings, ...(fit.get(deviceModel) ?? [])]) };
  });
  return { models: withFit, overlaps };
}

function chosen(result: CatalogCheck, { catalog }: ResolvedCatalog, deviceModel: string | undefined): CatalogCheck {
  if (deviceModel === undefined) return result;
  requireModel(catalog, deviceModel);
  return {
    models: result.models.filter((model) => model.deviceModel === deviceModel),
    overlaps: result.overlaps.filter(({ a, b }) => a === deviceModel || b === deviceModel),
  };
}

interface CheckDocument extends CatalogCheck {
  readonly ok: boolean;
  readonly fixes?: readonly CatalogFix[];
}

function jsonView({ catalog }: ResolvedCatalog, { ok, models, overlaps, fixes }: CheckDocument): string {
  const document = {
    ok,
    models: models.map(({ deviceModel, findings }) => {
      const { pattern } = defined(findModel(catalog, deviceModel), "a checked model is in the catalog").serial;
      return { deviceModel, pattern, findings };
    }),
    overlaps,
    fixes,
    notProved,
  };
  return `${JSON.stringify(document)}\n`;
}
