import { availableParallelism } from "node:os";
import { BoxproofError } from "../core/index.ts";
import type { SeenSymbol } from "../core/symbol/index.ts";
import { createReader, type Reader } from "../reader/index.ts";
import type { ImageInput } from "./image-inputs.ts";
import type { Io } from "./io.ts";
import { createProgressBar } from "./progress-bar.ts";

/** What was read in one image of a command line. */
export interface ImageReading {
  readonly file: string;
  /** Empty when the image could not be read. */
  readonly symbols: readonly SeenSymbol[];
  /** False when the reader stopped at its most symbols, or could not read the image. */
  readonly fullPass: boolean;
  readonly ms: number;
  /** Why the image could not be read. */
  readonly error?: BoxproofError;
}

const workerCountMax = 8;

/** Reads images, several at once, and gives the readings in the order of the inputs. One bad image stops no other. */
export async function* readImages(io: Io, inputs: readonly ImageInput[]): AsyncGenerator<ImageReading> {
  // A worker even for a single image: on this thread no deadline could interrupt its reading.
  const workers = Math.max(1, Math.min(availableParallelism(), inputs.length, workerCountMax));
  // Lines on the same terminal tell the progress themselves.
  const bar = io.outIsTerminal ? undefined : createProgressBar(io, { total: inputs.length, what: "images" });
  const reader = await createReader({ workers });
  try {
    for await (const reading of inOrder(inputs, workers + 2, (input) => readOne(reader, input))) {
      bar?.advance();
      yield reading;
    }
  } finally {
    await reader.close();
    bar?.end();
  }
}

/** The results of `work` in the order of the inputs, at most `ahead` of them begun and not yet taken. */
async function* inOrder<T, R>(inputs: readonly T[], ahead: number, work: (input: T) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for (let index = 0; index < inputs.length; index += 1) {
    for (const input of inputs.slice(index + begun.length, index + ahead)) begun.push(work(input));
    const next = begun.shift();
    if (next !== undefined) yield await next;
  }
}

async function readOne(reader: Reader, { file, load }: ImageInput): Promise<ImageReading> {
  const start = performance.now();
  try {
    const { symbols, fullPass, ms } = await reader.read(await load());
    return { file, symbols, fullPass, ms };
  } catch (error) {
    const ms = performance.now() - start;
    return { file, symbols: [], fullPass: false, ms, error: asBoxproofError(error) };
  }
}

/** A defect of ours on one image must not hide the readings of the others. */
function asBoxproofError(error: unknown): BoxproofError {
  if (error instanceof BoxproofError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BoxproofError("ERR_INTERNAL", `Reading failed unexpectedly: ${message}.`, {
    remedy: "Please report the image as a defect of boxproof.",
    cause: error,
  });
}
