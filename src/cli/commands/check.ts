import { type CatalogCheck, checkCatalog, findModel, type ModelCheck } from "../../core/catalog/index.ts";
import { defined, type Finding } from "../../core/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { findingLines } from "../finding-lines.ts";
import type { ExitStatus, Io } from "../io.ts";
import { requireModel } from "../require-model.ts";
import { createStyle, type Style } from "../style.ts";

/** `boxproof check`: all proofs over the catalog that are built. */
export const checkCommand: CliCommand = {
  examples: [
    "boxproof check",
    "boxproof check --model BREWLINE_ONE",
    "boxproof check --catalog factory/catalog.yaml --strict --json",
  ],
  declare(command, run) {
    command
      .option("--model <model>", "only this device model; it is still held against all others")
      .option("--strict", "exit status 1 for warnings too")
      .option("--json", "print one JSON document");
    addCatalogOption(command, { demo: "fallback" });
    command.action((options: CheckOptions) => run((io) => check(io, options)));
  },
};

interface CheckOptions extends CatalogOptions {
  readonly model?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Planned rules that no check judges yet; said each time, so that green is not taken for more than it is. */
const notProved: readonly string[] = [
  "how long a backtracking engine takes over a pattern (S001, S002)",
  "what a pattern finds where an engine ignores its anchors",
  "codes that this catalog does not name (Transparency, LPN, another maker's GTIN)",
  "one misread character turning a serial into another model's (L007) or into a look-alike (Y002)",
  "changes since the last hand-over (L008, L009)",
];

async function check(io: Io, options: CheckOptions): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options);
  const result = chosen(checkCatalog(resolved.catalog), resolved, options.model);
  const findings = result.models.flatMap((model) => model.findings);
  const bad = (level: Finding["level"]) => findings.some((finding) => finding.level === level);
  const ok = !bad("error") && !(options.strict === true && bad("warn"));
  io.out(options.json === true ? jsonView(resolved, result, ok) : humanView(io, resolved, result));
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
      return { deviceModel, pattern, findings: findings.map(findingView) };
    }),
    overlaps,
    notProved,
  };
  return `${JSON.stringify(document)}\n`;
}

function findingView({ id, level, message, at, path, witness, remedy }: Finding): object {
  // Keys without a value are left out by JSON.
  return { id, level, message, at, path, witness, fix: remedy };
}

function humanView(io: Io, { catalog, file }: ResolvedCatalog, { models }: CatalogCheck): string {
  const style = createStyle(io);
  const width = Math.max(...models.map(({ deviceModel }) => deviceModel.length));
  const blocks = models.map((model) => {
    const { serial } = defined(findModel(catalog, model.deviceModel), "a checked model is in the catalog");
    const origin = serial.patternGenerated ? style("dim", "  (generated from the scheme)") : "";
    const head = `${mark(model, style)} ${model.deviceModel.padEnd(width)}  ${serial.pattern}${origin}`;
    return [head, ...findingLines(model.findings, style)].join("\n");
  });
  const limits = ["Not proved yet:", ...notProved.map((what) => `  - ${what}`)].map((line) => style("dim", line));
  return `${file}\n\n${blocks.join("\n")}\n\n${summary(models, style)}\n${limits.join("\n")}\n`;
}

function mark({ findings }: ModelCheck, style: Style): string {
  if (findings.some(({ level }) => level === "error")) return style("red", "✖");
  return findings.some(({ level }) => level === "warn") ? style("yellow", "!") : style("green", "✔");
}

function summary(models: readonly ModelCheck[], style: Style): string {
  const levels = models.flatMap(({ findings }) => findings.map(({ level }) => level));
  const errors = levels.filter((level) => level === "error").length;
  const warnings = levels.filter((level) => level === "warn").length;
  const sentence = `${counted(models.length, "model")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}.`;
  return style(errors > 0 ? "red" : "green", sentence);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
