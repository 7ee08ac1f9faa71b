import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { loadTemplate } from "../../config/index.ts";
import { type DeviceModel, findModel } from "../../core/catalog/index.ts";
import { BoxproofError, defined, type Finding } from "../../core/index.ts";
import { type Template, trueDotsPerInch } from "../../core/layout/index.ts";
import {
  createBwipEncoder,
  type Fonts,
  loadFonts,
  type PressedLabel,
  type PressJob,
  type PressNotes,
  pressLabels,
} from "../../press/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { refuseUnusedFields, withAllocated } from "../label/label-allocation.ts";
import { ledgerFindings, refuseBlockedSerials } from "../label/label-ledger.ts";
import { type LabelOutput, labelOutput, refuseTakenOutput, writeJob, writeLabels } from "../label/label-output.ts";
import { serialsUnits } from "../label/label-serials.ts";
import { withSpecimens } from "../label/label-specimens.ts";
import { addLabelLedgerOption, type LedgerOptions } from "../ledger-option.ts";
import { wholeNumber } from "../option-value.ts";
import { createProgressBar } from "../progress-bar.ts";
import { addFieldOptions, type FieldOptions } from "../serials/serial-fields.ts";
import { addWhoOption, type WhoOptions } from "../serials/who-option.ts";

/** `boxproof label`: a press run of box labels with its job file. */
export const labelCommand: CliCommand = {
  examples: [
    "boxproof label --demo --model BREWLINE_ONE --sample 3 --out specimens.pdf",
    "boxproof label --catalog catalog.yaml --model COFFEE_1 --serials serials.csv --out labels.pdf",
    "boxproof label --model COFFEE_1 --allocate 200 --year 26 --week 48 --out labels.pdf",
  ],
  declare(command, run) {
    declareOptions(command);
    command.action((options: LabelOptions) => run((io) => label(io, options)));
  },
};

interface LabelOptions extends CatalogOptions, LedgerOptions, FieldOptions, WhoOptions {
  readonly model: string;
  readonly serials?: string;
  readonly column?: string;
  readonly sample?: number;
  readonly allocate?: number;
  readonly out: string;
  readonly replace?: boolean;
  readonly template?: string;
  readonly dpi?: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

function declareOptions(command: Command): void {
  command
    .requiredOption("--model <model>", "device model, as in the catalog")
    .option(
      "--serials <file>",
      "CSV or XLSX with the column dsn, serial number or the like and those of the box codes; - reads standard input",
    )
    .option("--column <name>", "the serial's column of the --serials file, where it is called otherwise")
    .option("--sample <count>", "so many specimens from the model's scheme, never allocated", wholeNumber)
    .option("--allocate <count>", "so many new serials, reserved in the ledger; needs a scheme", wholeNumber)
    .requiredOption("--out <file>", "FILE.pdf, FILE.svg or FILE.png; several SVG or PNG go to the folder FILE")
    .option("--replace", "take the place of labels and job files that are there (specimens do so with specimens)")
    .option("--template <name>", "another template than the catalog's: a name, or a path that ends with .yaml")
    .option("--dpi <dots>", "the printer's dots an inch, instead of the template's", dotsPerInch)
    .option("--strict", "write nothing where the ledger says that the line will stop a box; exit status 1 for warnings")
    .option("--json", "print one JSON document");
  addWhoOption(addFieldOptions(addLabelLedgerOption(command)));
  addCatalogOption(command, { demo: "explicit" });
  command.addHelpText(
    "after",
    `
Specimens say SPECIMEN and labels of the demo catalog say DEMO, outside all quiet zones.
FILE.job.json beside the labels tells page, serial and a hash of each label's artwork.

What the ledger learns: --allocate reserves serials and records them as Issued. --sample records its specimens as
Sampled where there is a ledger already, or where --ledger names one, so that no box ever gets them. --serials changes
nothing: these serials stay as the ledger has them, e.g. Issued by serials allocate, until a print log or a scan. Where
there is a ledger, it is asked about them: a warning names the first serial that the line will stop because it is void,
on a box already, or never allocated where the model has requireAllocated.`,
  );
}

async function label(io: Io, options: LabelOptions): Promise<ExitStatus> {
  checkSource(options);
  const output = labelOutput(resolve(io.cwd, options.out));
  const resolved = await resolveCatalog(io, options);
  const model = modelOf(resolved, options.model);
  const template = await templateOf(io, { model, resolved, options });
  const fonts = await loadFonts();
  const ground: Omit<PressJob, "units"> = {
    catalog: resolved.catalog,
    model,
    template,
    encoder: createBwipEncoder(),
    fonts,
    demo: resolved.isDemo,
    specimen: options.sample !== undefined,
    dotsPerInch: options.dpi ?? template.dotsPerInch,
  };
  let hasWarned = false;
  const write = async (job: PressJob, rangeId?: number, known: readonly Finding[] = []) => {
    const findings = await pressRun(io, job, { output, options, fonts, rangeId, known });
    hasWarned = findings.some(({ level }) => level === "warn");
  };
  const specimen = options.sample !== undefined;
  const refuseTaken = (count: number) =>
    refuseTakenOutput(output, { count, specimen, replace: options.replace === true });
  const { sample: count = options.allocate ?? 0 } = options;
  const run = { resolved, options, count, refuseTaken: () => refuseTaken(count) };
  if (options.serials !== undefined) {
    const units = await serialsUnits(io, model, { name: options.serials, column: options.column });
    const known = await ledgerFindings(io, { resolved, model, options, units: units.units });
    if (options.strict === true) refuseBlockedSerials(known);
    await refuseTaken(units.units.length);
    await write({ ...ground, ...units }, undefined, known);
  } else if (specimen) {
    const { deviceModel } = model;
    await withSpecimens(io, { ...run, deviceModel, write: (units) => write({ ...ground, units }) });
  } else await withAllocated(io, { ...run, ground, write });
  return options.strict === true && hasWarned ? 1 : 0;
}

/** Writes the labels and their job file, and tells what was made, with what was `known` of the run before. */
async function pressRun(
  io: Io,
  job: PressJob,
  to: {
    readonly output: LabelOutput;
    readonly options: LabelOptions;
    readonly fonts: Fonts;
    readonly rangeId: number | undefined;
    readonly known: readonly Finding[];
  },
): Promise<readonly Finding[]> {
  const { output, options, rangeId, fonts } = to;
  const { model, units } = job;
  const run = new WatchedRun(io, job);
  const creationDate = creationDateOf(io);
  const title = `${model.name}: ${units.length} box labels (${model.deviceModel})`;
  let paths: readonly string[];
  try {
    paths = await writeLabels(run.labels(), { ...output, count: units.length, title, creationDate, fonts });
  } finally {
    run.bar.end();
  }
  const manifest = jobManifest(job, { run, rangeId, creationDate });
  await writeJob(output, { count: units.length, text: `${JSON.stringify(manifest, null, 2)}\n` });
  const findings = [...to.known, ...run.notes.findings];
  if (options.json === true) {
    const { labels, ...head } = manifest;
    io.out(`${JSON.stringify({ ...head, job: output.jobPath, paths, labels, findings })}\n`);
  } else {
    io.out(report(job, { paths, jobPath: output.jobPath, findings, first: run.first }));
  }
  return findings;
}

/** The labels of a run as they are written: counted, remembered for the job file, stopped when the user asks. */
class WatchedRun {
  readonly bar: ReturnType<typeof createProgressBar>;
  readonly pages: { readonly page: number; readonly dsn: string; readonly sha256: string }[] = [];
  first: PressedLabel | undefined;
  notes: PressNotes = { findings: [] };
  readonly #job: PressJob;
  readonly #stop: AbortSignal;

  constructor(io: Io, job: PressJob) {
    this.#job = job;
    this.#stop = io.stop;
    this.bar = createProgressBar(io, { total: job.units.length, what: "labels" });
  }

  *labels(): Generator<PressedLabel> {
    const labels = pressLabels(this.#job);
    let next = labels.next();
    while (next.done !== true) {
      if (this.#stop.aborted) throw new BoxproofError("ERR_STOPPED", "Stopped; nothing was written.");
      const { page, dsn, sha256 } = next.value;
      this.pages.push({ page, dsn, sha256 });
      this.first ??= next.value;
      yield next.value;
      this.bar.advance();
      next = labels.next();
    }
    this.notes = next.value;
  }
}

/** Which serial is on which page. The hash is over the artwork, so it is the same for PDF, SVG and PNG. */
function jobManifest(
  job: PressJob,
  made: { readonly run: WatchedRun; readonly rangeId: number | undefined; readonly creationDate: Date },
) {
  return {
    format: "boxproof-job/1",
    createdAt: made.creationDate.toISOString(),
    deviceModel: job.model.deviceModel,
    symbology: job.model.label?.symbology,
    template: job.template.name,
    dotsPerInch: job.dotsPerInch,
    demo: job.demo === true,
    specimen: job.specimen === true,
    ...(made.rangeId === undefined ? {} : { range: made.rangeId }),
    labels: made.run.pages,
  };
}

function report(
  job: PressJob,
  made: {
    readonly paths: readonly string[];
    readonly jobPath: string;
    readonly findings: readonly Finding[];
    readonly first: PressedLabel | undefined;
  },
): string {
  const [firstPath = ""] = made.paths;
  const where = made.paths.length === 1 ? firstPath : `${dirname(firstPath)} (${made.paths.length} files)`;
  const serial = made.first?.list.symbols.find((symbol) => symbol.name === "serial");
  const dpi = made.first?.list.dotsPerInch ?? job.template.dotsPerInch;
  const x = ((serial?.moduleDots ?? 0) * 25.4) / dpi;
  const count = job.units.length === 1 ? "1 label" : `${job.units.length} labels`;
  return [
    `${count} for ${job.model.deviceModel} on ${job.template.name}: ${where}`,
    `serial in ${serial?.symbology}, X = ${x.toFixed(3)} mm (${serial?.moduleDots} dots at ${dpi} dpi)`,
    `job file: ${made.jobPath}`,
    ...made.findings.map((finding) => `${finding.level} ${finding.id}: ${finding.message}`),
    "",
  ].join("\n");
}

function checkSource(options: LabelOptions): void {
  const sources = { "--serials": options.serials, "--sample": options.sample, "--allocate": options.allocate };
  const given = Object.entries(sources).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const remedy = "Give --serials FILE.csv or --allocate N for real labels, or --sample N for specimens.";
  if (given.length === 0) throw new BoxproofError("ERR_USAGE", "No serials were given.", { remedy });
  if (given.length > 1) throw new BoxproofError("ERR_USAGE", `${given.join(" and ")} exclude each other.`, { remedy });
  if (options.column !== undefined && options.serials === undefined) {
    throw new BoxproofError("ERR_USAGE", "--column names the serials' column of a file.", {
      remedy: "Leave it out, or use --serials FILE.",
    });
  }
  refuseUnusedFields(options);
}

function modelOf({ catalog, file }: ResolvedCatalog, deviceModel: string): DeviceModel {
  const model = findModel(catalog, deviceModel);
  if (model === undefined) {
    throw new BoxproofError("ERR_MODEL_UNKNOWN", `${file} has no device model "${deviceModel}".`, {
      remedy: `It has: ${catalog.models.map((known) => known.deviceModel).join(", ")}.`,
    });
  }
  if (model.label === undefined) {
    throw new BoxproofError("ERR_MODEL_WITHOUT_LABEL", `The model "${deviceModel}" has no label in ${file}.`, {
      remedy: "Give it label: { symbology, template } in the catalog.",
    });
  }
  return model;
}

function templateOf(
  io: Io,
  from: { readonly model: DeviceModel; readonly resolved: ResolvedCatalog; readonly options: LabelOptions },
): Promise<Template> {
  const name = from.options.template ?? defined(from.model.label, "the model has a label").template;
  return loadTemplate(/\.ya?ml$/.test(name) ? resolve(io.cwd, name) : name, dirname(from.resolved.file));
}

/** SOURCE_DATE_EPOCH, where builds must be repeatable to the byte (reproducible-builds.org); now otherwise. */
function creationDateOf(io: Io): Date {
  const epoch = io.env["SOURCE_DATE_EPOCH"];
  return epoch !== undefined && /^[0-9]{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}

function dotsPerInch(text: string): number {
  const dots = /^[0-9]{1,5}(?:\.[0-9])?$/.test(text) ? trueDotsPerInch(Number(text)) : undefined;
  if (dots === undefined) throw new InvalidArgumentError("It is a resolution from 100 to 2540 dots an inch.");
  return dots;
}
