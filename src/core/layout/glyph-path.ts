import type { TextItem } from "./display-list.ts";
import type { GlyphOutlines, OutlineStep } from "./fonts.ts";
import { dotsExactly } from "./resolution.ts";

/** The outline of a whole text in dots, y down: the same steps as a glyph's, placed and scaled. */
export function textOutline(item: TextItem, glyphs: GlyphOutlines, dotsPerInch: number): readonly OutlineStep[] {
  const unitsPerEm = glyphs.measures(item.font)?.unitsPerEm ?? 1000;
  const scale = dotsExactly(item.sizeUm, dotsPerInch) / unitsPerEm;
  const steps: OutlineStep[] = [];
  let pen = 0;
  for (const shaped of glyphs.shape(item.font, item.text)) {
    const origin = item.x + pen * scale;
    for (const step of glyphs.outline(item.font, shaped.glyph)) {
      steps.push(placed(step, { x: origin, y: item.baseline, scale }));
    }
    pen += shaped.advance;
  }
  return steps;
}

function placed(
  step: OutlineStep,
  at: { readonly x: number; readonly y: number; readonly scale: number },
): OutlineStep {
  const px = (x: number) => at.x + x * at.scale;
  const py = (y: number) => at.y - y * at.scale;
  switch (step.step) {
    case "M":
    case "L":
      return { step: step.step, points: [px(step.points[0]), py(step.points[1])] };
    case "Q": {
      const [x1, y1, x, y] = step.points;
      return { step: "Q", points: [px(x1), py(y1), px(x), py(y)] };
    }
    case "C": {
      const [x1, y1, x2, y2, x, y] = step.points;
      return { step: "C", points: [px(x1), py(y1), px(x2), py(y2), px(x), py(y)] };
    }
    case "Z":
      return step;
  }
}
