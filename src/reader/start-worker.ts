import { Worker } from "node:worker_threads";

/**
 * Starts a worker of boxproof. The only place that does: the build turns `.ts` into `.js` in imports but not in the
 * names of workers, so the ending is taken from this module's own.
 */
export function startWorker(): Worker {
  const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";
  // Not the flags of this process: `--input-type` or `--eval` would be taken for the worker's.
  return new Worker(new URL(`./read-worker.${ending}`, import.meta.url), { execArgv: [] });
}
