import { RE2JS } from "re2js";
import { DFA, isDisjointWith, JS, NFA } from "refa";
import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "../index.ts";
import { difference, intersection } from "./combine-languages.ts";
import { commonText, uncoveredText } from "./common-text.ts";
import { compareLanguages } from "./compare-languages.ts";
import type { LanguageResult } from "./language.ts";
import { matchesPattern } from "./matches-pattern.ts";
import { parsePattern } from "./parse-pattern.ts";
import { uniformText } from "./uniform-text.ts";

/** Patterns as makers and other codes on boxes have them; some overlap. */
const sources = [
  "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
  "^BL1[0-9]{4}[B-D][0-9]{7}$",
  "^DRSB1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])[A-C][0-9]{6}$",
  "^HX-[0-9]{3}-[A-HJ-NP-Z]{2}-[0-9]{6}$",
  "^A4C138[0-9A-F]{6}$",
  "^([0-9A-F]{2}:){5}[0-9A-F]{2}$",
  "^[0-9A-F]{12}$",
  "^(PRO|LITE|MINI)[0-9]{2}[0-9A-Z]{6,10}$",
  "^KV[0-9]{2}(0[1-9]|1[0-2])(SH|TW|VN)[A-Z]?[0-9]{7}$",
  "^[0-9]{12}$",
  "^[0-9]{13}$",
  "^0[0-9]{13}$",
  "^X0[0-9A-Z]{8}$",
  "^B0[0-9A-Z]{8}$",
  "^LPN[0-9A-Z]{9,12}$",
  "^(AZ|ZA):[0-9A-Z]{26}$",
  "^35[0-9]{13}$",
  "^S?[0-9]{8,20}$",
  "^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,10}$",
  "^SN[0-9A-Z_]{1,3}[-+][0-9]{6}([.][0-9])?$",
] as const;

const models = sources.map((source) => {
  const result = parsePattern(source);
  if (!result.ok) throw new Error(`${source}: ${result.findings[0]?.message}`);
  return {
    source,
    pattern: result.pattern,
    native: new RegExp(source),
    re2: RE2JS.compile(source),
    refa: refaOf(source),
  };
});

/** The smallest automaton by refa, which has no anchors: it always means the whole word. */
function refaOf(source: string): DFA {
  const parsed = JS.Parser.fromLiteral(new RegExp(source.slice(1, -1))).parse();
  const dfa = DFA.fromFA(NFA.fromRegex(parsed.expression, { maxCharacter: parsed.maxCharacter }));
  dfa.minimize();
  return dfa;
}

const codesOf = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

function mutant(text: string, random: Random): string {
  const at = random.integer(0, text.length);
  const character = "09AFIOZaz-+:. _\n\r\t\u0660\u00e9\u0130".charAt(random.integer(0, 20));
  const rest = [text.slice(at), text.slice(at + 1), text.slice(at + 2)][random.integer(0, 2)] ?? "";
  return text.slice(0, at) + (random.integer(0, 3) === 0 ? "" : character) + rest;
}

describe("matching", () => {
  test("answers as the native engine, RE2 and refa do, on 200,000 texts", { timeout: 60_000 }, () => {
    const random = createRandom("oracles");
    const counts = { yes: 0, no: 0 };
    const differences: string[] = [];
    for (const { source, pattern, native, re2, refa } of models) {
      for (let round = 0; round < 10_000; round += 1) {
        const drawn = round % 2 === 0 ? pattern : models[random.integer(0, models.length - 1)]?.pattern;
        const text = uniformText((drawn ?? pattern).language, random);
        const tried = round % 4 < 2 ? text : mutant(text, random);
        const answers = [matchesPattern(pattern, tried), native.test(tried)];
        // The slower oracles answer for a quarter of the texts.
        if (random.integer(0, 3) === 0) answers.push(re2.matches(tried), refa.test(codesOf(tried)));
        if (new Set(answers).size > 1) differences.push(`${source} on ${JSON.stringify(tried)}: ${answers}`);
        counts[answers[0] ? "yes" : "no"] += 1;
      }
    }
    expect(differences).toEqual([]);
    expect(counts.yes + counts.no).toBe(200_000);
    expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(40_000);
  });
});

describe("the algebra", () => {
  test("has as few states as refa's smallest automata", () => {
    // refa leaves out the dead state.
    for (const { pattern, refa, source } of models) {
      expect(pattern.language.stateCount - 1, source).toBe(refa.countNodes());
    }
  });

  test("finds the overlaps of 190 pairs that refa finds, each shown by a text that both engines take", () => {
    let overlapCount = 0;
    for (const [index, a] of models.entries()) {
      for (const b of models.slice(index + 1)) {
        const common = commonText(a.pattern.language, b.pattern.language);
        expect(common.kind === "none", `${a.source} and ${b.source}`).toBe(isDisjointWith(a.refa, b.refa));
        const both = NFA.fromIntersection(a.refa, b.refa);
        expect(isEmpty(intersection(a.pattern.language, b.pattern.language))).toBe(both.isEmpty);
        if (common.kind !== "text") continue;
        overlapCount += 1;
        expect([a.native, b.native].every((engine) => engine.test(common.text))).toBe(true);
        const [shortest] = both.words();
        expect(common.text).toHaveLength(shortest?.length ?? -1);
      }
    }
    expect(overlapCount).toBeGreaterThan(8);
  });

  test("finds the 380 differences that refa finds, each shown by a shortest text", () => {
    let coveredCount = 0;
    for (const a of models) {
      for (const b of models) {
        if (a === b) continue;
        const uncovered = uncoveredText(a.pattern.language, b.pattern.language);
        const outside = b.refa.copy();
        outside.complement();
        const only = NFA.fromIntersection(a.refa, outside);
        expect(uncovered.kind === "none", `${a.source} without ${b.source}`).toBe(only.isEmpty);
        expect(isEmpty(difference(a.pattern.language, b.pattern.language))).toBe(only.isEmpty);
        if (uncovered.kind !== "text") {
          coveredCount += 1;
          continue;
        }
        expect([a.native.test(uncovered.text), b.native.test(uncovered.text)]).toEqual([true, false]);
        const [shortest] = only.words();
        expect(uncovered.text).toHaveLength(shortest?.length ?? -1);
      }
    }
    expect(coveredCount).toBeGreaterThan(3);
  });

  test("calls equal what refa's smallest automata show as equal, however it was written", () => {
    const pairs = [
      ["^(A|B|C)[0-9]{2}$", "^[A-C][0-9][0-9]$", "same"],
      ["^(AB|AC|AD)?X$", "^(A[B-D])?X$", "same"],
      ["^[0-9]{1,3}$", "^[0-9]([0-9]([0-9])?)?$", "same"],
      ["^W(0[1-9]|[1-4][0-9]|5[0-3])$", "^W(0[1-9]|[1-4][0-9]|5[0-2])$", "narrower"],
      ["^[A-Z]{8}$", "^[0-9A-Z]{8,9}$", "wider"],
      ["^[A-M]{2}$", "^[F-Z]{2}$", "moved"],
      ["^1[0-9]{3}$", "^2[0-9]{3}$", "disjoint"],
    ] as const;
    for (const [a, b, relation] of pairs) {
      const [one, other] = [parsePattern(a), parsePattern(b)];
      if (!one.ok || !other.ok) throw new Error(`${a} and ${b} are portable`);
      expect(compareLanguages(one.pattern.language, other.pattern.language).relation, `${a} and ${b}`).toBe(relation);
      expect(refaOf(a).structurallyEqual(refaOf(b))).toBe(relation === "same");
    }
  });
});

function isEmpty(result: LanguageResult): boolean {
  if (!result.ok) throw new Error(result.message);
  return !result.language.accepting.includes(1);
}
