import { type RailroadDiagram, railroadMeasures, railroadSteps } from "../../core/pattern/index.ts";

/** A diagram as the page needs it, so that it can show one without knowing how they are made. */
export interface DrawnRailroad {
  readonly width: number;
  readonly height: number;
  /** The same for those who cannot see it. */
  readonly words: string;
  /** Lines as SVG path data. */
  readonly paths: readonly string[];
  readonly boxes: readonly DrawnBox[];
  readonly labels: RailroadDiagram["labels"];
}

/** A box of a diagram with its rows of text, each at its base line. */
export interface DrawnBox {
  readonly kind: RailroadDiagram["boxes"][number]["kind"];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly rows: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** The end of the last row that says how often. */
  readonly count?: string;
}

/** A diagram with its corners rounded and its texts placed. */
export function drawnRailroad({ width, height, words, lines, boxes, labels }: RailroadDiagram): DrawnRailroad {
  return { width, height, words, paths: lines.map(pathOf), boxes: boxes.map(drawnBox), labels };
}

function pathOf(line: RailroadDiagram["lines"][number]): string {
  return railroadSteps(line)
    .map((one) =>
      one.step === "Q" ? `Q${one.corner.join(" ")} ${one.to.join(" ")}` : `${one.step}${one.to.join(" ")}`,
    )
    .join("");
}

function drawnBox({ kind, x, y, width, height, text, count }: RailroadDiagram["boxes"][number]): DrawnBox {
  const { boxFontSize, boxRowHeight } = railroadMeasures;
  const rows = text.split("\n");
  // Rows stand centred in the box; a base line is a third of the letters' size below its row's middle.
  const first = y + height / 2 - ((rows.length - 1) * boxRowHeight) / 2 + boxFontSize / 3;
  return {
    kind,
    x,
    y,
    width,
    height,
    radius: kind === "literal" ? Math.min(height, boxRowHeight + 12) / 2 : 4,
    rows: rows.map((row, index) => ({ text: row, x: x + width / 2, y: first + index * boxRowHeight })),
    ...(count === undefined ? {} : { count }),
  };
}
