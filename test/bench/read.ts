import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { readBarcodes } from "zxing-wasm/reader";
import { BoxproofError } from "../../src/core/index.ts";
import { createReader, type Reader } from "../../src/reader/index.ts";
import type { Figure } from "./figure.ts";
import { type CorpusImage, corpusForm, loadCorpus } from "./read-corpus.ts";

/** What an engine read: the family of symbologies and the text. */
interface Read {
  readonly family: string;
  readonly text: string;
}

/** One engine's result on one image. */
interface Measured {
  readonly reads: readonly Read[];
  readonly cpuMs: number;
}

/** One image, read by both. */
interface Pair {
  readonly image: CorpusImage;
  readonly ours: Measured;
  readonly alone: Measured;
}

const alone = "zxing-wasm";
const warmUpCount = 5;

/**
 * The first reader over a corpus, beside zxing-wasm alone (its public call with default options on the RGBA that sharp
 * gives), image by image in turn on one thread: right, wrong and false reads, and CPU time from file bytes to texts.
 */
export async function benchRead(args: readonly string[]): Promise<readonly Figure[]> {
  const folder = corpusFolder(args);
  const images = await loadCorpus(folder);
  const reader = await createReader();
  try {
    for (const image of images.slice(0, warmUpCount)) await measure(folder, image, { reader, isOursFirst: true });
    const pairs: Pair[] = [];
    for (const [index, image] of images.entries()) {
      pairs.push(await measure(folder, image, { reader, isOursFirst: index % 2 === 0 }));
    }
    return figures(pairs);
  } finally {
    await reader.close();
  }
}

function corpusFolder(args: readonly string[]): string {
  const { values } = parseCorpusArgs(args);
  if (values.corpus !== undefined) return values.corpus;
  throw new BoxproofError("ERR_USAGE", "The bench of the reader needs --corpus DIR.", { remedy: corpusForm });
}

function parseCorpusArgs(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { corpus: { type: "string" } } });
  } catch (cause) {
    throw new BoxproofError("ERR_USAGE", (cause as Error).message, { remedy: corpusForm, cause });
  }
}

async function measure(
  folder: string,
  image: CorpusImage,
  { reader, isOursFirst }: { readonly reader: Reader; readonly isOursFirst: boolean },
): Promise<Pair> {
  const bytes = await readFile(join(folder, image.file));
  const runOurs = () => timed(() => readOurs(reader, bytes));
  const runAlone = () => timed(() => readAlone(bytes));
  // In turn, so that neither always finds the caches warm.
  if (isOursFirst) return { image, ours: await runOurs(), alone: await runAlone() };
  const measuredAlone = await runAlone();
  return { image, ours: await runOurs(), alone: measuredAlone };
}

/** CPU time of all threads of this process; nothing else runs in it meanwhile. */
async function timed(read: () => Promise<readonly Read[]>): Promise<Measured> {
  const start = process.cpuUsage();
  const reads = await read();
  const { user, system } = process.cpuUsage(start);
  return { reads, cpuMs: (user + system) / 1000 };
}

async function readOurs(reader: Reader, bytes: Uint8Array): Promise<readonly Read[]> {
  try {
    const { symbols } = await reader.read(bytes);
    return symbols.map(({ symbology, text }) => ({ family: familyOf(symbology), text }));
  } catch (error) {
    // An image that is refused is one that was not read.
    if (error instanceof BoxproofError) return [];
    throw error;
  }
}

async function readAlone(bytes: Uint8Array): Promise<readonly Read[]> {
  const { data, info } = await sharp(bytes)
    .toColourspace("srgb")
    .ensureAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
  const results = await readBarcodes({ data: pixels, width: info.width, height: info.height, colorSpace: "srgb" });
  return results.map(({ symbology, text }) => ({ family: familyOf(symbology.toLowerCase()), text: shortEan(text) }));
}

/** Symbologies that engines and corpora name differently, under one name. */
function familyOf(symbology: string): string {
  if (["ean13", "ean8", "upca", "upce", "eanupc"].includes(symbology)) return "ean/upc";
  return symbology === "qrcode" ? "qr" : symbology;
}

/** A UPC-A under its twelve digits, whichever way an engine gives it. */
function shortEan(text: string): string {
  return /^0\d{12}$/.test(text) ? text.slice(1) : text;
}

function figures(pairs: readonly Pair[]): readonly Figure[] {
  const sets = [...new Set(pairs.map(({ image }) => image.set))];
  return [
    ...sets.flatMap((set) => {
      const ofSet = pairs.filter(({ image }) => image.set === set);
      return [...symbologyFigures(set, ofSet), ...groupFigures(`read/${set}/all`, ofSet)];
    }),
    ...groupFigures("read/all", pairs),
  ];
}

/** Figures of each symbology; time and wrong reads only where an image has one code, so that they can be told apart. */
function symbologyFigures(set: string, pairs: readonly Pair[]): readonly Figure[] {
  const symbologies = new Set(pairs.flatMap(({ image }) => image.expect.map(({ symbology }) => symbology)));
  const areSingle = pairs.every(({ image }) => image.expect.length <= 1);
  return [...symbologies].flatMap((symbology) => {
    const own = pairs.flatMap((pair) => {
      const expect = pair.image.expect.filter((code) => code.symbology === symbology);
      return expect.length === 0 ? [] : [{ ...pair, image: { ...pair.image, expect } }];
    });
    const id = `read/${set}/${symbology}`;
    return areSingle ? groupFigures(id, own) : [imagesFigure(id, own), ...rightFigures(id, own)];
  });
}

function groupFigures(id: string, pairs: readonly Pair[]): readonly Figure[] {
  const withCodes = pairs.filter(({ image }) => image.expect.length > 0);
  const without = pairs.filter(({ image }) => image.expect.length === 0);
  return [
    imagesFigure(id, pairs),
    ...(withCodes.length === 0 ? [] : [...rightFigures(id, withCodes), ...wrongFigures(id, withCodes)]),
    ...(without.length === 0 ? [] : falseReadFigures(id, without)),
    ...cpuFigures(id, pairs),
  ];
}

function imagesFigure(id: string, pairs: readonly Pair[]): Figure {
  return { id: `${id}/images`, value: pairs.length, unit: "images" };
}

function rightFigures(id: string, pairs: readonly Pair[]): readonly Figure[] {
  const total = pairs.reduce((sum, { image }) => sum + image.expect.length, 0);
  return both(`${id}/right`, {
    unit: "codes",
    ours: sumOf(pairs, ({ image, ours }) => rightCount(image, ours)),
    alone: sumOf(pairs, (pair) => rightCount(pair.image, pair.alone)),
    isMoreBetter: true,
    note: `of ${total}`,
  });
}

function wrongFigures(id: string, pairs: readonly Pair[]): readonly Figure[] {
  return both(`${id}/wrong`, {
    unit: "images",
    ours: sumOf(pairs, ({ image, ours }) => (isWrong(image, ours) ? 1 : 0)),
    alone: sumOf(pairs, (pair) => (isWrong(pair.image, pair.alone) ? 1 : 0)),
    isMoreBetter: false,
    note: "with a text that the corpus does not list there",
  });
}

function falseReadFigures(id: string, pairs: readonly Pair[]): readonly Figure[] {
  return both(`${id}/false-reads`, {
    unit: "texts",
    ours: sumOf(pairs, ({ ours }) => ours.reads.length),
    alone: sumOf(pairs, (pair) => pair.alone.reads.length),
    isMoreBetter: false,
    note: `in ${pairs.length} images without a code`,
  });
}

function cpuFigures(id: string, pairs: readonly Pair[]): readonly Figure[] {
  return both(`${id}/cpu`, {
    unit: "ms/image",
    ours: sumOf(pairs, ({ ours }) => ours.cpuMs) / pairs.length,
    alone: sumOf(pairs, (pair) => pair.alone.cpuMs) / pairs.length,
    isMoreBetter: false,
    note: "mean CPU time from file bytes to texts",
  });
}

function sumOf(pairs: readonly Pair[], value: (pair: Pair) => number): number {
  return pairs.reduce((sum, pair) => sum + value(pair), 0);
}

function rightCount({ expect }: CorpusImage, { reads }: Measured): number {
  return expect.filter(({ symbology, text }) =>
    reads.some((read) => read.text === text && read.family === familyOf(symbology)),
  ).length;
}

function isWrong({ expect }: CorpusImage, { reads }: Measured): boolean {
  return reads.some((read) => !expect.some(({ text }) => text === read.text));
}

/** Our figure with its ratio, and the other engine's beside it. A ratio to or from nothing is none. */
function both(
  id: string,
  measured: {
    readonly unit: string;
    readonly ours: number;
    readonly alone: number;
    readonly isMoreBetter: boolean;
    readonly note: string;
  },
): readonly Figure[] {
  const { unit, note, isMoreBetter } = measured;
  const [better, worse] = isMoreBetter ? [measured.ours, measured.alone] : [measured.alone, measured.ours];
  const ratios = worse > 0 && better > 0 ? { ratios: { [alone]: rounded(better / worse) } } : {};
  return [
    { id, value: rounded(measured.ours), unit, ...ratios, note },
    { id: `${id}/${alone}`, value: rounded(measured.alone), unit },
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
