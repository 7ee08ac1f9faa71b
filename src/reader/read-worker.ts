/** Thread of a reader's pool: takes grey pixels, answers with the symbols in them. */
import { parentPort } from "node:worker_threads";
import { defined } from "../core/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import { readGrey, type SymbolsSeen } from "./read-grey.ts";
import type { WorkerMessage } from "./worker-pool.ts";

const port = defined(parentPort, "this module runs as a worker");
const say = (message: WorkerMessage<SymbolsSeen>) => port.postMessage(message);

port.on("message", (image: GreyRaster) => {
  readGrey(image).then(
    (answer) => say({ kind: "answer", answer }),
    (error: unknown) => say({ kind: "failure", message: error instanceof Error ? error.message : String(error) }),
  );
});
await readGrey({ width: 1, height: 1, pixels: Uint8Array.of(255) });
say({ kind: "ready" });
