import { countWords, grouped } from "../../core/index.ts";

/** `1 model`, `2 models`, `1,000 models`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

const scales = [
  [12, "trillion"],
  [9, "billion"],
  [6, "million"],
] as const;

/**
 * A count of serials for people: grouped digits, in words from a million on, about so many where even those would be too
 * long. `infinite` and other words stay as they are.
 */
export function capacityWords(capacity: string): string {
  if (!/^[0-9]+$/.test(capacity)) return capacity;
  const words = countWords(BigInt(capacity));
  const scale = scales.find(([zeros]) => capacity.length > zeros);
  if (scale === undefined || capacity.length > 15) return words;
  const [zeros, word] = scale;
  const head = capacity.slice(0, -zeros);
  const tenth = capacity.slice(-zeros, -zeros + 1);
  // No line breaks between the number and its word.
  return `${words} (${head.length < 3 && tenth !== "0" ? `${head}.${tenth}` : head}\u00a0${word})`;
}

/** `7.4 ms`, `340 ms`, `2.2 s`. */
export function durationWords(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** `11`, `10 to 12`, `10 or more`, `none`. */
export function lengthWords([min, max]: readonly [number | null, number | null]): string {
  if (min === null) return "none";
  if (max === null) return `${min} or more`;
  return min === max ? String(min) : `${min} to ${max}`;
}
