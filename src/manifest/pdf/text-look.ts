/** How a text looks: font of the press, size in points, grey from 0 (black) to 1. */
export interface TextLook {
  readonly font: "sans" | "sans-medium" | "sans-bold" | "mono" | "mono-bold";
  readonly sizePt: number;
  readonly grey?: number;
}
