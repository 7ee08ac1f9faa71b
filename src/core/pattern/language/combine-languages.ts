import { assert } from "../../index.ts";
import { countWork } from "../counted-work.ts";
import { otherCode } from "./character-set.ts";
import { deadState, type Language, type LanguageResult, nextState, startState } from "./language.ts";
import { columnsOf } from "./language-columns.ts";
import { languageOfTable } from "./smallest-language.ts";

/** Most pairs of states of one combination: about a tenth of a second. */
const pairCountMax = 200_000;

/** Two looks at tables and one at a map. */
const stepsOfPair = 2;

type Combination = "intersection" | "union" | "difference";

/** The texts that both languages have. */
export function intersection(a: Language, b: Language): LanguageResult {
  return combined(a, b, "intersection");
}

/** The texts that at least one of the languages has. */
export function union(a: Language, b: Language): LanguageResult {
  return combined(a, b, "union");
}

/** The texts that `a` has and `b` has not. */
export function difference(a: Language, b: Language): LanguageResult {
  return combined(a, b, "difference");
}

/** The same texts by the smallest automaton; `language` itself may have been put together in any way. */
export function minimised(language: Language): Language {
  const result = union(language, language);
  assert(result.ok, "a language against itself has no more pairs than states");
  return result.language;
}

/** The product automaton: a state for each pair of states that some text leads to, equal ones merged. */
function combined(a: Language, b: Language, combination: Combination): LanguageResult {
  const { codes, columnOf } = commonColumns(a, b);
  const width = codes.length;
  const numberOf = pairNumbering(a.stateCount, b.stateCount);
  const pairs: number[] = [0, startState * b.stateCount + startState];
  const rows: number[] = new Array<number>(width).fill(deadState);
  numberOf(startState * b.stateCount + startState, startState);
  for (let number = startState; number < pairs.length; number += 1) {
    const pair = pairs[number] ?? 0;
    const stateB = pair % b.stateCount;
    const stateA = (pair - stateB) / b.stateCount;
    for (const code of codes) {
      const nextA = nextState(a, stateA, code);
      const nextB = nextState(b, stateB, code);
      if (isDead(nextA, nextB, combination)) {
        rows.push(deadState);
        continue;
      }
      const next = nextA * b.stateCount + nextB;
      const nextNumber = numberOf(next, pairs.length);
      if (nextNumber === pairs.length) pairs.push(next);
      rows.push(nextNumber);
    }
    countWork(width * stepsOfPair);
    if (pairs.length > pairCountMax) {
      return { ok: false, message: `More than ${pairCountMax} pairs of states to combine; a proof stops there.` };
    }
  }
  const accepting = Uint8Array.from(pairs, (pair) => {
    const stateB = pair % b.stateCount;
    return accepts(a.accepting[(pair - stateB) / b.stateCount] === 1, b.accepting[stateB] === 1, combination) ? 1 : 0;
  });
  return languageOfTable({ stateCount: pairs.length, width, columnOf, rows: Int32Array.from(rows), accepting });
}

function isDead(a: number, b: number, combination: Combination): boolean {
  if (combination === "union") return a === deadState && b === deadState;
  return a === deadState || (combination === "intersection" && b === deadState);
}

function accepts(a: boolean, b: boolean, combination: Combination): boolean {
  if (combination === "union") return a || b;
  return combination === "intersection" ? a && b : a && !b;
}

/** One code for each set of characters that both treat alike, and which code stands for which character. */
function commonColumns(a: Language, b: Language): { readonly codes: readonly number[]; readonly columnOf: Uint8Array } {
  const columnsA = columnsOf(a);
  const columnsB = columnsOf(b);
  const columnOf = new Uint8Array(otherCode + 1);
  const codes: number[] = [];
  const numbering = new Map<number, number>();
  for (let code = 0; code <= otherCode; code += 1) {
    const key = (columnsA.columnOf[code] ?? 0) * columnsB.count + (columnsB.columnOf[code] ?? 0);
    let column = numbering.get(key);
    if (column === undefined) {
      column = codes.push(code) - 1;
      numbering.set(key, column);
    }
    columnOf[code] = column;
  }
  return { codes, columnOf };
}

/** Pairs up to which a table is faster than a map. */
const tableSizeMax = 1 << 20;

/** Gives the number of a pair, remembering `next` for one that is new. */
function pairNumbering(countA: number, countB: number): (pair: number, next: number) => number {
  if (countA * countB > tableSizeMax) {
    const numbers = new Map<number, number>();
    return (pair, next) => {
      const number = numbers.get(pair);
      if (number !== undefined) return number;
      numbers.set(pair, next);
      return next;
    };
  }
  const numbers = new Int32Array(countA * countB);
  return (pair, next) => {
    const number = numbers[pair] ?? 0;
    if (number !== 0) return number;
    numbers[pair] = next;
    return next;
  };
}
