import { setFlags } from "./pattern-flags.ts";
import { type PatternSource, refuse } from "./pattern-source.ts";

const wrappingAtStart = /^[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+/;
const wrappingAtEnd = /[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+$/;

/** Opens a text for reading: refuses blanks, quotes and program slashes around the pattern and reads what is within. */
export function openPatternSource(text: string): PatternSource {
  const start = wrappingAtStart.exec(text)?.[0].length ?? 0;
  const after = start === text.length ? 0 : (wrappingAtEnd.exec(text)?.[0].length ?? 0);
  const end = text.length - after;
  const source = sourceWithin(text, start, end);
  const slashes = /^\/(.+)\/([A-Za-z]*)$/s.exec(text.slice(start, end));
  const opened = slashes === null ? source : withoutSlashes(source, slashes[2] ?? "");
  if (start > 0) refuse(opened, "D027", [0, start], { fix: "" });
  if (after > 0) refuse(opened, "D027", [end, text.length], { fix: "" });
  return opened;
}

function sourceWithin(text: string, start: number, end: number): PatternSource {
  const flags = { ignoreCase: false, dotAll: false };
  return { text, start, end, index: start, faults: [], flags, flagSettings: [] };
}

function withoutSlashes({ text, start, end }: PatternSource, letters: string): PatternSource {
  const close = end - letters.length - 1;
  const source = sourceWithin(text, start + 1, close);
  refuse(source, "D026", [start, start + 1], { fix: "" });
  refuse(source, "D026", [close, close + 1], { fix: "" });
  if (letters !== "") setFlags(source, { at: [close + 1, end], letters, kind: "outer" });
  return source;
}
