import { BoxproofError } from "../core/index.ts";
import { createSerialMatcher, type SerialMatcher } from "./serial-matcher.ts";
import { type SimulatorModel, testModel } from "./simulator-options.ts";

/** A model with its compiled pattern. */
export interface OnboardedModel extends SimulatorModel {
  readonly matches: SerialMatcher;
}

/** The device models that Amazon has onboarded; its own test model is always among them. */
export interface ModelBook {
  /** Undefined when the model was never onboarded. */
  find(deviceModel: string): OnboardedModel | undefined;
  /** The model; ERR_MODEL_UNKNOWN when it was never onboarded. */
  get(deviceModel: string): OnboardedModel;
  /** Onboards or replaces a model; ERR_PATTERN or ERR_USAGE when it cannot be one. */
  put(model: SimulatorModel): void;
  list(): readonly SimulatorModel[];
  /** Back to the models of the start. */
  reset(): void;
}

const modelsMax = 10_000;
const identifierShape = /^[A-Za-z0-9_+-]{1,64}$/;

/** A book with these models; two of the same name are refused with ERR_USAGE. */
export function createModelBook(models: readonly SimulatorModel[]): ModelBook {
  const initial = onboardAll(models);
  let book = new Map(initial);
  const find = (deviceModel: string) => book.get(deviceModel);
  return {
    find,
    get(deviceModel) {
      const model = find(deviceModel);
      if (model !== undefined) return model;
      throw new BoxproofError("ERR_MODEL_UNKNOWN", `No device model ${JSON.stringify(deviceModel)} is onboarded.`, {
        remedy: `Use one of ${[...book.keys()].slice(0, 20).join(", ")}.`,
        details: { deviceModel },
      });
    },
    put(model) {
      const onboarded = onboard(model);
      if (book.size >= modelsMax && !book.has(model.deviceModel)) {
        throw new BoxproofError("ERR_OVERLOADED", `The simulator keeps at most ${modelsMax} device models.`);
      }
      book.set(model.deviceModel, onboarded);
    },
    list: () => [...book.values()].map(({ matches: _, ...model }) => model),
    reset() {
      book = new Map(initial);
    },
  };
}

function onboardAll(models: readonly SimulatorModel[]): ReadonlyMap<string, OnboardedModel> {
  const book = new Map<string, OnboardedModel>();
  for (const model of models) {
    if (book.has(model.deviceModel)) {
      throw new BoxproofError("ERR_USAGE", `The device model ${model.deviceModel} was handed over twice.`);
    }
    book.set(model.deviceModel, onboard(model));
  }
  if (book.size > modelsMax) {
    throw new BoxproofError("ERR_USAGE", `${book.size} device models were handed over; at most ${modelsMax} can be.`);
  }
  if (!book.has(testModel.deviceModel)) book.set(testModel.deviceModel, onboard(testModel));
  return book;
}

function onboard(model: SimulatorModel): OnboardedModel {
  // "Using the LWA Web API" (Amazon DRS documentation): one rule of characters and length for DSN and model id.
  if (!identifierShape.test(model.deviceModel)) {
    throw new BoxproofError(
      "ERR_USAGE",
      `${JSON.stringify(model.deviceModel)} is no device model: 1 to 64 characters of A-Z a-z 0-9 - + _ are allowed.`,
      { details: { deviceModel: model.deviceModel } },
    );
  }
  return { ...model, matches: createSerialMatcher(model.deviceModel, model.pattern) };
}
