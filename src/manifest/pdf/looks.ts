import type { TextLook } from "./text-look.ts";

/** How texts of a manifest look, by what they are. */
export const looks = {
  title: { font: "sans-bold", sizePt: 20 },
  name: { font: "sans-bold", sizePt: 17 },
  heading: { font: "sans-bold", sizePt: 10.5 },
  body: { font: "sans", sizePt: 9 },
  strong: { font: "sans-medium", sizePt: 9 },
  quiet: { font: "sans", sizePt: 8, grey: 0.35 },
  code: { font: "mono", sizePt: 8.5 },
  hash: { font: "mono", sizePt: 7.8 },
  regex: { font: "mono", sizePt: 10 },
  pattern: { font: "mono", sizePt: 12 },
  alarm: { font: "sans-bold", sizePt: 22 },
} as const satisfies Readonly<Record<string, TextLook>>;
