import type { Catalog } from "../catalog/index.ts";
import { bareTexts } from "./bare-texts.ts";
import type { Reason } from "./box-judgement.ts";
import { reason } from "./reason.ts";
import { type BoxSymbol, type SerialCandidate, serialCandidates } from "./serial-candidates.ts";

/** A serial that a text holds beside what a reader put around it. */
export interface DisguisedCandidate extends SerialCandidate {
  /** The text as it was read. */
  readonly readText: string;
}

/**
 * The texts that are no serials but hold one, other than the plain candidates of the box, beside a reader's artefact; each
 * serial once, in ASCII order. A copy of a plain candidate is none: it says nothing new.
 */
export function disguisedCandidates(
  catalog: Catalog,
  symbols: readonly BoxSymbol[],
  plain: readonly SerialCandidate[],
): readonly DisguisedCandidate[] {
  const plainTexts = new Set(plain.map(({ text }) => text));
  const readTexts = new Map<string, string>();
  for (const readText of [...new Set(symbols.map(({ text }) => text))].sort()) {
    if (plainTexts.has(readText)) continue;
    for (const bare of bareTexts(readText)) {
      if (!plainTexts.has(bare) && !readTexts.has(bare)) readTexts.set(bare, readText);
    }
  }
  const bareSymbols = [...readTexts.keys()].map((text) => ({ text }));
  return serialCandidates(catalog, bareSymbols).map((candidate) => {
    return { ...candidate, readText: readTexts.get(candidate.text) ?? candidate.text };
  });
}

/** That a serial hides on the box: the first, and how many there are; [] for none. */
export function disguisedReasons(candidates: readonly DisguisedCandidate[]): readonly Reason[] {
  const [first] = candidates;
  if (first === undefined) return [];
  const { readText, text } = first;
  const deviceModel = first.deviceModels[0] ?? "";
  const more = candidates.length > 1 ? ` The box carries ${candidates.length} such texts.` : "";
  // Cut: the artefact may be longer than the serial.
  const message = `${JSON.stringify(readText.slice(0, 64))} is no serial as it was read, but ${text} in it is one of ${deviceModel}.${more} Set the reader to send nothing but what is encoded, or take the second serial off the box.`;
  return [
    reason("disguised-candidate", { text: readText, serial: text, deviceModel, count: candidates.length }, message),
  ];
}
