import type { CurveStep, OutlineStep } from "./fonts.ts";
import type { OneBitRaster } from "./one-bit-raster.ts";

/** Sub-samples of a dot on each axis; a dot is black when at least half of its samples are inside. */
const samples = 4;
/** Straight pieces of a curve. At 600 dpi a piece of a 16-point letter is then about a dot long. */
const curvePieces = 12;
/** Coordinates are whole 1/256 dots from here on, so that every machine rounds alike. */
const unit = 256;

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

/** Fills an outline (in dots, y down) by the non-zero rule into a one-bit raster. */
export function fillOutline(raster: OneBitRaster, outline: readonly OutlineStep[]): void {
  const segments = segmentsOf(outline);
  if (segments.length === 0) return;
  const top = Math.max(0, Math.floor(Math.min(...segments.map(([, y0, , y1]) => Math.min(y0, y1))) / unit));
  const bottom = Math.min(
    raster.height,
    Math.ceil(Math.max(...segments.map(([, y0, , y1]) => Math.max(y0, y1))) / unit),
  );
  const coverage = new Uint8Array(raster.width);
  const rows = segmentsByRow(segments, top, bottom);
  for (let y = top; y < bottom; y += 1) fillRow(raster, y, rows[y - top] ?? [], coverage);
}

function fillRow(raster: OneBitRaster, y: number, segments: readonly Segment[], coverage: Uint8Array): void {
  let left = raster.width;
  let right = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const spans = spansAt(segments, y * unit + ((2 * sample + 1) * unit) / (2 * samples));
    for (const [from, to] of spans) {
      const first = sampleAfter(from);
      const last = sampleAfter(to);
      for (let x = Math.max(0, first); x < last; x += 1) {
        const dot = Math.floor(x / samples);
        if (dot >= raster.width) break;
        coverage[dot] = (coverage[dot] ?? 0) + 1;
        left = Math.min(left, dot);
        right = Math.max(right, dot + 1);
      }
    }
  }
  for (let x = left; x < right; x += 1) {
    if ((coverage[x] ?? 0) * 2 >= samples * samples) raster.bits[y * raster.width + x] = 1;
  }
  coverage.fill(0, left, right);
}

/** Index of the first sample whose middle is not left of a coordinate. */
function sampleAfter(x: number): number {
  return Math.ceil((x * samples) / unit - 0.5);
}

/** Where a horizontal line is inside the outline: spans between non-zero winding. */
function spansAt(segments: readonly Segment[], y: number): readonly (readonly [number, number])[] {
  const crossings: { x: number; winding: number }[] = [];
  for (const [x0, y0, x1, y1] of segments) {
    const isDown = y0 <= y && y < y1;
    const isUp = y1 <= y && y < y0;
    if (!isDown && !isUp) continue;
    crossings.push({ x: x0 + ((y - y0) * (x1 - x0)) / (y1 - y0), winding: isDown ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: (readonly [number, number])[] = [];
  let winding = 0;
  let from = 0;
  for (const crossing of crossings) {
    if (winding === 0) from = crossing.x;
    winding += crossing.winding;
    if (winding === 0) spans.push([from, crossing.x]);
  }
  return spans;
}

function segmentsByRow(segments: readonly Segment[], top: number, bottom: number): readonly (readonly Segment[])[] {
  const rows: Segment[][] = Array.from({ length: Math.max(0, bottom - top) }, () => []);
  for (const segment of segments) {
    const from = Math.floor(Math.min(segment[1], segment[3]) / unit);
    const to = Math.floor(Math.max(segment[1], segment[3]) / unit);
    for (let y = Math.max(top, from); y <= Math.min(bottom - 1, to); y += 1) rows[y - top]?.push(segment);
  }
  return rows;
}

function segmentsOf(outline: readonly OutlineStep[]): readonly Segment[] {
  const segments: Segment[] = [];
  let start: readonly [number, number] = [0, 0];
  let pen: readonly [number, number] = [0, 0];
  const lineTo = (x: number, y: number) => {
    const to = [Math.round(x * unit), Math.round(y * unit)] as const;
    if (to[1] !== pen[1]) segments.push([...pen, ...to]);
    pen = to;
  };
  for (const step of outline) {
    if (step.step === "Z") {
      lineTo(start[0] / unit, start[1] / unit);
    } else if (step.step === "M") {
      start = [Math.round(step.points[0] * unit), Math.round(step.points[1] * unit)];
      pen = start;
    } else if (step.step === "L") {
      lineTo(...step.points);
    } else {
      const from = [pen[0] / unit, pen[1] / unit] as const;
      for (let piece = 1; piece <= curvePieces; piece += 1) lineTo(...pointOn(step, from, piece / curvePieces));
    }
  }
  return segments;
}

function pointOn(step: CurveStep, from: readonly [number, number], t: number): readonly [number, number] {
  const s = 1 - t;
  if (step.step === "Q") {
    const [x1, y1, x, y] = step.points;
    return [s * s * from[0] + 2 * s * t * x1 + t * t * x, s * s * from[1] + 2 * s * t * y1 + t * t * y];
  }
  const [x1, y1, x2, y2, x, y] = step.points;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * from[0] + b * x1 + c * x2 + d * x, a * from[1] + b * y1 + c * y2 + d * y];
}
