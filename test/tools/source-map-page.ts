import ts from "typescript";
import { rooms } from "./rooms.ts";

/** What src/README.md lacks and what it should not have; paths are relative to src/, a room's ends with a slash. */
export interface MapFaults {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  readonly doubled: readonly string[];
  /** Paths whose line says nothing. */
  readonly silent: readonly string[];
}

/** A list item or a table row that begins with a path in backquotes, and what it says. */
const mapLine = /^\s*(?:[-*]|\|)\s*`([^`\s]+\/|[^`\s]+\.[a-z]+)`(.*)$/;

/** What must have a line: every room that exists, and every file but tests, a room's index and the map itself. */
export function mapEntries(paths: readonly string[]): readonly string[] {
  const inside = paths.filter((path) => path.startsWith("src/")).map((path) => path.slice("src/".length));
  const isOwn = (room: string, path: string) =>
    room === "core" ? /^core\/[^/]+$/.test(path) : path.startsWith(`${room}/`);
  const built = rooms.filter((room) => inside.some((path) => isOwn(room, path))).map((room) => `${room}/`);
  const indexes = new Set(rooms.map((room) => `${room}/index.ts`));
  return [...built, ...inside.filter((path) => !/\.test\.ts$|^README\.md$/.test(path) && !indexes.has(path))];
}

/** Compares the map with the paths of the project (from the repository's root). */
export function mapFaults(page: string, paths: readonly string[]): MapFaults {
  const lines = page.split("\n").flatMap((line) => {
    const [, path, text] = mapLine.exec(line) ?? [];
    return path === undefined ? [] : [{ path: path.replace(/^src\//, ""), text: text ?? "" }];
  });
  const named = lines.map((line) => line.path);
  const entries = mapEntries(paths);
  const known = new Set([...entries, ...paths.map((path) => path.replace(/^src\//, ""))]);
  return {
    missing: entries.filter((entry) => !named.includes(entry)),
    stale: named.filter((path) => !known.has(path)),
    doubled: named.filter((path, index) => named.indexOf(path) !== index),
    silent: lines.filter((line) => !/\p{L}{2}/u.test(line.text)).map((line) => line.path),
  };
}

/** A first draft of a file's line: the first sentence of its first docstring, or an empty text. */
export function draftText(code: string): string {
  const source = ts.createSourceFile("draft.ts", code, ts.ScriptTarget.ES2024, true);
  for (const statement of source.statements) {
    const [first] = ts.getJSDocCommentsAndTags(statement);
    if (first === undefined) continue;
    const text = ts.getTextOfJSDocComment(first.comment)?.replaceAll("\n", " ") ?? "";
    return text.split(/(?<=\.)\s/)[0]?.replace(/\.$/, "") ?? "";
  }
  return "";
}
