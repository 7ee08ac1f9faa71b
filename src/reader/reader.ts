import { BoxproofError } from "../core/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import { decodeImage, refuseBySize } from "./decode-image.ts";
import { createGate } from "./gate.ts";
import { readGrey, type SymbolsSeen } from "./read-grey.ts";
import { startWorker } from "./start-worker.ts";
import { createWorkerPool, type WorkerPool } from "./worker-pool.ts";

/** What was read in one image. */
export interface ReadResult extends SymbolsSeen {
  /** Size of the upright image, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Time for decoding and reading, in milliseconds; waiting for a free worker does not count. */
  readonly ms: number;
}

/** The first reader. */
export interface Reader {
  /**
   * Every symbol of an image: the bytes of a JPEG, PNG, WebP or TIFF file, or grey pixels. No symbol is not an error.
   * Throws ERR_IMAGE_FORMAT, ERR_IMAGE_TOO_LARGE, ERR_IMAGE_DAMAGED, ERR_IMAGE_READ, ERR_WORKER, ERR_OVERLOADED or
   * ERR_SHUTTING_DOWN, each for this image alone.
   */
  read(image: Uint8Array | GreyRaster): Promise<ReadResult>;
  /** Finishes what runs, turns away what waits, and ends the workers. */
  close(): Promise<void>;
}

/** How a reader works. */
export interface ReaderOptions {
  /** Threads that read; 0 (the default) reads on the calling thread, which no deadline can interrupt. */
  readonly workers?: number;
  /** Longest time in a worker for one image, in milliseconds. */
  readonly deadlineMs?: number;
  /** Most images that wait for a free place before further ones are turned away. */
  readonly waitingMax?: number;
}

/** Starts a reader; throws ERR_WORKER when its workers cannot be started here. Close it when done. */
export async function createReader(options: ReaderOptions = {}): Promise<Reader> {
  const { workers = 0, deadlineMs = 20_000, waitingMax = 256 } = options;
  const pool =
    workers === 0
      ? undefined
      : await createWorkerPool<GreyRaster, SymbolsSeen>({ count: workers, start: startWorker, deadlineMs });
  // One more than there are workers, so that the next image is decoded while all of them read.
  const gate = createGate({ width: workers + 1, waitingMax });
  return {
    read: (image) => gate.pass(() => readOne(image, pool)),
    async close() {
      await gate.close();
      await pool?.close();
    },
  };
}

async function readOne(
  image: Uint8Array | GreyRaster,
  pool: WorkerPool<GreyRaster, SymbolsSeen> | undefined,
): Promise<ReadResult> {
  const start = performance.now();
  const grey = image instanceof Uint8Array ? await decodeImage(image) : checked(image);
  const decodeMs = performance.now() - start;
  const { width, height } = grey;
  const seen = await (pool === undefined ? readHere(grey) : readInPool(grey, pool));
  return { ...seen, width, height, ms: decodeMs + seen.ms };
}

function checked(image: GreyRaster): GreyRaster {
  refuseBySize(image);
  if (image.pixels.length === image.width * image.height) return image;
  throw new BoxproofError(
    "ERR_IMAGE_FORMAT",
    `A grey image of ${image.width} x ${image.height} has ${image.pixels.length} pixels.`,
    { remedy: "Give one byte for each pixel." },
  );
}

async function readHere(grey: GreyRaster): Promise<SymbolsSeen> {
  try {
    return await readGrey(grey);
  } catch (error) {
    throw new BoxproofError("ERR_IMAGE_READ", "The reader failed on this image and was started anew.", {
      remedy: "If it fails again, please report the image as a defect.",
      cause: error,
    });
  }
}

/** Sends a copy of the pixels: what is sent is gone from the sender, and it is the caller's. */
function readInPool(grey: GreyRaster, pool: WorkerPool<GreyRaster, SymbolsSeen>): Promise<SymbolsSeen> {
  const pixels = new Uint8Array(grey.pixels);
  return pool.run({ width: grey.width, height: grey.height, pixels }, [pixels.buffer]);
}
