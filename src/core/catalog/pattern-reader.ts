import { beginCount, meaningWeight, measuredWork, type PatternResult, parsePattern } from "../pattern/index.ts";

/** What the patterns of one catalog may take together, each text counted once. */
export interface PatternReaderLimits {
  /** Most states of their automata: about a hundred megabytes. */
  readonly weightMax: number;
  /** Most steps of reading them: some seconds. */
  readonly stepCountMax: number;
}

/** Patterns that factories use have fewer than 100 states each, and are read in 20,000 steps. */
export const patternReaderLimits: PatternReaderLimits = { weightMax: 150_000, stepCountMax: 400_000_000 };

/** Reads the patterns of one catalog, in its order, as long as they are within limits together. */
export interface PatternReader {
  /** As `parsePattern`; undefined for a text behind the one with which the limits were passed. */
  read(source: string): PatternResult | undefined;
  /** The answer of other work with patterns, such as parsing a scheme; undefined when nothing more may be read. */
  during<Answer>(work: () => Answer): Answer | undefined;
}

/** A reader that has read nothing yet; it begins a count, so that the same texts are read on every machine, each time. */
export function createPatternReader(limits = patternReaderLimits): PatternReader {
  const known = new Map<string, PatternResult | undefined>();
  beginCount();
  let weight = 0;
  let stepCount = 0;
  const during = <Answer>(work: () => Answer): Answer | undefined => {
    if (weight > limits.weightMax || stepCount > limits.stepCountMax) return undefined;
    const measured = measuredWork(work);
    stepCount += measured.stepCount;
    return measured.answer;
  };
  return {
    during,
    read(source) {
      if (known.has(source)) return known.get(source);
      const result = during(() => parsePattern(source));
      known.set(source, result);
      const meaning = result?.ok === true ? result.pattern : result?.meaning;
      if (meaning !== undefined) weight += meaningWeight(meaning);
      return result;
    },
  };
}
