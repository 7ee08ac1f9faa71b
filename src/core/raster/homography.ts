import type { Point, Quad } from "../symbol/index.ts";

/**
 * A plane projective map, row by row: (x, y) goes to (a x + b y + c, d x + e y + f) / (g x + h y + i). Points are
 * continuous image coordinates: pixel (0, 0) covers the square from (0, 0) to (1, 1).
 */
export type Homography = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
];

/** The map that leaves every point where it is. */
export const identityHomography: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** The map that takes four points to four points; undefined when three of either lie exactly on a line. */
export function homographyBetween(from: Quad, to: Quad): Homography | undefined {
  if (hasThreeOnALine(from) || hasThreeOnALine(to)) return undefined;
  const toFrom = homographyFromUnitSquare(from);
  const toTo = homographyFromUnitSquare(to);
  const back = toFrom === undefined ? undefined : invertHomography(toFrom);
  if (back === undefined || toTo === undefined) return undefined;
  return scaled(multiply(toTo, back));
}

/** Where a point goes; undefined when it goes to infinity. */
export function applyHomography(map: Homography, [x, y]: Point): Point | undefined {
  const [a, b, c, d, e, f, g, h, i] = map;
  const weight = g * x + h * y + i;
  if (weight === 0) return undefined;
  return [(a * x + b * y + c) / weight, (d * x + e * y + f) / weight];
}

/** The map back; undefined for a map that flattens the plane. */
export function invertHomography(map: Homography): Homography | undefined {
  const [a, b, c, d, e, f, g, h, i] = map;
  const adjugate: Homography = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  const determinant = a * adjugate[0] + b * adjugate[3] + c * adjugate[6];
  if (determinant === 0 || !Number.isFinite(determinant)) return undefined;
  return scaled(adjugate);
}

/**
 * The map from (0,0) (1,0) (1,1) (0,1) to the four corners, in closed form (P. Heckbert, "Fundamentals of Texture
 * Mapping and Image Warping", 1989, section 2.2.3); undefined when it has no finite map.
 */
function homographyFromUnitSquare([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Homography | undefined {
  const sumX = x0 - x1 + x2 - x3;
  const sumY = y0 - y1 + y2 - y3;
  const [dx1, dy1, dx2, dy2] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const area = dx1 * dy2 - dx2 * dy1;
  if (area === 0) return undefined;
  const g = (sumX * dy2 - dx2 * sumY) / area;
  const h = (dx1 * sumY - sumX * dy1) / area;
  const map: Homography = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
  return map.every(Number.isFinite) ? map : undefined;
}

function hasThreeOnALine([first, second, third, fourth]: Quad): boolean {
  const areas = [
    doubleArea(first, second, third),
    doubleArea(first, second, fourth),
    doubleArea(first, third, fourth),
    doubleArea(second, third, fourth),
  ];
  return areas.includes(0);
}

function doubleArea(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
}

function multiply(left: Homography, right: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = left;
  const [j, k, l, m, n, o, p, q, r] = right;
  return [
    a * j + b * m + c * p,
    a * k + b * n + c * q,
    a * l + b * o + c * r,
    d * j + e * m + f * p,
    d * k + e * n + f * q,
    d * l + e * o + f * r,
    g * j + h * m + i * p,
    g * k + h * n + i * q,
    g * l + h * o + i * r,
  ];
}

/** The same map with its largest number at 1, so that long chains neither overflow nor vanish. */
function scaled(map: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = map;
  const largest = Math.max(...map.map(Math.abs));
  return [
    a / largest,
    b / largest,
    c / largest,
    d / largest,
    e / largest,
    f / largest,
    g / largest,
    h / largest,
    i / largest,
  ];
}
