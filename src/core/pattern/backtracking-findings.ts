import type { Finding } from "../index.ts";
import { characterOf } from "./language.ts";
import { followWorst, searchPaths, type WorstPath } from "./path-search.ts";
import { createPathStepper, type PathStepper } from "./path-step.ts";
import type { PatternMeaning } from "./pattern.ts";
import type { SourceRange } from "./pattern-syntax.ts";

/** Up to so many ways at once a backtracking engine stays fast. */
const safeWayCount = 64;
/** More ways than this are more than a longer text makes of a harmless pattern. */
const exponentialWayCount = 1000;

/**
 * How much work a backtracking engine may have with a pattern: in how many ways it can match the beginning of one text.
 * When the rest of the text does not match, it tries them all. Nothing when at most 64 ways are proved for every
 * beginning of any length; S001 for more than 1,000 ways and S002 for more than 64, both within `prefixLengthMax`
 * characters or with the length that it takes, and `witness` is a text on which an engine spends that time; S004 when
 * the limits of the search were reached before it knew.
 */
export function backtrackingFindings(meaning: PatternMeaning): readonly Finding[] {
  const stepper = createPathStepper(meaning.automaton);
  const search = searchPaths(stepper, { safe: safeWayCount, enough: exponentialWayCount });
  const { worst, isProved } = search;
  if (worst.state.wayCount <= safeWayCount && isProved) return [];
  const attack = followWorst(
    stepper,
    worst.state.wayCount > safeWayCount ? worst : { codes: [], state: stepper.start },
  );
  if (attack.state.wayCount <= safeWayCount) return [undecided(meaning)];
  return [slow(meaning, stepper, attack)];
}

function slow(meaning: PatternMeaning, stepper: PathStepper, attack: WorstPath): Finding {
  const { state, codes } = attack;
  const isExponential = state.wayCount > exponentialWayCount;
  const failing = stepper.failingCode(state);
  const witness = [...codes, ...(failing === undefined ? [] : [failing])].map(characterOf).join("");
  const ways = wayWords(state.wayCount);
  return {
    id: isExponential ? "S001" : "S002",
    level: "error",
    message: `The first ${codes.length} characters of a text can match in ${ways}; when the rest does not match, an engine that backtracks tries them all.`,
    at: placeOf(meaning, state.positions),
    measured: ways,
    required: `at most ${safeWayCount} ways`,
    witness,
    remedy:
      "Write the repeats so that each character can belong to one of them only, e.g. one repeat in place of two that stand side by side or inside each other.",
  };
}

function undecided({ source }: PatternMeaning): Finding {
  return {
    id: "S004",
    level: "error",
    message: "Whether an engine that backtracks stays fast is not proved: too many combinations of repeats.",
    at: [0, source.length],
    required: `at most ${safeWayCount} ways to match the beginning of a text`,
    remedy: "Write a shorter pattern with fewer repeats of repeats.",
  };
}

function wayWords(count: number): string {
  if (count >= 1e9) return "more than 1,000,000,000 ways";
  return `${String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",")} ways`;
}

/** From the first to the last part of the source that takes part in the ways. */
function placeOf({ automaton, source }: PatternMeaning, positions: readonly number[]): SourceRange {
  const places = positions.flatMap((position) => automaton.positions[position] ?? []).map(({ at }) => at);
  if (places.length === 0) return [0, source.length];
  return [Math.min(...places.map(([from]) => from)), Math.max(...places.map(([, to]) => to))];
}
