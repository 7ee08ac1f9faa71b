import { type RailroadDiagram, railroadMeasures } from "../../core/pattern/index.ts";

/** A part of a drawing from one height down to another, in the drawing's units. */
export interface RailroadSlice {
  readonly from: number;
  readonly to: number;
}

/**
 * A drawing cut into slices that are at most so high, the first one at most `firstMax`: between its boxes and words, where
 * only lines that run downwards are cut. Undefined where something is higher than a slice may be.
 */
export function railroadSlices(
  diagram: RailroadDiagram,
  { firstMax, heightMax }: { readonly firstMax: number; readonly heightMax: number },
): readonly RailroadSlice[] | undefined {
  const slices: RailroadSlice[] = [];
  const taken = takenSpans(diagram);
  let from = 0;
  while (from < diagram.height) {
    const end = from + (slices.length === 0 ? firstMax : heightMax);
    const to = end >= diagram.height ? diagram.height : freeHeight(taken, from, end);
    if (to === undefined) return undefined;
    slices.push({ from, to });
    from = to;
  }
  return slices;
}

type Span = readonly [top: number, bottom: number];

/** Heights at which nothing may be cut: boxes, words, and lines across with their rounded corners. */
function takenSpans({ boxes, labels, lines }: RailroadDiagram): readonly Span[] {
  const { cornerRadius, labelFontSize } = railroadMeasures;
  return [
    ...boxes.map(({ y, height }): Span => [y - 2, y + height + 2]),
    ...labels.map(({ y }): Span => [y - labelFontSize, y + 4]),
    ...lines.flatMap(({ points }) =>
      points.flatMap(([, y], index): readonly Span[] =>
        points[index + 1]?.[1] === y ? [[y - cornerRadius / 2, y + cornerRadius / 2]] : [],
      ),
    ),
  ];
}

/** The lowest whole height above `end` and below `from` that nothing takes. */
function freeHeight(taken: readonly Span[], from: number, end: number): number | undefined {
  let height = Math.floor(end);
  while (height > from) {
    const place = height;
    const over = taken.filter(([top, bottom]) => top < place && bottom > place);
    if (over.length === 0) return height;
    height = Math.floor(Math.min(...over.map(([top]) => top)));
  }
  return undefined;
}
