import { seenNodes } from "./seen-nodes.ts";

/** Most nodes, mostly pairs of states, that one search looks at: about a tenth of a second. */
export const pairCountMax = 200_000;

/** A graph that is known by its moves. Labels are numbers of the caller's choice. */
export interface WaySearch {
  readonly start: number;
  /** Nodes are numbers from 0 to below this one. */
  readonly nodeCount: number;
  /** Calls `visit` for each move, with the node that it leads to. */
  moves(node: number, visit: (next: number, label: number) => void): void;
  isGoal(node: number): boolean;
}

/** The nodes of a way, the start first, and the labels between them; or that there is none, or too many nodes. */
export type WayResult =
  | { readonly kind: "way"; readonly nodes: readonly number[]; readonly labels: readonly number[] }
  | { readonly kind: "none" | "limit" };

/** What many searches may do together. Each takes its steps off, one for each node that it looks at. */
export interface SearchBudget {
  stepsLeft: number;
}

/** A shortest way from the start to a goal, breadth first: of equally short ways the one whose moves were named first. */
export function shortestWay(search: WaySearch, budget: SearchBudget = { stepsLeft: pairCountMax }): WayResult {
  const nodeCountMax = Math.min(pairCountMax, budget.stepsLeft);
  const nodes = [search.start];
  const from = [-1];
  const labels = [0];
  const seen = seenNodes(search.nodeCount);
  seen.add(search.start);
  let current = 0;
  const visit = (next: number, label: number) => {
    if (!seen.add(next)) return;
    nodes.push(next);
    from.push(current);
    labels.push(label);
  };
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] ?? 0;
    budget.stepsLeft -= 1;
    if (search.isGoal(node)) return wayTo(index, { nodes, from, labels });
    current = index;
    search.moves(node, visit);
    if (nodes.length > nodeCountMax) return { kind: "limit" };
  }
  return { kind: "none" };
}

interface Visits {
  readonly nodes: readonly number[];
  readonly from: readonly number[];
  readonly labels: readonly number[];
}

function wayTo(last: number, visits: Visits): WayResult {
  const nodes: number[] = [];
  const labels: number[] = [];
  for (let index = last; index >= 0; index = visits.from[index] ?? -1) {
    nodes.unshift(visits.nodes[index] ?? 0);
    if (index > 0) labels.unshift(visits.labels[index] ?? 0);
  }
  return { kind: "way", nodes, labels };
}
