import { columnCount, deadState, type Language, nextState, startState, statesFromEnds } from "../../pattern/index.ts";
import { remembered } from "../proof/remembered.ts";

/** How much a character widens a symbol, against other characters of the same text. */
type Weight = (code: number) => number;

const isDigit = (code: number) => code >= 48 && code <= 57;
const isCapital = (code: number) => code >= 65 && code <= 90;

/**
 * Weighings under which symbologies grow. Length alone: Code 39 and Code 93, where every character is as wide, so this
 * one is exact. Digits half as much: Code 128 packs pairs of digits. Digits, capitals, others: QR and Data Matrix have
 * tighter sets for digits and for capitals.
 */
const weighings: readonly Weight[] = [
  (code) => (isDigit(code) ? 100 : 101),
  (code) => (isDigit(code) ? 1 : 2),
  (code) => (isDigit(code) ? 10 : isCapital(code) ? 17 : 24),
];

/**
 * Serials whose symbols are likely the widest: for each way in which symbologies weigh characters the heaviest text of
 * the language. None for a language without end or without text. Each is a serial, so one that does not fit on a label
 * is a proof; that all of them fit is none, but for symbologies where every character is as wide.
 */
export function widestSerials(language: Language): readonly string[] {
  return widestOf(language);
}

const widestOf = remembered((language: Language): readonly string[] => {
  const order = statesFromEnds(language);
  if (order === undefined) return [];
  return [...new Set(weighings.flatMap((weight) => heaviestText(language, { order, weight }) ?? []))];
});

interface Way {
  readonly weight: number;
  /** The next character on the heaviest way; undefined where the text ends. */
  readonly code?: number;
}

function heaviestText(
  language: Language,
  { order, weight }: { readonly order: Iterable<number>; readonly weight: Weight },
): string | undefined {
  const best = new Map<number, Way>();
  for (const state of order) {
    let way: Way | undefined = language.accepting[state] === 1 ? { weight: 0 } : undefined;
    for (let code = 0; code < columnCount; code += 1) {
      const next = nextState(language, state, code);
      const rest = next === deadState ? undefined : best.get(next);
      if (rest === undefined) continue;
      const total = rest.weight + weight(code);
      if (way === undefined || total > way.weight) way = { weight: total, code };
    }
    if (way !== undefined) best.set(state, way);
  }
  return best.has(startState) ? spelled(language, best) : undefined;
}

function spelled(language: Language, best: ReadonlyMap<number, Way>): string {
  let text = "";
  let state = startState;
  for (let way = best.get(state); way?.code !== undefined; way = best.get(state)) {
    text += String.fromCharCode(way.code);
    state = nextState(language, state, way.code);
  }
  return text;
}
