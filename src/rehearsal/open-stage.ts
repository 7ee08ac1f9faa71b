import { cameraProfiles, photograph } from "../core/camera/index.ts";
import type { Catalog, DeviceModel } from "../core/catalog/index.ts";
import { type Dsn, parseDsn, schemeSpecimens, specimenFindings } from "../core/dsn/index.ts";
import { BoxproofError, createRandom, defined, isError } from "../core/index.ts";
import { type PlacedSymbol, rasteriseGrey, type Template } from "../core/layout/index.ts";
import { parsePattern, patternSpecimen } from "../core/pattern/index.ts";
import { type GreyRaster, resampleByArea } from "../core/raster/index.ts";
import type { Encoder, Symbology } from "../core/symbol/index.ts";
import { composeLabel, type Fonts } from "../press/index.ts";
import type { Reader, SecondReader } from "../reader/index.ts";
import type { AmazonSide } from "./amazon-side.ts";
import type { ChainRun } from "./chain-run.ts";
import { cropWithMargin } from "./crop-with-margin.ts";
import type { LineSide } from "./line-side.ts";
import { thrownObservation } from "./observe-each.ts";
import { type Frame, framesMax, type Photo, type PrintedLabel, type PrintOptions } from "./printed-label.ts";
import { runChain } from "./run-chain.ts";
import { sampleRow } from "./sample-row.ts";
import { SerialSource } from "./serial-source.ts";
import type { Stage } from "./stage.ts";

/** What a stage is built from; shared by the real stage and those of the planted mistakes. */
export interface StageTools {
  readonly seed: string;
  readonly isDemo: boolean;
  readonly encoder: Encoder;
  readonly fonts: Fonts;
  readonly reader: Reader;
  readonly secondReader: SecondReader;
  readonly amazon: AmazonSide;
  readonly line: LineSide;
  /** The template of that name. */
  template(name: string): Promise<Template>;
}

/** A stage for a catalog. The same seed gives the same serials, labels and pictures. */
export function openStage(catalog: Catalog, tools: StageTools): Stage {
  const { amazon, line, reader, secondReader } = tools;
  const prints = new Map<string, Promise<PrintedLabel>>();
  const photos = new Map<string, Promise<Photo>>();
  const print = (model: DeviceModel, serial: string, options: PrintOptions = {}) =>
    once(prints, `${model.deviceModel}\0${serial}\0${options.dotsPerInch ?? ""}`, () =>
      printLabel({ catalog, model, serial, ...options }, tools),
    );
  const specimens = (model: DeviceModel, wanted: { readonly use: string; readonly count: number }) =>
    drawSpecimens(model, { ...wanted, seed: tools.seed });
  const serials = new SerialSource((model, use) => drawSerial(model, { use, seed: tools.seed }));
  const serial = (model: DeviceModel, use: string): Dsn | undefined => goodExample(model) ?? serials.take(model, use);
  let running: Promise<readonly ChainRun[]> | undefined;

  const stage: Stage = {
    catalog,
    amazon,
    line,
    serial,
    specimens,
    print,
    printable: (use) =>
      catalog.models.flatMap((model) => {
        const drawn = model.label === undefined ? undefined : serial(model, use);
        return drawn === undefined ? [] : [{ model, serial: drawn }];
      }),
    lookAt: async (model, text, { profile = "handheld", enough = () => true } = {}) => {
      const printed = await print(model, text);
      const key = `${model.deviceModel}/${text}`;
      for (let frame = 1; ; frame += 1) {
        const photo = await once(photos, `${key}\0${profile}\0${frame}`, () =>
          takePhoto(printed, { profile, frame, key }, tools),
        );
        const isRead = photo.symbols.some((symbol) => symbol.text === text) && enough(photo.symbols);
        if (isRead || frame === framesMax) return photo;
      }
    },
    photograph: (printed, frame) => takePhoto(printed, frame, tools),
    read: (image) => reader.read(image),
    readAgain: (raster, symbol) => secondReading(secondReader, cropWithMargin(raster, symbol), symbol.symbology),
    chains: () => {
      running ??= runChains(stage);
      return running;
    },
  };
  return stage;
}

/** Measured on 200 QR codes: the second reader misses one in fifty at one size, and one in two hundred at all three. */
const secondReaderScales = [1, 1.5, 2] as const;

function secondReading(reader: SecondReader, image: GreyRaster, symbology: Symbology): string | undefined {
  for (const scale of secondReaderScales) {
    const width = Math.round(image.width / scale);
    const height = Math.round(image.height / scale);
    const text = reader.read(scale === 1 ? image : resampleByArea(image, { width, height }), symbology);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** One after the other: each starts and ends with what the one before left at Amazon's side. */
async function runChains(stage: Stage): Promise<readonly ChainRun[]> {
  const runs: ChainRun[] = [];
  for (const model of stage.catalog.models) {
    const serial = stage.serial(model, "chain");
    if (serial === undefined) continue;
    runs.push(await runChain(stage, { model, serial }).catch((error: unknown) => brokenChain(model, serial, error)));
  }
  return runs;
}

/** A chain that ended in an error of its surroundings says nothing about the serial. */
function brokenChain(model: DeviceModel, serial: Dsn, error: unknown): ChainRun {
  const { got } = thrownObservation(model.deviceModel, error);
  const hops = [{ id: "drawn", title: "Broken off", state: "unverified", got } as const];
  return { result: { deviceModel: model.deviceModel, name: model.name, dsn: serial, state: "unverified", hops } };
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make();
  made.set(key, making);
  return making;
}

function drawSpecimens(
  model: DeviceModel,
  wanted: { readonly use: string; readonly count: number; readonly seed: string },
): readonly Dsn[] {
  const { scheme } = model.serial;
  const { use, count, seed } = wanted;
  if (scheme === undefined || specimenFindings(scheme, count).length > 0) return [];
  return schemeSpecimens(scheme, { count, random: createRandom(`${seed}/${model.deviceModel}/${use}`) });
}

/** A model that is sold needs a serial of its own for every use, since each is bought once. */
function goodExample(model: DeviceModel): Dsn | undefined {
  const example = model.listings.length > 0 ? undefined : model.serial.examples.good[0];
  return example === undefined ? undefined : parseDsn(example);
}

function drawSerial(model: DeviceModel, wanted: { readonly use: string; readonly seed: string }): Dsn | undefined {
  if (model.serial.scheme !== undefined) return drawSpecimens(model, { ...wanted, count: 1 })[0];
  const parsed = parsePattern(model.serial.pattern);
  if (!parsed.ok) return undefined;
  const random = createRandom(`${wanted.seed}/${model.deviceModel}/${wanted.use}`);
  return parseDsn(patternSpecimen(parsed.pattern, random));
}

async function printLabel(
  request: PrintOptions & { readonly catalog: Catalog; readonly model: DeviceModel; readonly serial: string },
  tools: StageTools,
): Promise<PrintedLabel> {
  const { catalog, model, serial, dotsPerInch } = request;
  const choice = defined(model.label, "only models with a label are printed");
  const composed = composeLabel({
    catalog,
    model,
    template: await tools.template(choice.template),
    dsn: serial,
    row: sampleRow(model, createRandom(`${tools.seed}/row/${serial}`)),
    encoder: tools.encoder,
    fonts: tools.fonts,
    demo: tools.isDemo,
    specimen: true,
    ...(dotsPerInch === undefined ? {} : { dotsPerInch }),
  });
  if (!composed.ok) {
    const errors = composed.findings.filter(isError);
    throw new BoxproofError("ERR_LABEL", errors.map((finding) => finding.message).join(" "), {
      remedy: errors[0]?.remedy ?? "Change the template or the symbology.",
      details: { deviceModel: model.deviceModel, findings: errors },
    });
  }
  const { list } = composed;
  const serialSymbol = list.symbols.find((symbol) => symbol.name === "serial");
  return {
    list,
    raster: rasteriseGrey(list, tools.fonts),
    serialSymbol: defined(serialSymbol, "a label has a serial"),
  };
}

async function takePhoto(printed: PrintedLabel, { profile, frame, key }: Frame, tools: StageTools): Promise<Photo> {
  const { dotsPerInch } = printed.list;
  const { image, toImage, settings } = photograph({
    artwork: printed.raster,
    dotsPerInch,
    moduleUm: moduleUm(printed.serialSymbol, dotsPerInch),
    profile: cameraProfiles[profile],
    random: createRandom(`${tools.seed}/camera/${key}/${profile}/${frame}`),
  });
  const { symbols, fullPass } = await tools.reader.read(image);
  return { image, toImage, settings, frame, symbols, fullPass };
}

function moduleUm(symbol: PlacedSymbol, dotsPerInch: number): number {
  return (symbol.moduleDots * 25_400) / dotsPerInch;
}
