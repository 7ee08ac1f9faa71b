import { createRandom, defined } from "../../src/core/index.ts";
import { drawSerial, fixed, patternOf, type SerialPart, sets, some, twoDigits, week, year } from "./serial-parts.ts";

/** A model of the bench's catalog: its pattern, and the serials that its factory prints. */
export interface BenchModel {
  readonly source: string;
  readonly parts: readonly SerialPart[];
}

/** A catalog with the pairs that are planted to overlap; no other two of its models do. */
export interface BenchModels {
  readonly models: readonly BenchModel[];
  readonly planted: readonly (readonly [a: number, b: number])[];
}

const modelsOfMaker = 25;
const { alphanumeric, digit, hex, line, plainLetter } = sets;

/**
 * Models as makers have them: 25 of one maker share the form of their serials and differ in a model code, at the start,
 * after the date, or near the end. With 1,000 models five pairs overlap, each in another way.
 */
export function benchModels(count = 1_000): BenchModels {
  const models = Array.from({ length: count }, (_, index) => {
    const maker = Math.floor(index / modelsOfMaker);
    const form = defined(forms[maker % forms.length], "a form for each maker");
    const parts = form(makerCode(maker), index % modelsOfMaker, maker);
    return { source: patternOf(parts), parts };
  });
  const planted = duplicates.flatMap(([at, of, change]) => {
    const original = models[of];
    if (original === undefined || at >= count) return [];
    models[at] = { source: change(original.source), parts: original.parts };
    return [[Math.min(at, of), Math.max(at, of)] as const];
  });
  return { models, planted };
}

/** A serial of some model. */
export function drawOfModels(models: readonly BenchModel[]): (random: ReturnType<typeof createRandom>) => string {
  return (random) => {
    const model = defined(models[random.integer(0, models.length - 1)], "a model");
    return drawSerial(model.parts, random);
  };
}

/** Two letters from G on, so that no maker's code begins like a hexadecimal number. */
function makerCode(maker: number): string {
  const letters = "GHKLMNPRSTUVWXYZ";
  return `${letters[maker % 16]}${letters[(Math.floor(maker / 16) * 5 + maker * 3) % 16]}`;
}

type Form = (maker: string, model: number, makerNumber: number) => readonly SerialPart[];

const two = (value: number) => String(value).padStart(2, "0");
const letterOf = (value: number) => defined(sets.plainLetter.characters[value % 24], "a letter");

const forms: readonly Form[] = [
  (maker, model) => [fixed(`${maker}${two(model)}`), some(digit, 4), some(line, 1), some(digit, 6)],
  (maker, model) => [fixed(`${maker}-${letterOf(model)}${two(model)}-`), some(digit, 4), fixed("-"), some(digit, 6)],
  (maker, model) => [year, week, fixed(`${maker}${two(model)}`), some(line, 1), some(digit, 6)],
  (_, model, maker) => [fixed(hexPrefix(maker * modelsOfMaker + model)), some(hex, 6)],
  (maker, model) => [fixed(`${maker}${letterOf(model)}${two(model)}`), some(alphanumeric, 6, 10)],
  (maker, model) => [fixed(maker), some(digit, 2), some(plainLetter, 1), some(digit, 5), fixed(two(model + 10))],
  (maker, model) => [
    fixed(maker),
    twoDigits("(0[1-9]|1[0-2])", 1, 12),
    fixed(`${letterOf(model)}${two(model)}`),
    some(digit, 5, 7),
    some(alphanumeric, 1),
  ],
  (maker, model) => [fixed(`${maker}${two(model)}`), year, week, some(plainLetter, 2), some(digit, 5)],
];

/** Six hexadecimal digits from A on, as one maker's addresses begin; different for each number below 4,096. */
function hexPrefix(value: number): string {
  return `A4C${value.toString(16).toUpperCase().padStart(3, "0")}`;
}

type Change = (source: string) => string;

/** Where a pattern is put, which one it duplicates, and how it is written there. */
const duplicates: readonly (readonly [at: number, of: number, change: Change])[] = [
  [999, 3, (source) => source],
  [998, 57, (source) => source.replace("[0-9]{6}", "([0-9]{3}){2}")],
  [997, 182, (source) => source.replace("[0-9]{5}", "[0-9]{4}[0-9A-Z]")],
  [500, 303, (source) => source.replace("[0-9A-Z]{6,10}", "[0-9A-Z]{8,12}")],
  [601, 80, (source) => source.replace("[0-9A-F]{6}", "[0-9]{6}")],
];

/** A pattern that is to be tried against the thousand: of a maker's form, new, and with no serial of theirs. */
export function newModel(seed: string): BenchModel {
  const random = createRandom(`new-model/${seed}`);
  const code = `Q${letterOf(random.integer(0, 23))}${two(random.integer(0, 99))}`;
  const parts = [fixed(code), year, week, some(line, 1), some(digit, 6), some(alphanumeric, 1)];
  return { source: patternOf(parts), parts };
}
