import { describe, expect, test } from "vitest";
import { shortestWay, type WaySearch } from "./shortest-way.ts";

/** From 0 on, one node after the other. */
function line(goal: number): WaySearch {
  return {
    start: 0,
    nodeCount: 1_000,
    moves: (node, visit) => visit(node + 1, node * 10),
    isGoal: (node) => node === goal,
  };
}

describe("shortestWay", () => {
  test("gives the nodes and the labels between them", () => {
    expect(shortestWay(line(3))).toEqual({ kind: "way", nodes: [0, 1, 2, 3], labels: [0, 10, 20] });
    expect(shortestWay(line(0))).toEqual({ kind: "way", nodes: [0], labels: [] });
  });

  test("takes of several ways the shortest, and of equally short ones the first named", () => {
    const moves: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 3], 1: [4], 2: [5], 3: [5], 4: [5] };
    const way = shortestWay({
      start: 0,
      nodeCount: 6,
      moves: (node, visit) => {
        for (const next of moves[node] ?? []) visit(next, next);
      },
      isGoal: (node) => node === 5,
    });
    expect(way).toEqual({ kind: "way", nodes: [0, 2, 5], labels: [2, 5] });
  });

  test("says none where every node was looked at", () => {
    expect(shortestWay({ start: 0, nodeCount: 1, moves: () => {}, isGoal: () => false })).toEqual({ kind: "none" });
  });

  test("takes its steps off a budget that many searches share, and ends where that is used up", () => {
    const budget = { stepsLeft: 100 };
    expect(shortestWay(line(59), budget).kind).toBe("way");
    expect(budget.stepsLeft).toBe(40);
    expect(shortestWay(line(59), budget)).toEqual({ kind: "limit" });
    expect(budget.stepsLeft).toBeLessThanOrEqual(0);
  });
});
