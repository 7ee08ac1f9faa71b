import { readFile, rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { BoxproofError } from "../../core/index.ts";
import { type Fonts, type PressedLabel, writePdf, writePng, writeSvg } from "../../press/index.ts";
import { refuseExistingFile, refuseFilledFolder, writeFileAtomically, writeFolderAtomically } from "../atomic-file.ts";

/** The formats in which labels are written. */
export type LabelFormat = "pdf" | "svg" | "png";

/** Where a press run goes. */
export interface LabelOutput {
  readonly format: LabelFormat;
  /** Absolute path of `FILE.pdf`, `FILE.svg` or `FILE.png`. */
  readonly path: string;
  /** `FILE.job.json` beside it. */
  readonly jobPath: string;
}

const formats: readonly LabelFormat[] = ["pdf", "svg", "png"];

/** The output that a path names by its ending. Throws ERR_OUTPUT_FORMAT for any other ending. */
export function labelOutput(path: string): LabelOutput {
  const extension = extname(path).toLowerCase();
  const format = formats.find((known) => extension === `.${known}`);
  const stem = path.slice(0, path.length - extension.length);
  if (format !== undefined && basename(stem) !== "") return { format, path, jobPath: `${stem}.job.json` };
  if (extension === ".zpl") {
    throw new BoxproofError("ERR_OUTPUT_FORMAT", "Labels in ZPL are planned but not built yet.", {
      remedy: "Write FILE.pdf, FILE.svg or FILE.png.",
    });
  }
  throw new BoxproofError("ERR_OUTPUT_FORMAT", `${path} does not say in which format to write: PDF, SVG or PNG.`, {
    remedy: "Name FILE.pdf, FILE.svg or FILE.png with --out.",
    details: { path },
  });
}

/**
 * Throws ERR_FILE_EXISTS when the labels or their job file would take the place of others, before anything is reserved or
 * drawn. With `replace` they may; specimens may take the place of specimens, as their job file says of itself.
 */
export async function refuseTakenOutput(
  output: LabelOutput,
  run: { readonly count: number; readonly specimen: boolean; readonly replace: boolean },
): Promise<void> {
  const mayReplace = run.replace || (run.specimen && (await isSpecimenJob(output.jobPath)));
  await refuseExistingFile(output.jobPath, { mayReplace });
  if (isFolder(output, run.count)) await refuseFilledFolder(folderOf(output));
  else await refuseExistingFile(output.path, { mayReplace });
}

async function isSpecimenJob(path: string): Promise<boolean> {
  try {
    const job: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof job === "object" && job !== null && "specimen" in job && job.specimen === true;
  } catch {
    return false;
  }
}

/** Writes the job file behind its labels; when it cannot be written, they are removed too, as if there had been none. */
export async function writeJob(output: LabelOutput, made: { readonly count: number; readonly text: string }) {
  try {
    await writeFileAtomically(output.jobPath, made.text);
  } catch (error) {
    await rm(isFolder(output, made.count) ? folderOf(output) : output.path, { force: true, recursive: true });
    throw error;
  }
}

function isFolder({ format }: LabelOutput, count: number): boolean {
  return format !== "pdf" && count > 1;
}

function folderOf({ jobPath }: LabelOutput): string {
  return jobPath.replace(/\.job\.json$/, "");
}

/**
 * Writes the labels of a run and returns the paths: one file, or, for several SVG or PNG, a folder `FILE` with
 * 000001.svg and so on. Nothing is left when it fails.
 */
export async function writeLabels(
  labels: Iterable<PressedLabel>,
  to: LabelOutput & {
    readonly count: number;
    readonly title: string;
    readonly creationDate: Date;
    readonly fonts: Fonts;
  },
): Promise<readonly string[]> {
  if (to.format === "pdf") {
    await writeFileAtomically(to.path, await writePdf(listsOf(labels), to));
    return [to.path];
  }
  if (isFolder(to, to.count)) {
    const folder = folderOf(to);
    const names = Array.from({ length: to.count }, (_, index) => fileName(index + 1, to.format));
    await writeFolderAtomically(folder, filesOf(labels, to));
    return names.map((name) => join(folder, name));
  }
  // The whole run is made before anything is written, as its last step may still refuse it.
  const [file] = [...filesOf(labels, to)];
  if (file !== undefined) await writeFileAtomically(to.path, file.bytes);
  return [to.path];
}

function* listsOf(labels: Iterable<PressedLabel>) {
  for (const { list } of labels) yield list;
}

function* filesOf(
  labels: Iterable<PressedLabel>,
  { format, fonts }: { readonly format: LabelFormat; readonly fonts: Fonts },
) {
  for (const { page, list } of labels) {
    const bytes = format === "png" ? writePng(list, fonts) : writeSvg(list, fonts);
    yield { name: fileName(page, format), bytes };
  }
}

function fileName(page: number, format: LabelFormat): string {
  return `${String(page).padStart(6, "0")}.${format}`;
}
