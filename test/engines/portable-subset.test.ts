import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { hasText, parsePattern } from "../../src/core/pattern/index.ts";
import { type Engine, enginesAtHand, type Row } from "./engines.ts";

/** Patterns of the portable subset, texts, and patterns outside it on which the engines differ over one text. */
interface Matrix {
  readonly patterns: readonly string[];
  readonly texts: readonly string[];
  readonly controls: readonly { readonly pattern: string; readonly text: string; readonly rule: string }[];
}

let matrix: Matrix;
/** For each pattern the texts that it matches as a whole; written with Python's `re.fullmatch`. */
let expected: Readonly<Record<string, readonly string[]>>;
let engines: readonly Engine[];
let missing: readonly string[];

async function fixture<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../fixtures/portable-subset/${name}`, import.meta.url), "utf8"));
}

beforeAll(async () => {
  matrix = await fixture("matrix.json");
  expected = await fixture("expected.json");
  ({ found: engines, missing } = await enginesAtHand());
  process.stdout.write(`Engines: ${engines.map(({ name }) => name).join(", ")}.\n`);
  if (missing.length > 0) process.stdout.write(`Not on this machine, so not tried: ${missing.join(", ")}.\n`);
});

/**
 * In some engines `$` also stands before a line end at the end of a text, in others at the end of every line (A004), and
 * no anchor exists that all know and that does not. So a text with a line end may also be found where one of its lines
 * is matched: what applies a pattern strips the scanner's terminator and refuses control characters before that.
 */
function mayBeFound(pattern: string, text: string): readonly boolean[] {
  const isMatched = (whole: string) => expected[pattern]?.includes(whole) ?? false;
  if (!/[\r\n]/.test(text)) return [isMatched(text)];
  return [isMatched(text), text.split(/\r\n|\r|\n/).some(isMatched)];
}

function disagreements(name: string, rows: readonly Row[]): readonly string[] {
  return matrix.patterns.flatMap((pattern, index) => {
    const row = rows[index];
    if (row === undefined || row === "refused") return [`${name} refuses ${pattern}`];
    return matrix.texts.flatMap((text, column) => {
      const answer = row[column];
      if (answer === "not-asked" || mayBeFound(pattern, text).includes(answer === "found")) return [];
      return [`${name}: ${pattern} ${answer} in ${JSON.stringify(text)}`];
    });
  });
}

describe("the portable subset", () => {
  test("has fifty patterns, each portable without a note, and texts that some of them match and some do not", () => {
    expect(matrix.patterns.length).toBeGreaterThanOrEqual(50);
    expect(matrix.texts.length).toBeGreaterThanOrEqual(24);
    expect(Object.keys(expected)).toEqual(matrix.patterns);
    for (const pattern of matrix.patterns) {
      expect(parsePattern(pattern), pattern).toMatchObject({ ok: true, notes: [] });
      const matched = expected[pattern]?.length ?? 0;
      expect(matched > 0 && matched < matrix.texts.length, pattern).toBe(true);
    }
  });

  test("means what the expected file says, to the line end", () => {
    for (const pattern of matrix.patterns) {
      const result = parsePattern(pattern);
      const texts = matrix.texts.filter((text) => result.ok && hasText(result.pattern.language, text));
      expect(texts, pattern).toEqual(expected[pattern]);
    }
  });

  test("means the same in every engine at hand", async () => {
    expect(engines.length).toBeGreaterThanOrEqual(4);
    for (const { name, rows } of engines) {
      const answered = await rows(matrix.patterns, matrix.texts);
      expect(answered, name).toHaveLength(matrix.patterns.length);
      expect(disagreements(name, answered)).toEqual([]);
    }
  });

  // What the subset keeps out is what the engines differ on: the matrix would see it.
  test("keeps out what the engines at hand differ on", async () => {
    const { controls } = matrix;
    const columns = await Promise.all(
      engines.map(({ rows }) =>
        rows(
          controls.map(({ pattern }) => pattern),
          controls.map(({ text }) => text),
        ),
      ),
    );
    for (const [index, { pattern, rule }] of controls.entries()) {
      const answers = new Set(columns.map((rows) => (rows[index] === "refused" ? "refused" : rows[index]?.[index])));
      answers.delete("not-asked");
      expect([...answers].length, `${pattern}: ${[...answers]}`).toBeGreaterThan(1);
      const result = parsePattern(pattern);
      const findings = result.ok ? result.notes : result.findings;
      expect(
        findings.map(({ id }) => id),
        pattern,
      ).toContain(rule);
    }
  });
});
