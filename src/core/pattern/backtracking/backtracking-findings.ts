import type { Finding } from "../../index.ts";
import { characterOf } from "../language/language.ts";
import type { PatternMeaning } from "../pattern.ts";
import { placeOfWays } from "./path-place.ts";
import { followWorst, searchPaths, type WayBounds, type WorstPath } from "./path-search.ts";
import { createPathStepper, type PathStepper } from "./path-step.ts";

/**
 * Up to 64 ways at once a backtracking engine stays fast; more than 1,000 are more than a longer text makes of a harmless
 * pattern.
 */
const bounds: WayBounds = { safe: 64, enough: 1000 };

/**
 * How much work a backtracking engine may have with a pattern: in how many ways it can match the beginning of one text.
 * When the rest of the text does not match, it tries them all. Nothing when at most 64 ways are proved for every
 * beginning of any length; S001 for more than 1,000 ways and S002 for more than 64, both within 64
 * characters or with the length that it takes, and `witness` is a text on which an engine spends that time; S004 when
 * the limits of the search were reached before it knew.
 */
export function backtrackingFindings(meaning: PatternMeaning): readonly Finding[] {
  const stepper = createPathStepper(meaning.automaton);
  // Most bad patterns show it at once; the proof has to look at everything.
  const guess = followWorst(stepper, { codes: [], state: stepper.start }, bounds);
  if (guess.state.wayCount > bounds.safe) return [slow(meaning, stepper, guess)];
  const { worst, isProved } = searchPaths(stepper, bounds);
  if (worst.state.wayCount > bounds.safe) return [slow(meaning, stepper, followWorst(stepper, worst, bounds))];
  return isProved ? [] : [undecided(meaning)];
}

function slow(meaning: PatternMeaning, stepper: PathStepper, attack: WorstPath): Finding {
  const { state, codes } = attack;
  const isGrave = state.wayCount > bounds.enough;
  const failing = stepper.failingCode(state);
  const witness = [...codes, ...(failing === undefined ? [] : [failing])].map(characterOf).join("");
  const ways = wayWords(state.wayCount);
  return {
    id: isGrave ? "S001" : "S002",
    level: "error",
    message: `An engine that backtracks can match the first ${codes.length} characters of a text in ${ways}, more than ${isGrave ? "1,000" : bounds.safe}, and tries them all when the rest does not match.`,
    at: placeOfWays(meaning, stepper, codes),
    measured: ways,
    required: `at most ${bounds.safe} ways`,
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
    required: `at most ${bounds.safe} ways to match the beginning of a text`,
    remedy: "Write a shorter pattern with fewer repeats of repeats.",
  };
}

function wayWords(count: number): string {
  if (count >= 1e9) return "more than 1,000,000,000 ways";
  return `${String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",")} ways`;
}
