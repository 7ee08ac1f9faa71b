import type { PatternMeaning } from "../pattern.ts";
import type { PatternNode } from "../syntax/pattern-syntax.ts";
import type { SourceRange } from "../syntax/source-range.ts";
import type { PathState, PathStepper } from "./path-step.ts";

/**
 * The part of the source in which the ways multiply while an engine takes these characters: the smallest run of items,
 * or the outermost repeat, that holds every place that is part of them.
 */
export function placeOfWays(meaning: PatternMeaning, stepper: PathStepper, codes: readonly number[]): SourceRange {
  const states = [stepper.start];
  for (const code of codes) {
    const step = stepper.stepsFrom(states.at(-1) ?? stepper.start).find((one) => one.code === code);
    if (step !== undefined) states.push(step.state);
  }
  // Behind the most ways, the places only carry them on.
  const most = states.reduce(
    (best, { wayCount }, index) => (wayCount > (states[best]?.wayCount ?? 0) ? index : best),
    0,
  );
  const places = states.slice(0, most + 1).flatMap((state, index) => {
    if (state.wayCount <= 1) return [];
    // Several ways to one place: they part and meet again between the place before and this one.
    const before = state.positions.length === 1 ? states[index - 1] : undefined;
    return [...placesOf(meaning, state), ...(before === undefined ? [] : placesOf(meaning, before))];
  });
  if (places.length === 0) return meaning.tree.at;
  const range: SourceRange = [Math.min(...places.map(([from]) => from)), Math.max(...places.map(([, to]) => to))];
  return around(meaning.tree, range);
}

function placesOf({ automaton, tree }: PatternMeaning, state: PathState): readonly SourceRange[] {
  // Before the first character no position has been taken: the pattern's beginning stands for it.
  return state.positions.map((position) => automaton.positions[position]?.at ?? [tree.at[0], tree.at[0]]);
}

/** The smallest part of the tree around the range. */
function around(node: PatternNode, range: SourceRange): SourceRange {
  if (node.kind === "set" || node.kind === "repeat") return node.at;
  const parts = node.kind === "sequence" ? node.items : node.options;
  const touched = parts.filter(({ at }) => at[0] < range[1] && range[0] < at[1]);
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined || (node.kind === "choice" && first !== last)) return node.at;
  return first === last ? around(first, range) : [first.at[0], last.at[1]];
}
