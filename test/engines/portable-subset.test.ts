import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import { hasText, parsePattern } from "../../src/core/pattern/index.ts";
import { disagreements } from "./disagreements.ts";
import type { Engine } from "./engine.ts";
import { enginesAtHand } from "./engines.ts";
import { randomQuestion } from "./random-questions.ts";

/** Patterns of the portable subset, texts, and patterns outside it on which some engines differ over one text. */
interface Matrix {
  readonly patterns: readonly string[];
  readonly texts: readonly string[];
  readonly controls: readonly { readonly pattern: string; readonly text: string; readonly rule: string }[];
}

let matrix: Matrix;
/** For each pattern the texts that it matches as a whole; written with Python's `re.fullmatch`. */
let expected: Readonly<Record<string, readonly string[]>>;
let engines: readonly Engine[];

async function fixture<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../fixtures/portable-subset/${name}`, import.meta.url), "utf8"));
}

function say(title: string, lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${title}: ${lines.join(", ")}.\n`);
}

// An engine that compiles its own library at its first program takes its time.
const enginesTimeoutMs = 240_000;

beforeAll(async () => {
  matrix = await fixture("matrix.json");
  expected = await fixture("expected.json");
  const atHand = await enginesAtHand();
  engines = atHand.found;
  say(
    "Engines",
    engines.map(({ name }) => name),
  );
  say("Not on this machine, so not tried", atHand.missing);
  say("On this machine, but not tried", atHand.unusable);
}, enginesTimeoutMs);

/** Every engine's disagreements, with its name before each. */
async function allDisagreements(
  questions: Parameters<typeof disagreements>[0],
  isMatched: Parameters<typeof disagreements>[2],
): Promise<readonly string[]> {
  const told = await Promise.all(
    engines.map(async ({ name, ask }) => {
      const rows = await ask(questions);
      expect(rows, name).toHaveLength(questions.length);
      return disagreements(questions, rows, isMatched).map((sentence) => `${name}: ${sentence}`);
    }),
  );
  return told.flat();
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

  test("means the same in every engine at hand", { timeout: enginesTimeoutMs }, async () => {
    expect(engines.length).toBeGreaterThanOrEqual(4);
    const questions = matrix.patterns.map((pattern) => ({ pattern, texts: matrix.texts }));
    const isMatched = (pattern: string, text: string) => expected[pattern]?.includes(text) ?? false;
    expect(await allDisagreements(questions, isMatched)).toEqual([]);
  });

  test("means the same in every engine at hand for patterns drawn at random", {
    timeout: enginesTimeoutMs,
  }, async () => {
    // BOXPROOF_ENGINE_PATTERNS=3000 looks longer; BOXPROOF_ENGINE_SEED draws others.
    const patternCount = Number(process.env["BOXPROOF_ENGINE_PATTERNS"] ?? 80);
    const random = createRandom(`engines/${process.env["BOXPROOF_ENGINE_SEED"] ?? "1"}`);
    const questions = Array.from({ length: patternCount }, () => randomQuestion(random, 60));
    const languages = new Map(questions.map(({ pattern, parsed }) => [pattern, parsed.language]));
    const isMatched = (pattern: string, text: string) => {
      const language = languages.get(pattern);
      return language !== undefined && hasText(language, text);
    };
    const matchedCount = questions.flatMap(({ pattern, texts }) => texts.filter((text) => isMatched(pattern, text)));
    expect(matchedCount.length).toBeGreaterThan(patternCount * 15);
    expect(matchedCount.length).toBeLessThan(patternCount * 45);
    expect(await allDisagreements(questions, isMatched)).toEqual([]);
  });
});

describe("what the subset keeps out", () => {
  // The engines that always are at hand cannot show these: they need another program.
  const needsPrograms = ["A006", "D001", "D002", "D007", "D011", "D025", "D029", "D030", "D031", "D032"];

  test("breaks the rule that is named", () => {
    for (const { pattern, rule } of matrix.controls) {
      const result = parsePattern(pattern);
      const ids = (result.ok ? result.notes : result.findings).map(({ id }) => id);
      expect(ids, pattern).toContain(rule);
    }
  });

  // Rules about where a pattern stands (A001 to A003, D026, D027) or how much it does (S) claim no such difference.
  test("is read differently by engines at hand, for every rule of dialects", {
    timeout: enginesTimeoutMs,
  }, async () => {
    const questions = matrix.controls.map(({ pattern, text }) => ({ pattern, texts: [text] }));
    const columns = await Promise.all(engines.map(({ ask }) => ask(questions)));
    const shown = new Set<string>();
    for (const [index, { rule }] of matrix.controls.entries()) {
      const answers = new Set(columns.map((rows) => String(rows[index])));
      answers.delete("not-asked");
      if (answers.size > 1) shown.add(rule);
    }
    const rules = [...new Set(matrix.controls.map(({ rule }) => rule))];
    const notShown = rules.filter((rule) => !shown.has(rule));
    say("Rules on which no two engines of this machine differ", notShown);
    expect(notShown.filter((rule) => !needsPrograms.includes(rule))).toEqual([]);
    const rulesOfDialects = Array.from({ length: 32 }, (_, index) => `D${String(index + 1).padStart(3, "0")}`);
    expect(rulesOfDialects.filter((rule) => !rules.includes(rule))).toEqual(["D026", "D027"]);
  });
});
