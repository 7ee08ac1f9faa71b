import { type CatalogCheck, checkCatalog, findModel } from "../../core/catalog/index.ts";
import { defined, type Finding } from "../../core/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import { checkText } from "../check-view.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
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
      .option("--json", "print one JSON document");
    addCatalogOption(command, { demo: "fallback" });
    command.action((options: CheckOptions) => run((io) => check(io, options)));
  },
};

interface CheckOptions extends CatalogOptions {
  readonly model?: string;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** Rules that no check judges; said each time, so that green is not taken for more than it is. */
const notProved: readonly string[] = [
  "what an engine without anchors finds in codes that the catalog does not put on the box (boxproof pattern tells)",
  "changes since the last hand-over (L008, L009)",
];

async function check(io: Io, options: CheckOptions): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options, { patterns: "any" });
  const result = chosen(checkCatalog(resolved.catalog), resolved, options.model);
  const findings = result.models.flatMap((model) => model.findings);
  const bad = (level: Finding["level"]) => findings.some((finding) => finding.level === level);
  const ok = !bad("error") && !(options.strict === true && bad("warn"));
  const view = { style: createStyle(io), verbose: options.verbose === true, notProved };
  io.out(options.json === true ? jsonView(resolved, result, ok) : checkText(resolved, result, view));
  return ok ? 0 : 1;
}

function chosen(result: CatalogCheck, { catalog }: ResolvedCatalog, deviceModel: string | undefined): CatalogCheck {
  if (deviceModel === undefined) return result;
  requireModel(catalog, deviceModel);
  return {
    models: result.models.filter((model) => model.deviceModel === deviceModel),
    overlaps: result.overlaps.filter(({ a, b }) => a === deviceModel || b === deviceModel),
  };
}

function jsonView({ catalog }: ResolvedCatalog, { models, overlaps }: CatalogCheck, ok: boolean): string {
  const document = {
    ok,
    models: models.map(({ deviceModel, findings }) => {
      const { pattern } = defined(findModel(catalog, deviceModel), "a checked model is in the catalog").serial;
      return { deviceModel, pattern, findings };
    }),
    overlaps,
    notProved,
  };
  return `${JSON.stringify(document)}\n`;
}
