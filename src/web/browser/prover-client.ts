import type { ProveAnswer, ProveRequest, WorkerMessage } from "./prover-message.ts";

/** A proof that is no longer wanted may run on for this time; then its worker is replaced. */
const staleMs = 300;
/** A proof that takes longer is given up. */
const giveUpMs = 10_000;

/** What a client tells the page. */
export interface ProverEvents {
  onAnswer(answer: ProveAnswer): void;
  /** A sentence for people; the next question starts anew. */
  onFailure(message: string): void;
}

/** Asks a worker, one question at a time, of which only the newest matters. */
export interface ProverClient {
  ask(question: Omit<ProveRequest, "id">): void;
}

interface Running {
  readonly id: number;
  readonly startMs: number;
  readonly timer: number;
}

/** A client of workers that `startWorker` starts. A worker stuck with a stale question is ended and replaced. */
export function createProverClient(startWorker: () => Worker, events: ProverEvents): ProverClient {
  let worker: Worker | undefined;
  let isReady = false;
  let waiting: ProveRequest | undefined;
  let running: Running | undefined;
  let staleTimer = 0;
  let count = 0;

  function start(): void {
    isReady = false;
    const started = startWorker();
    worker = started;
    started.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if (started === worker) hear(data);
    });
    started.addEventListener("error", (event) => {
      if (started !== worker) return;
      end();
      events.onFailure(`The prover could not run in this browser${event.message ? `: ${event.message}` : "."}`);
    });
  }

  function end(): void {
    worker?.terminate();
    worker = undefined;
    settle();
  }

  function settle(): void {
    clearTimeout(running?.timer);
    clearTimeout(staleTimer);
    running = undefined;
  }

  function hear(message: WorkerMessage): void {
    if (message.kind === "ready") {
      isReady = true;
      send();
      return;
    }
    if (message.id !== running?.id) return;
    settle();
    if (waiting !== undefined) send();
    else if (message.kind === "answer") events.onAnswer(message.answer);
    else events.onFailure(`The prover failed on this pattern: ${message.message}`);
  }

  function send(): void {
    if (waiting === undefined || running !== undefined || !isReady || worker === undefined) return;
    const timer = window.setTimeout(() => {
      end();
      events.onFailure(`No proof within ${giveUpMs / 1000} s: stopped. Write fewer repeats of repeats.`);
    }, giveUpMs);
    running = { id: waiting.id, startMs: performance.now(), timer };
    worker.postMessage(waiting);
    waiting = undefined;
  }

  function replaceStale(): void {
    if (waiting === undefined || running === undefined) return;
    end();
    start();
  }

  return {
    ask(question) {
      count += 1;
      waiting = { ...question, id: count };
      if (worker === undefined) start();
      else if (running === undefined) send();
      else {
        clearTimeout(staleTimer);
        staleTimer = window.setTimeout(replaceStale, Math.max(0, running.startMs + staleMs - performance.now()));
      }
    },
  };
}
