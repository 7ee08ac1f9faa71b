import { assert } from "../index.ts";
import type { DotRect } from "./display-list.ts";

/** A closed loop of corners in dots; ink lies to the right of the way when y points down. */
export type Loop = readonly (readonly [x: number, y: number])[];

/**
 * The outline of rectangles that do not overlap, as loops: touching rectangles become one shape, holes run the other
 * way round, so both fill rules give the same. Corners that only touch diagonally stay apart.
 */
export function outline(rects: readonly DotRect[]): readonly Loop[] {
  const grid = gridOf(rects);
  const edges = edgesOf(grid);
  const loops: Loop[] = [];
  for (const start of edges.values()) {
    if (start.isUsed) continue;
    loops.push(follow(start, edges, grid));
  }
  return loops;
}

/** The loops with every side moved inwards by `inset` dots; loops may touch no other thing within twice that. */
export function insetLoop(loop: Loop, inset: number): Loop {
  return loop.map((corner, index) => {
    const before = loop[(index + loop.length - 1) % loop.length] ?? corner;
    const after = loop[(index + 1) % loop.length] ?? corner;
    const incoming = inward(before, corner);
    const outgoing = inward(corner, after);
    return [corner[0] + inset * (incoming[0] + outgoing[0]), corner[1] + inset * (incoming[1] + outgoing[1])] as const;
  });
}

/** Unit normal to the right of a horizontal or vertical step, y down: towards the ink. */
function inward(from: Loop[number], to: Loop[number]): readonly [x: number, y: number] {
  const dx = Math.sign(to[0] - from[0]);
  const dy = Math.sign(to[1] - from[1]);
  return [-dy, dx];
}

interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** By row and column of the grid: true where there is ink. */
  readonly isInk: (column: number, row: number) => boolean;
}

function gridOf(rects: readonly DotRect[]): Grid {
  const xs = sorted(rects.flatMap((rect) => [rect.x, rect.x + rect.width]));
  const ys = sorted(rects.flatMap((rect) => [rect.y, rect.y + rect.height]));
  const columnOf = new Map(xs.map((x, index) => [x, index]));
  const rowOf = new Map(ys.map((y, index) => [y, index]));
  const cells = new Uint8Array(xs.length * ys.length);
  for (const rect of rects) {
    const columnEnd = columnOf.get(rect.x + rect.width) ?? 0;
    const rowEnd = rowOf.get(rect.y + rect.height) ?? 0;
    for (let row = rowOf.get(rect.y) ?? 0; row < rowEnd; row += 1) {
      cells.fill(1, row * xs.length + (columnOf.get(rect.x) ?? 0), row * xs.length + columnEnd);
    }
  }
  const isInk = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < xs.length && row < ys.length && cells[row * xs.length + column] === 1;
  return { xs, ys, isInk };
}

function sorted(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** 0 right, 1 down, 2 left, 3 up. */
type Heading = 0 | 1 | 2 | 3;
const headings = [0, 1, 2, 3] as const satisfies readonly Heading[];

interface Edge {
  readonly column: number;
  readonly row: number;
  readonly heading: Heading;
  isUsed: boolean;
}

const keyOf = (column: number, row: number, heading: Heading) => `${column},${row},${heading}`;

/** Every boundary step of the grid, by its start and heading, with the ink on its right. */
function edgesOf(grid: Grid): ReadonlyMap<string, Edge> {
  const edges = new Map<string, Edge>();
  const add = (column: number, row: number, heading: Heading) =>
    edges.set(keyOf(column, row, heading), { column, row, heading, isUsed: false });
  for (let row = 0; row < grid.ys.length; row += 1) {
    for (let column = 0; column < grid.xs.length; column += 1) {
      if (!grid.isInk(column, row)) continue;
      if (!grid.isInk(column, row - 1)) add(column, row, 0);
      if (!grid.isInk(column + 1, row)) add(column + 1, row, 1);
      if (!grid.isInk(column, row + 1)) add(column + 1, row + 1, 2);
      if (!grid.isInk(column - 1, row)) add(column, row + 1, 3);
    }
  }
  return edges;
}

const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

function follow(start: Edge, edges: ReadonlyMap<string, Edge>, grid: Grid): Loop {
  const corners: (readonly [number, number])[] = [];
  let edge: Edge | undefined = start;
  let heading: Heading | undefined;
  while (edge !== undefined && !edge.isUsed) {
    edge.isUsed = true;
    if (edge.heading !== heading) corners.push(cornerOf(edge, grid));
    heading = edge.heading;
    edge = nextEdge(edge, edges);
  }
  assert(edge === start, "an outline is closed");
  // The loop may have begun in the middle of a straight side.
  if (heading === start.heading) corners.shift();
  return corners;
}

/** The edge that goes on from an edge's end: right first, so that shapes touching only at a corner stay apart. */
function nextEdge(edge: Edge, edges: ReadonlyMap<string, Edge>): Edge | undefined {
  const [dx, dy] = steps[edge.heading];
  for (const turn of [1, 0, 3]) {
    const heading = headings[(edge.heading + turn) % 4] ?? 0;
    const next = edges.get(keyOf(edge.column + dx, edge.row + dy, heading));
    if (next !== undefined) return next;
  }
  return undefined;
}

function cornerOf(edge: Edge, grid: Grid): readonly [number, number] {
  return [grid.xs[edge.column] ?? 0, grid.ys[edge.row] ?? 0];
}
