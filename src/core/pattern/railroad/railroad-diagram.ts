/** A place in a drawing: to the right and down, in whole units. */
export type RailroadPoint = readonly [x: number, y: number];

/** A line through its points; writers round its corners. */
export interface RailroadLine {
  readonly points: readonly RailroadPoint[];
}

/** A box on the line. */
export interface RailroadBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A fixed text, one character of a class as often as it says, or one of several texts. */
  readonly kind: "literal" | "class" | "group";
  /** In fixed-width letters, centred; rows are separated by line feeds. */
  readonly text: string;
  /** The end of the text that says how often, e.g. `× 6`, to be set apart; in one row with what is before it or alone. */
  readonly count?: string;
}

/** Words beside a line, centred over `x`, standing on `y`. */
export interface RailroadLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/**
 * A pattern drawn: whoever follows the line from the left end to the right end, never turning back sharply, reads one
 * serial. All places are whole units; a writer scales them.
 */
export interface RailroadDiagram {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly RailroadLine[];
  readonly boxes: readonly RailroadBox[];
  readonly labels: readonly RailroadLabel[];
  /** The same for those who cannot see it, e.g. `BL1, then 0–9 × 4`. */
  readonly words: string;
}

/** How large the letters are in the units of a drawing; a fixed-width font may be up to two thirds as wide as high. */
export const railroadMeasures = {
  boxFontSize: 12,
  boxRowHeight: 16,
  labelFontSize: 11,
  cornerRadius: 8,
} as const;

/** One step of a line whose corners are rounded: move, straight line, or a curve by its corner. */
export type RailroadStep =
  | { readonly step: "M" | "L"; readonly to: RailroadPoint }
  | { readonly step: "Q"; readonly corner: RailroadPoint; readonly to: RailroadPoint };

/** A line as steps for a writer, corners rounded as far as the pieces beside them are long enough. */
export function railroadSteps({ points }: RailroadLine): readonly RailroadStep[] {
  return points.flatMap((point, index): readonly RailroadStep[] => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined) return [{ step: "M", to: point }];
    if (after === undefined) return [{ step: "L", to: point }];
    const radius = Math.min(railroadMeasures.cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
    return [
      { step: "L", to: towards(point, before, radius) },
      { step: "Q", corner: point, to: towards(point, after, radius) },
    ];
  });
}

function distance(a: RailroadPoint, b: RailroadPoint): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function towards(from: RailroadPoint, to: RailroadPoint, length: number): RailroadPoint {
  return [from[0] + Math.sign(to[0] - from[0]) * length, from[1] + Math.sign(to[1] - from[1]) * length];
}
