import { setFlags } from "./pattern-flags.ts";
import { type PatternSource, refuse } from "./pattern-source.ts";

const wrappingAtStart = /^[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+/;
const wrappingAtEnd = /[\s\uFEFF\u200B"'`\u201C\u201D\u2018\u2019\u00AB\u00BB]+$/;

/** Opens a text for reading: refuses blanks, quotes and program slashes around the pattern and reads what is within. */
export function openPatternSource(text: string): PatternSource {
  const before = literalPrefix(text);
  const start = before + (wrappingAtStart.exec(text.slice(before))?.[0].length ?? 0);
  const hashes = before > 0 ? (/"#+\s*$/.exec(text)?.[0].length ?? 0) : 0;
  const after = start === text.length ? 0 : Math.max(hashes, wrappingAtEnd.exec(text)?.[0].length ?? 0);
  const end = text.length - after;
  const source = sourceWithin(text, start, end);
  const within = text.slice(start, end);
  // Signs that also stand for themselves enclose a pattern only where its anchors stand directly inside them.
  const slashes = /^\/(.+)\/([A-Za-z]*)$/s.exec(within) ?? /^(?:([#~!@%])\^.*\$\1)([A-Za-z]*)$/s.exec(within);
  const opened = slashes === null ? source : withoutSlashes(source, slashes[2] ?? "");
  const isProgramText = before > 0 || slashes !== null;
  const isBeforeAnchor = isProgramText || text[start] === "^" || text.slice(0, start) === "\uFEFF";
  const isBehindAnchor = isProgramText || text[end - 1] === "$";
  if (start > 0) refuse(opened, "D027", [0, start], { fix: "", ...meaningOf(isBeforeAnchor) });
  if (after > 0) refuse(opened, "D027", [end, text.length], { fix: "", ...meaningOf(isBehindAnchor) });
  return opened;
}

/** Beyond an anchor nothing can match, so what stands there was not meant; elsewhere it may belong to the serials. */
function meaningOf(isKept: boolean): { readonly meaning: "kept" | "lost" } {
  return { meaning: isKept ? "kept" : "lost" };
}

/** Length of what program code puts before the quotes of a text, as in r"…", @"…" and r#"…"#, if quotes are around it. */
function literalPrefix(text: string): number {
  const hashed = /^\s*r(#+)(?=".*"\1\s*$)/s.exec(text);
  const lettered = /^\s*(?:[rRuUbBfF]{1,2}|L|[@$]{1,2})(?=(["'`]).*\1\s*$)/s.exec(text);
  return (hashed ?? lettered)?.[0].length ?? 0;
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
