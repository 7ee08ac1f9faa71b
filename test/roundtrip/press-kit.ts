import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { demoCatalogFile, loadCatalog, loadTemplate } from "../../src/config/index.ts";
import { type Catalog, type DeviceModel, findModel } from "../../src/core/catalog/index.ts";
import type { DisplayList } from "../../src/core/layout/index.ts";
import type { GreyRaster } from "../../src/core/raster/index.ts";
import {
  type ComposeRequest,
  composeLabel,
  createBwipEncoder,
  type Fonts,
  loadFonts,
  writePdf,
} from "../../src/press/index.ts";
import { runProcess } from "../tools/run-process.ts";

/** What every test of printed labels starts from. */
export interface PressKit {
  readonly catalog: Catalog;
  readonly fonts: Fonts;
  /** The demo catalog's models that print a label. */
  readonly models: readonly DeviceModel[];
  /** A demo label of a model on one of the shipped templates; throws when it cannot be made. */
  label(deviceModel: string, template: string, change?: Partial<ComposeRequest>): Promise<DisplayList>;
  pdf(...lists: readonly DisplayList[]): Promise<Uint8Array>;
}

/** Loads the demo catalog and the fonts. */
export async function createPressKit(): Promise<PressKit> {
  const catalog = await loadCatalog(demoCatalogFile());
  const fonts = await loadFonts();
  const encoder = createBwipEncoder();
  return {
    catalog,
    fonts,
    models: catalog.models.filter((model) => model.label !== undefined),
    async label(deviceModel, name, change = {}) {
      const model = findModel(catalog, deviceModel);
      if (model === undefined) throw new Error(`no model ${deviceModel}`);
      const template = await loadTemplate(name);
      const dsn = model.serial.examples.good[0] ?? "";
      const row = { mac: "00005E005301" };
      const request = { catalog, model, template, dsn, row, encoder, fonts, demo: true, specimen: true, ...change };
      const result = composeLabel(request);
      if (!result.ok) throw new Error(JSON.stringify(result.findings));
      return result.list;
    },
    pdf: (...lists) => writePdf(lists, { fonts, title: "Test", creationDate: new Date("2026-01-02T03:04:05Z") }),
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-press-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How an independent program ended; throws one sentence that says how to install it when it is not there. */
export async function runTool(name: string, args: readonly string[], packageName: string) {
  try {
    return await runProcess(name, args, { cwd: tmpdir(), timeoutMs: 100_000 });
  } catch (error) {
    const sentence = `This test needs ${name}; install it with: apt-get install ${packageName} (Debian) or brew install it.`;
    throw new Error(sentence, { cause: error });
  }
}

/** Pages of a PDF as grey images by pdftoppm, in dots an inch. */
export async function renderPdf(
  pdf: Uint8Array,
  { dotsPerInch, antialias }: { readonly dotsPerInch: number; readonly antialias: boolean },
): Promise<readonly { readonly file: string; readonly image: GreyRaster }[]> {
  const folder = temporaryFolder();
  const file = join(folder, "label.pdf");
  writeFileSync(file, pdf);
  const yes = antialias ? "yes" : "no";
  const options = ["-r", String(dotsPerInch), "-gray", "-aa", yes, "-aaVector", yes];
  const end = await runTool("pdftoppm", [...options, file, join(folder, "page")], "poppler-utils");
  if (end.status !== 0) throw new Error(end.err);
  const pages = readdirSync(folder).filter((name) => name.endsWith(".pgm"));
  return pages.sort().map((name) => ({ file: join(folder, name), image: readPgm(join(folder, name)) }));
}

function readPgm(file: string): GreyRaster {
  const bytes = readFileSync(file);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString("latin1"));
  if (header === null) throw new Error(`${file} is no PGM of 8 bits`);
  const [all, width, height] = header;
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(all.length) };
}
