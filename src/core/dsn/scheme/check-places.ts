import { assert, defined } from "../../index.ts";
import { deadState, type Language, nextState, startState } from "../../pattern/index.ts";
import { type SchemeAutomaton, type SchemeState, schemeAutomaton } from "./scheme-automaton.ts";
import type { CheckAlgorithm, SerialScheme } from "./serial-scheme.ts";

/** Most pairs of states that are looked at: about a second. A scheme with one check has hardly a tenth of that. */
const pairCountMax = 20_000;

/** What stands where a scheme has a check character, and what of that a pattern takes there. */
export interface CheckPlace {
  /** Index of the part in the scheme. */
  readonly part: number;
  readonly algorithm: CheckAlgorithm;
  /** Every character that stands there in some serial that the pattern has taken so far, in ASCII order. */
  readonly characters: string;
  /** Those at which the pattern cannot go on, each with a serial that it therefore refuses. */
  readonly refused: readonly { readonly character: string; readonly serial: string }[];
}

/** The check characters of a scheme against a pattern; undefined when there are too many combinations to look at. */
export function checkPlaces(
  scheme: SerialScheme,
  { language }: { readonly language: Language },
): readonly CheckPlace[] | undefined {
  const automaton = schemeAutomaton(scheme);
  const visits = everyVisit(automaton, language);
  if (visits === undefined) return undefined;
  return automaton.checkParts.map((part) => {
    const own = defined(scheme.parts[part], "a check is one of the parts");
    assert(own.kind === "check", "the automaton names the parts that are checks");
    const here = visits.steps.filter((step) => step.part === part && restOf(automaton, step.to) !== undefined);
    const codes = [...new Set(here.map(({ code }) => code))].sort((a, b) => a - b);
    const refused = codes.flatMap((code) => {
      const step = here.find((one) => one.code === code && !one.isTaken);
      if (step === undefined) return [];
      const character = String.fromCharCode(code);
      return [{ character, serial: visits.before(step.visit) + character + (restOf(automaton, step.to) ?? "") }];
    });
    return { part, algorithm: own.algorithm, characters: String.fromCharCode(...codes), refused };
  });
}

/** One check character read: where, which, and whether the pattern can go on behind it. */
interface CheckStep {
  readonly part: number;
  readonly code: number;
  readonly isTaken: boolean;
  readonly visit: number;
  readonly to: SchemeState;
}

interface Visit {
  readonly state: SchemeState;
  readonly patternState: number;
  readonly from: number;
  readonly code: number;
}

/** Breadth first through what scheme and pattern can have read together, so that the serials are short. */
function everyVisit(automaton: SchemeAutomaton, language: Language) {
  const visits: Visit[] = [{ state: automaton.start, patternState: startState, from: -1, code: 0 }];
  const seen = new Set<string>();
  const steps: CheckStep[] = [];
  for (let visit = 0; visit < visits.length; visit += 1) {
    const { state, patternState } = defined(visits[visit], "a visit of the list");
    const { part, check } = defined(automaton.layout.places[state.place], "a place of the layout");
    for (const code of automaton.codes ?? []) {
      const to = automaton.step(state, code);
      if (to === undefined) continue;
      const next = nextState(language, patternState, code);
      if (check !== undefined) steps.push({ part, code, isTaken: next !== deadState, visit, to });
      const key = `${automaton.key(to)} ${next}`;
      if (next === deadState || seen.has(key)) continue;
      seen.add(key);
      visits.push({ state: to, patternState: next, from: visit, code });
    }
    if (visits.length > pairCountMax) return undefined;
  }
  return { steps, before: (visit: number) => textBefore(visits, visit) };
}

function textBefore(visits: readonly Visit[], index: number): string {
  const visit = visits[index];
  if (visit === undefined || visit.from < 0) return "";
  return textBefore(visits, visit.from) + String.fromCharCode(visit.code);
}

/** The rest of a serial, the first in ASCII order; undefined where mod 43 leaves none. */
function restOf(automaton: SchemeAutomaton, state: SchemeState): string | undefined {
  if (automaton.accepts(state)) return "";
  for (const code of automaton.codes ?? []) {
    const to = automaton.step(state, code);
    const rest = to === undefined ? undefined : restOf(automaton, to);
    if (rest !== undefined) return String.fromCharCode(code) + rest;
  }
  return undefined;
}
