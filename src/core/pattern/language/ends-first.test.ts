import fc from "fast-check";
import { expect, it } from "vitest";
import { endsFirst } from "./ends-first.ts";

/** For each state the states behind it; state 0 is dead, state 1 the start. */
const graphs = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });

/** By Warshall's closure: `closure[a]` has every state to which one move or more lead from `a`. */
function closureOf(graph: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const closure = graph.map((targets) => new Set(targets.filter((target) => target !== 0)));
  for (const middle of closure.keys()) {
    for (const reached of closure) if (reached.has(middle)) for (const one of closure[middle] ?? []) reached.add(one);
  }
  return closure;
}

it("orders the states that are reached from the ends of the texts, and knows those that lead to a cycle", () => {
  fc.assert(
    fc.property(graphs, ([, ...rows]) => {
      const graph = [[], ...rows];
      const firstMove = Int32Array.from([0, ...graph.map((_, state) => graph.slice(0, state + 1).flat().length)]);
      const { order, endless } = endsFirst({ stateCount: 8, firstMove, targets: Int32Array.from(graph.flat()) });
      const closure = closureOf(graph);
      const reached = new Set([0, 1, ...(closure[1] ?? [])]);
      expect(order[0]).toBe(0);
      expect([...order].sort()).toEqual([...reached].sort());
      const onCycle = [...closure.keys()].filter((state) => closure[state]?.has(state));
      for (const [place, state] of order.entries()) {
        const ahead = closure[state] ?? new Set();
        expect(endless[state]).toBe(onCycle.some((one) => one === state || ahead.has(one)) ? 1 : 0);
        if (endless[state] === 1) continue;
        for (const one of ahead) expect(order.indexOf(one)).toBeLessThan(place);
      }
    }),
    { numRuns: 500 },
  );
});
