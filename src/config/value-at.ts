import type { FieldPath } from "./file-fault.ts";

/** The value at a path of plain values; undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let value: unknown = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** Texts longer than this are cut in messages. */
const shownLengthMax = 60;

/** A value as a phrase that follows "found". */
export function foundPhrase(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value !== "object") return String(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return "an empty mapping";
  return `a mapping with ${keys.slice(0, 3).map(quoted).join(", ")}${keys.length > 3 ? ", …" : ""}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > shownLengthMax ? `${text.slice(0, shownLengthMax)}…` : text);
}
