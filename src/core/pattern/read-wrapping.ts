import { type PatternSource, refuse } from "./pattern-source.ts";
import { refuseFlags } from "./read-group.ts";

const wrappingAtStart = /^[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+/;
const wrappingAtEnd = /[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+$/;

/** Opens a text for reading: refuses blanks, quotes and program slashes around the pattern and reads what is within. */
export function openPatternSource(text: string): PatternSource {
  const before = wrappingAtStart.exec(text)?.[0].length ?? 0;
  const after = before === text.length ? 0 : (wrappingAtEnd.exec(text)?.[0].length ?? 0);
  const end = text.length - after;
  const source: PatternSource = { text, end, index: before, faults: [] };
  if (before > 0) refuse(source, "D027", [0, before]);
  if (after > 0) refuse(source, "D027", [end, text.length]);
  return withoutSlashes(source);
}

function withoutSlashes(source: PatternSource): PatternSource {
  const { text, index, end, faults } = source;
  const delimited = /^\/(.+)\/([A-Za-z]*)$/s.exec(text.slice(index, end));
  if (delimited === null) return source;
  const flags = delimited[2] ?? "";
  const close = end - flags.length - 1;
  refuse(source, "D026", [index, index + 1]);
  refuse(source, "D026", [close, close + 1]);
  if (flags !== "") refuseFlags(source, flags, [close + 1, end]);
  return { text, index: index + 1, end: close, faults };
}
