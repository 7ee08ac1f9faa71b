import { BoxproofError } from "../core/index.ts";

/** Lets a few pieces of work run at once and a bounded number wait, first come, first served. */
export interface Gate {
  /**
   * Runs `work` when there is room. Throws ERR_OVERLOADED when too many wait already, ERR_SHUTTING_DOWN when the gate
   * is closed or gets closed before it starts.
   */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Turns away what waits, and resolves when all that runs is done. */
  close(): Promise<void>;
}

/** What waits at a gate. */
interface Waiting {
  start(): void;
  turnAway(error: BoxproofError): void;
}

/** A gate for `width` at once with at most `waitingMax` waiting. */
export function createGate({ width, waitingMax }: { readonly width: number; readonly waitingMax: number }): Gate {
  const waiting: Waiting[] = [];
  let places = width;
  let closed = false;
  let allDone = () => {};

  async function enter(): Promise<void> {
    if (closed) throw shuttingDown();
    if (places > 0) {
      places -= 1;
      return;
    }
    if (waiting.length >= waitingMax) throw overloaded(waitingMax);
    await new Promise<void>((start, turnAway) => waiting.push({ start, turnAway }));
  }

  // The place goes straight to the next in line; freed first, a newcomer could take it.
  function leave(): void {
    const next = waiting.shift();
    if (next !== undefined) {
      next.start();
      return;
    }
    places += 1;
    if (places === width) allDone();
  }

  return {
    async pass(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async close() {
      closed = true;
      for (const { turnAway } of waiting.splice(0)) turnAway(shuttingDown());
      if (places === width) return;
      await new Promise<void>((resolve) => {
        const before = allDone;
        allDone = () => {
          before();
          resolve();
        };
      });
    },
  };
}

function overloaded(waitingMax: number): BoxproofError {
  return new BoxproofError("ERR_OVERLOADED", `${waitingMax} images are waiting to be read already.`, {
    remedy: "Send it again a little later.",
  });
}

function shuttingDown(): BoxproofError {
  return new BoxproofError("ERR_SHUTTING_DOWN", "The reader is closing; the image was not read.");
}
