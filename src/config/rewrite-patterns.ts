import { isDeepStrictEqual } from "node:util";
import { assert } from "../core/index.ts";
import { FieldReader } from "./field-reader.ts";
import type { FieldPath, SourcePosition } from "./file-fault.ts";
import { readYaml, type WrittenScalar, type YamlSource } from "./yaml-source.ts";

/** A model's pattern and what is to stand there instead. */
export interface PatternEdit {
  readonly deviceModel: string;
  readonly from: string;
  readonly to: string;
}

/** What became of one edit: where it was made, or why it was not. */
export interface PatternEditResult extends PatternEdit {
  readonly at?: SourcePosition;
  readonly refusal?: string;
}

/** A catalog's text with other patterns in it; everything else stands as it stood, comments included. */
export interface RewrittenCatalog {
  readonly text: string;
  readonly results: readonly PatternEditResult[];
}

/**
 * Puts other patterns into the text of a catalog that `parseCatalog` has taken. Only the characters of the patterns
 * change. An edit is refused where the file has another pattern now, and where the pattern is written in a way that
 * other fields share (anchors, aliases) or that spans lines (block scalars).
 */
export function rewritePatterns(text: string, edits: readonly PatternEdit[]): RewrittenCatalog {
  const source = readYaml(text);
  const fields = new FieldReader(source);
  const paths = new Map(
    fields
      .each(["models"], "deviceModel")
      .map(({ path, text: name }) => [name, [...path.slice(0, -1), "serial", "pattern"]]),
  );
  const results = edits.map((edit) => placed(edit, paths.get(edit.deviceModel), { source, fields }));
  const splices = results.flatMap(({ scalar, to }) => (scalar === undefined ? [] : [{ scalar, to }]));
  const rewritten = spliced(text, splices);
  assert(isOnlyChangedThere(source, rewritten, results), "a catalog changes at its rewritten patterns alone");
  return { text: rewritten, results: results.map(({ scalar: _, path: __, ...result }) => result) };
}

interface PlacedEdit extends PatternEditResult {
  readonly path?: FieldPath;
  readonly scalar?: WrittenScalar;
}

function placed(
  edit: PatternEdit,
  path: FieldPath | undefined,
  { source, fields }: { readonly source: YamlSource; readonly fields: FieldReader },
): PlacedEdit {
  const scalar = path === undefined ? undefined : source.writtenScalar(path);
  if (path === undefined || fields.text(path) !== edit.from) {
    return { ...edit, refusal: "the file has another pattern there by now" };
  }
  if (scalar === undefined || scalar.isShared) {
    return { ...edit, refusal: "an anchor or alias shares this pattern with other fields; change it by hand" };
  }
  if (scalar.style === "block") {
    return { ...edit, refusal: "the pattern is written as a block of lines; change it by hand" };
  }
  return { ...edit, path, scalar, at: source.locate(path) };
}

function spliced(text: string, splices: readonly { readonly scalar: WrittenScalar; readonly to: string }[]): string {
  const ordered = [...splices].sort((a, b) => a.scalar.range[0] - b.scalar.range[0]);
  let result = "";
  let end = 0;
  for (const { scalar, to } of ordered) {
    result += text.slice(end, scalar.range[0]) + written(to, scalar.style);
    end = scalar.range[1];
  }
  return result + text.slice(end);
}

/** Brackets, braces and # mean something to YAML, so a pattern that stood bare gets quotes. */
function written(pattern: string, style: WrittenScalar["style"]): string {
  const isPrintable = /^[\x20-\x7e]*$/.test(pattern);
  return style === "single" && isPrintable ? `'${pattern.replaceAll("'", "''")}'` : JSON.stringify(pattern);
}

/** Reads the new text again: the same values everywhere but at the edits. */
function isOnlyChangedThere(before: YamlSource, text: string, results: readonly PlacedEdit[]): boolean {
  const expected = structuredClone(before.value);
  for (const { path, to } of results) if (path !== undefined) setAt(expected, path, to);
  const after = readYaml(text);
  return after.faults.length === 0 && isDeepStrictEqual(after.value, expected);
}

function setAt(root: unknown, path: FieldPath, text: string): void {
  let value = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) value = value[step] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) value[last] = text;
}
