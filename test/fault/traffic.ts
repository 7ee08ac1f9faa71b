import type { Random } from "../../src/core/index.ts";

/** One scan as a caller sent it. */
export interface SentScan {
  readonly scanId: string;
  readonly station: string;
  readonly symbols: readonly { readonly text: string }[];
}

/** What callers saw: every scan that was answered, with the bytes of its answer. The history that a checker judges. */
export interface Journal {
  readonly answers: Map<string, { readonly scan: SentScan; readonly answer: string }>;
}

/** Sends a scan; gives the answer's bytes, or undefined when the service went away before the answer was whole. */
export async function sendScan(url: string, scan: SentScan): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/v1/scans`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(scan),
    });
    const text = await response.text();
    return response.status === 200 ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Callers that scan as fast as they are answered until the service goes away. DSNs are drawn from a small pool, so that
 * many are scanned again and at the same time; what was not answered is retried in the next round, as a line does.
 */
export class Traffic {
  readonly journal: Journal = { answers: new Map() };
  readonly #random: Random;
  readonly #dsnCount: number;
  #unanswered: SentScan[] = [];
  #scanCount = 0;

  constructor(options: { readonly random: Random; readonly dsnCount: number }) {
    this.#random = options.random;
    this.#dsnCount = options.dsnCount;
  }

  /** Runs until every caller has lost the service; resolves with how many scans were answered. */
  async run(url: string, callerCount: number): Promise<number> {
    const before = this.journal.answers.size;
    await Promise.all(Array.from({ length: callerCount }, () => this.#runCaller(url)));
    return this.journal.answers.size - before;
  }

  async #runCaller(url: string): Promise<void> {
    for (;;) {
      const scan = this.#unanswered.pop() ?? this.#newScan();
      const answer = await sendScan(url, scan);
      if (answer === undefined) {
        this.#unanswered.push(scan);
        return;
      }
      this.journal.answers.set(scan.scanId, { scan, answer });
    }
  }

  #newScan(): SentScan {
    this.#scanCount += 1;
    const text = `ON${String(this.#random.integer(0, this.#dsnCount - 1)).padStart(6, "0")}`;
    return { scanId: `scan-${this.#scanCount}`, station: "line-1", symbols: [{ text }] };
  }
}
