/** Half-open range `[from, to)` in the source of a pattern, in UTF-16 units. */
export type SourceRange = readonly [from: number, to: number];
