import type { ProveAnswer, ProveRequest, WorkerMessage } from "./prover-message.ts";

/** A proof that is no longer wanted may run on for this time; then its worker is replaced. */
const staleMs = 300;
/** A proof that takes longer is given up. */
const giveUpMs = 10_000;
const giveUpSentence = `No proof within ${giveUpMs / 1000} s: stopped. Write fewer repeats of repeats.`;

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
  readonly giveUpTimer: number;
}

/** A client of workers that `startWorker` starts. A worker stuck with a stale question is ended and replaced. */
export function createProverClient(startWorker: () => Worker, events: ProverEvents): ProverClient {
  let line: WorkerLine | undefined;
  let waiting: ProveRequest | undefined;
  let running: Running | undefined;
  let staleTimer = 0;
  let count = 0;

  function open(): void {
    line = openLine(startWorker, { onReady: send, onAnswer: hear, onBroken: (message) => end(message) });
  }
  /** Ends the worker with whatever it is doing; with a message, tells the page why. */
  function end(message?: string): void {
    line?.close();
    line = undefined;
    settle();
    if (message !== undefined) events.onFailure(message);
  }
  function settle(): void {
    clearTimeout(running?.giveUpTimer);
    clearTimeout(staleTimer);
    running = undefined;
  }
  function hear(message: Exclude<WorkerMessage, { readonly kind: "ready" }>): void {
    if (message.id !== running?.id) return;
    settle();
    if (waiting !== undefined) send();
    else if (message.kind === "answer") events.onAnswer(message.answer);
    else events.onFailure(`The prover failed on this pattern: ${message.message}`);
  }
  function send(): void {
    if (waiting === undefined || running !== undefined || line?.isReady() !== true) return;
    const giveUpTimer = window.setTimeout(() => end(giveUpSentence), giveUpMs);
    running = { id: waiting.id, startMs: performance.now(), giveUpTimer };
    line.post(waiting);
    waiting = undefined;
  }
  function replaceStale(): void {
    end();
    open();
  }

  return {
    ask(question) {
      count += 1;
      waiting = { ...question, id: count };
      if (line === undefined) open();
      else if (running === undefined) send();
      else {
        clearTimeout(staleTimer);
        staleTimer = window.setTimeout(replaceStale, Math.max(0, running.startMs + staleMs - performance.now()));
      }
    },
  };
}

/** A worker as the client sees it. */
interface WorkerLine {
  /** True once the worker has loaded all its modules. */
  isReady(): boolean;
  post(request: ProveRequest): void;
  /** Nothing is heard of it any more. */
  close(): void;
}

function openLine(
  startWorker: () => Worker,
  heard: {
    onReady(): void;
    onAnswer(message: Exclude<WorkerMessage, { readonly kind: "ready" }>): void;
    onBroken(message: string): void;
  },
): WorkerLine {
  const worker = startWorker();
  let isReady = false;
  let isClosed = false;
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
    if (isClosed) return;
    if (data.kind !== "ready") {
      heard.onAnswer(data);
      return;
    }
    isReady = true;
    heard.onReady();
  });
  worker.addEventListener("error", ({ message }) => {
    if (!isClosed) heard.onBroken(`The prover cannot run in this browser${message ? `: ${message}` : "."}`);
  });
  return {
    isReady: () => isReady,
    post: (request) => worker.postMessage(request),
    close() {
      isClosed = true;
      worker.terminate();
    },
  };
}
