import { positionAutomaton, positionCountOf } from "./language/position-automaton.ts";
import { stateTable } from "./language/state-table.ts";
import type { PatternMeaning } from "./pattern.ts";
import type { PatternNode } from "./syntax/pattern-syntax.ts";

/** Most single-character places of a pattern whose repeats are written out. Languages may have more. */
const patternPositionMax = 2000;
/** Most states of a pattern: so many are proved within a second, of all kinds of proofs. Languages may have more. */
const patternStateMax = 10_000;

/** A tree's automata, or the limit that stood in their way, as a sentence without its full stop. */
export type MeaningResult =
  | { readonly ok: true; readonly meaning: PatternMeaning }
  | { readonly ok: false; readonly limit: string };

/** Writes the repeats out and makes both automata, within limits of places, states and steps. */
export function patternMeaning(source: string, tree: PatternNode): MeaningResult {
  const positionCount = positionCountOf(tree);
  if (positionCount > patternPositionMax) {
    const limit = `The pattern has ${positionCount} places once its repeats are written out; at most ${patternPositionMax} can be proved`;
    return { ok: false, limit };
  }
  const automaton = positionAutomaton(tree);
  const language = automaton === undefined ? undefined : stateTable(automaton);
  const isWithin = language !== undefined && language.stateCount <= patternStateMax;
  if (automaton !== undefined && isWithin) return { ok: true, meaning: { source, tree, automaton, language } };
  return { ok: false, limit: "The repeats of the pattern overlap each other in too many ways for a proof" };
}

/** How much memory a meaning takes, and about how much work its proofs are: in states of an automaton. */
export function meaningWeight({ automaton, language }: PatternMeaning): number {
  const links = automaton.follow.reduce((sum, followers) => sum + followers.length, 0);
  return language.stateCount + Math.ceil(links / linksOfState);
}

/** So many links between positions count as a state. */
const linksOfState = 16;
