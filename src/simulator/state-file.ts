import { z } from "zod";
import { BoxproofError } from "../core/index.ts";
import { dsnExpected, dsnShape } from "./device-register.ts";
import { createModelBook, type ModelBook } from "./model-book.ts";
import type { SeedDevice, SimulatorModel } from "./simulator-options.ts";

/** One thing wrong with a state file: which field, what was expected, what was found. */
interface StateFault {
  /** `devices[2].dsn`; `(file)` for the whole file. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

const devicesMax = 50_000;
const printedFaultsMax = 50;
const foundLengthMax = 80;

const stateSchema = z.strictObject({
  format: z.literal("boxproof-simulator-state/1"),
  devices: z
    .array(
      z.strictObject({
        deviceModel: z.string(),
        dsn: z.string().regex(dsnShape, { error: dsnExpected }),
        purchase: z.enum(["opted-in", "skipped"]),
        scanned: z.boolean(),
      }),
    )
    .max(devicesMax),
});

/**
 * The devices of a state file: `{"format": "boxproof-simulator-state/1", "devices": [{deviceModel, dsn, purchase:
 * "opted-in"|"skipped", scanned}]}`. Throws ERR_STATE_FILE with every fault: shape, unknown models, serials that are none
 * or stand there twice, scanned serials that their model's pattern would not have let through.
 */
export function parseStateFile(
  text: string,
  { file, models }: { readonly file: string; readonly models: readonly SimulatorModel[] },
): readonly SeedDevice[] {
  const value = parseJson(text, file);
  const parsed = stateSchema.safeParse(value);
  if (!parsed.success)
    throw stateError(
      file,
      parsed.error.issues.map((issue) => shapeFault(issue, value)),
    );
  const faults = deviceFaults(parsed.data.devices, createModelBook(models));
  if (faults.length > 0) throw stateError(file, faults);
  return parsed.data.devices;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw stateError(file, [{ path: "(file)", expected: "JSON", found: (error as Error).message }]);
  }
}

function shapeFault(issue: z.core.$ZodIssue, value: unknown): StateFault {
  const unknownKey = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  const expected = unknownKey === undefined ? expectedOf(issue) : "no such field";
  return { path: pathText(path), expected, found: foundAt(value, path) };
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `${issue.expected}`;
  if (issue.code === "invalid_value") return issue.values.map((value) => JSON.stringify(value)).join(" or ");
  return issue.code === "too_big" ? `at most ${issue.maximum} devices` : issue.message;
}

function foundAt(value: unknown, path: readonly PropertyKey[]): string {
  let found: unknown = value;
  for (const step of path) {
    const isThere = typeof found === "object" && found !== null && Object.hasOwn(found, step);
    if (!isThere) return "nothing";
    found = (found as Record<PropertyKey, unknown>)[step];
  }
  const text = JSON.stringify(found);
  return text.length <= foundLengthMax ? text : `${text.slice(0, foundLengthMax)}…`;
}

function deviceFaults(devices: readonly SeedDevice[], models: ModelBook): readonly StateFault[] {
  const faults: StateFault[] = [];
  const seen = new Map<string, number>();
  devices.forEach(({ deviceModel, dsn, scanned }, index) => {
    const path = `devices[${index}]`;
    const model = models.find(deviceModel);
    if (model === undefined) {
      const expected = `one of ${models
        .list()
        .map((known) => known.deviceModel)
        .slice(0, 20)
        .join(", ")}`;
      faults.push({
        path: `${path}.deviceModel`,
        expected,
        found: JSON.stringify(deviceModel.slice(0, foundLengthMax)),
      });
    } else if (scanned && !model.matches(dsn)) {
      const expected = `a serial that matches ${model.pattern}, since its box was scanned`;
      faults.push({ path: `${path}.dsn`, expected, found: JSON.stringify(dsn) });
    }
    const key = `${deviceModel}\0${dsn}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else faults.push({ path, expected: "each device once", found: `the same device as devices[${first}]` });
  });
  return faults;
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "(file)";
  return path.map((step, index) => stepText(step, index)).join("");
}

function stepText(step: PropertyKey, index: number): string {
  if (typeof step === "number") return `[${step}]`;
  return index === 0 ? String(step) : `.${String(step)}`;
}

function stateError(file: string, faults: readonly StateFault[]): BoxproofError {
  const lines = faults
    .slice(0, printedFaultsMax)
    .map(({ path, expected, found }) => `  ${path}: expected ${expected}, found ${found}`);
  const more = faults.length - lines.length;
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  const message = [`${file} has ${count}`, ...lines, ...(more > 0 ? [`  … and ${more} more`] : [])].join("\n");
  return new BoxproofError("ERR_STATE_FILE", message, {
    remedy: 'Mend the fields; boxproof simulator --help shows the format "boxproof-simulator-state/1".',
    details: { file, faultCount: faults.length, faults: faults.slice(0, 1_000) },
  });
}
