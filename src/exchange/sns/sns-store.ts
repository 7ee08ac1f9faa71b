import { BoxproofError } from "../../core/index.ts";
import type { SnsEvent } from "./sns-event.ts";

/** Where events are kept. */
export interface SnsStore {
  /**
   * Keeps the event durably, unless one of its keys is known: then nothing is done. Both in one step. Resolves only
   * when it is kept; rejects when it cannot be. Keys have to be known for as long as the verifier takes old messages.
   */
  record(event: SnsEvent): Promise<"new" | "duplicate">;
}

/** Bounds of a store in memory. */
export interface MemorySnsStoreOptions {
  /** Keys older than this may be forgotten; not shorter than the age that the verifier takes. */
  readonly retentionMs: number;
  /** Most events that are held. */
  readonly eventsMax: number;
  readonly now: () => number;
}

/**
 * A store that forgets with the process: for rehearsals and tests. When it is full of events that may not be forgotten
 * yet, it rejects with ERR_OVERLOADED, so that SNS sends again later.
 */
export function createMemorySnsStore(options: MemorySnsStoreOptions): SnsStore & { events(): readonly SnsEvent[] } {
  const held = new Set<{ readonly event: SnsEvent; readonly atMs: number }>();
  const known = new Set<string>();
  const forgetOld = (nowMs: number) => {
    for (const entry of held) {
      if (nowMs - entry.atMs <= options.retentionMs) return;
      held.delete(entry);
      for (const key of entry.event.keys) known.delete(key);
    }
  };
  return {
    async record(event) {
      forgetOld(options.now());
      if (event.keys.some((key) => known.has(key))) return "duplicate";
      if (held.size >= options.eventsMax) {
        throw new BoxproofError("ERR_OVERLOADED", `The store holds ${held.size} events that may not be forgotten yet.`);
      }
      held.add({ event, atMs: options.now() });
      for (const key of event.keys) known.add(key);
      return "new";
    },
    events: () => [...held].map((entry) => entry.event),
  };
}
