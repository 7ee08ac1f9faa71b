import { keptAnswer } from "./counted-work.ts";

/** What is known of a text that was read before. */
export interface RememberedPatterns<Result> {
  /** The result of an earlier reading of the same text; otherwise `read` answers, and is remembered. */
  of(source: string, read: () => Result): Result;
  /** The weights of everything that is remembered, together. */
  readonly weight: number;
}

/**
 * Remembers results by their source, up to a sum of weights; the one that was asked for longest ago is forgotten first.
 * A catalog's pattern is asked for by its loading, by each proof and by each line, and many models have the same one.
 */
export function rememberPatterns<Result>(
  weightOf: (source: string, result: Result) => number,
  weightMax: number,
): RememberedPatterns<Result> {
  const known = new Map<string, { readonly again: () => Result; readonly weight: number }>();
  let sum = 0;
  const forget = (source: string) => {
    sum -= known.get(source)?.weight ?? 0;
    known.delete(source);
  };
  return {
    of(source, read) {
      const entry = known.get(source);
      const again = entry === undefined ? keptAnswer(read) : entry.again;
      const result = again();
      const weight = entry?.weight ?? weightOf(source, result);
      forget(source);
      if (weight > weightMax) return result;
      known.set(source, { again, weight });
      sum += weight;
      for (const oldest of known.keys()) {
        if (sum <= weightMax) break;
        forget(oldest);
      }
      return result;
    },
    get weight() {
      return sum;
    },
  };
}
