import type { Transferable, Worker } from "node:worker_threads";
import { BoxproofError, defined } from "../core/index.ts";

/** What a worker says: once that it is ready, then one answer or failure for each task. */
export type WorkerMessage<Answer> =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "failure"; readonly message: string };

/** Workers that do one task each at a time. */
export interface WorkerPool<Task, Answer> {
  /**
   * The answer of the next free worker. Throws ERR_WORKER when that worker fails or ends, ERR_IMAGE_READ when it takes
   * longer than the deadline; it is then replaced, and later tasks go on.
   */
  run(task: Task, transfer: readonly Transferable[]): Promise<Answer>;
  /** Ends all workers, whatever they do. */
  close(): Promise<void>;
}

/** How a pool makes and judges its workers. */
export interface WorkerPoolOptions {
  readonly count: number;
  /** Starts one worker that speaks `WorkerMessage`. */
  start(): Worker;
  /** Longest time for one task, and for getting ready, in milliseconds. */
  readonly deadlineMs: number;
}

/** A pool whose workers are all ready; throws ERR_WORKER when they cannot be started here. */
export async function createWorkerPool<Task, Answer>(options: WorkerPoolOptions): Promise<WorkerPool<Task, Answer>> {
  const { count, start, deadlineMs } = options;
  const alive = new Set<Worker>();
  const free: Promise<Worker>[] = [];
  const waiting: ((worker: Promise<Worker>) => void)[] = [];

  function giveBack(worker: Promise<Worker>): void {
    // A worker that never gets ready is told to whoever takes it.
    worker.catch(() => {});
    const next = waiting.shift();
    if (next === undefined) free.push(worker);
    else next(worker);
  }

  async function startReady(): Promise<Worker> {
    const worker = start();
    alive.add(worker);
    // An error while nobody listens, e.g. of a worker that is being ended, must not end this process.
    worker.on("error", () => {});
    try {
      await nextMessage<Answer>(worker, deadlineMs);
      return worker;
    } catch (error) {
      retire(worker);
      throw error;
    }
  }

  function retire(worker: Worker): void {
    alive.delete(worker);
    // Nobody waits for its end: it may be stuck in native code.
    worker.terminate().catch(() => {});
  }

  async function run(task: Task, transfer: readonly Transferable[]): Promise<Answer> {
    const taken = free.shift() ?? (await new Promise<Promise<Worker>>((take) => waiting.push(take)));
    let worker: Worker;
    try {
      worker = await taken;
    } catch (error) {
      giveBack(startReady());
      throw error;
    }
    try {
      const message = nextMessage<Answer>(worker, deadlineMs);
      worker.postMessage(task, [...transfer]);
      const answer = answerOf(await message);
      giveBack(Promise.resolve(worker));
      return answer;
    } catch (error) {
      retire(worker);
      giveBack(startReady());
      throw error;
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(free);
    await Promise.all([...alive].map((worker) => worker.terminate()));
  }

  const first = Array.from({ length: count }, startReady);
  for (const worker of first) giveBack(worker);
  const failure = (await Promise.allSettled(first)).find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") {
    await close();
    throw failure.reason;
  }
  return { run, close };
}

function answerOf<Answer>(message: WorkerMessage<Answer>): Answer {
  if (message.kind === "answer") return message.answer;
  throw workerError(message.kind === "failure" ? message.message : "it answered out of turn");
}

/** The next thing that a worker says; throws when it ends, fails or lets the deadline pass first. */
function nextMessage<Answer>(worker: Worker, deadlineMs: number): Promise<WorkerMessage<Answer>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(tooSlow(deadlineMs))), deadlineMs);
    const onMessage = (message: WorkerMessage<Answer>) => settle(() => resolve(message));
    const onError = (error: unknown) => settle(() => reject(workerError(sentenceOf(error), error)));
    const onExit = (code: number) => settle(() => reject(workerError(`it ended with status ${code}`)));
    function settle(then: () => void): void {
      clearTimeout(timer);
      worker.off("message", onMessage).off("messageerror", onError).off("exit", onExit).off("error", onError);
      then();
    }
    worker.on("message", onMessage).on("messageerror", onError).on("exit", onExit).on("error", onError);
  });
}

function tooSlow(deadlineMs: number): BoxproofError {
  return new BoxproofError("ERR_IMAGE_READ", `Reading took longer than ${deadlineMs / 1000} s and was ended.`, {
    remedy: "Crop the image to the label, or save it at a lower resolution.",
    details: { deadlineMs },
  });
}

function workerError(why: string, cause?: unknown): BoxproofError {
  return new BoxproofError("ERR_WORKER", `The reader's worker failed: ${why}.`, {
    remedy: "Other images are read on; if this image fails again, please report it as a defect.",
    cause,
  });
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return defined(message.split("\n")[0], "a text has a first line").replace(/\.$/, "");
}
