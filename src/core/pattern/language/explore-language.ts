import { countWork, type WorkAllowance } from "../counted-work.ts";
import { otherCode } from "./character-set.ts";
import type { ColumnTable } from "./column-table.ts";
import { deadState, type LanguageResult, startState } from "./language.ts";
import { languageOfTable } from "./smallest-language.ts";

/** Most states that are looked at before equal ones are merged. */
const exploredCountMax = 100_000;
/** Most steps taken, one for each state and code: about a second. */
const stepCountMax = 4_000_000;

/** A step works out a state and its key. */
const stepsOfStep = 20;

/** An automaton that is known by its steps: any value may be a state. */
export interface ImplicitAutomaton<S> {
  readonly start: S;
  /** Equal keys mean equal states. */
  key(state: S): string | number;
  /** The state after one more character of this code, `otherCode` included; undefined when no text goes on so. */
  step(state: S, code: number): S | undefined;
  /** True when the text may end here. */
  accepts(state: S): boolean;
  /** The codes for which `step` can answer at all; every code when absent. */
  readonly codes?: readonly number[];
  /** The same codes, those together that every state treats alike: of each such set one is asked for. */
  readonly codeSets?: readonly (readonly number[])[];
}

/**
 * The language of an automaton that is given by its steps, e.g. of a serial scheme with a check character, whose state
 * is the place in the serial and the sum so far. Every reachable state is visited once, then equal ones are merged.
 * With an allowance, it is not ok either when that is used up.
 */
export function exploreLanguage<S>(automaton: ImplicitAutomaton<S>, allowance?: WorkAllowance): LanguageResult {
  const codeSets = automaton.codeSets ?? (automaton.codes ?? everyCode).map((code) => [code]);
  const firstCodes = codeSets.flatMap(([code]) => code ?? []);
  const width = codeSets.length + 1;
  const numbering = new Map<string | number, number>([[automaton.key(automaton.start), startState]]);
  const states: S[] = [automaton.start, automaton.start];
  const rows: number[] = new Array<number>(width).fill(deadState);
  for (let number = startState; number < states.length; number += 1) {
    const state = states[number] as S;
    rows.push(deadState);
    for (const code of firstCodes) {
      const next = automaton.step(state, code);
      rows.push(next === undefined ? deadState : numberOf(automaton, numbering, states, next));
    }
    countWork(width * stepsOfStep);
    if (states.length > exploredCountMax || rows.length > stepCountMax || allowance?.isUsedUp() === true) {
      return { ok: false, message: `More than ${states.length - 1} states are reached; a proof stops there.` };
    }
  }
  const accepting = Uint8Array.from(states, (state, number) => (number > 0 && automaton.accepts(state) ? 1 : 0));
  return languageOfTable(mergedColumns({ codeSets, rows, accepting }));
}

function numberOf<S>(
  automaton: ImplicitAutomaton<S>,
  numbering: Map<string | number, number>,
  states: S[],
  state: S,
): number {
  const key = automaton.key(state);
  const known = numbering.get(key);
  if (known !== undefined) return known;
  numbering.set(key, states.length);
  return states.push(state) - 1;
}

const everyCode: readonly number[] = Array.from({ length: otherCode + 1 }, (_, code) => code);

interface CodeRows {
  readonly codeSets: readonly (readonly number[])[];
  /** One row a state: first a column in which nothing goes on, then one for each set of codes. */
  readonly rows: readonly number[];
  readonly accepting: Uint8Array;
}

/** Codes that every state treats alike share a column. */
function mergedColumns({ codeSets, rows, accepting }: CodeRows): ColumnTable {
  const stateCount = accepting.length;
  const codeWidth = codeSets.length + 1;
  const kept: number[] = [];
  const columnByHash = new Map<number, number[]>();
  const columnOf = new Uint8Array(otherCode + 1);
  for (let codeColumn = 0; codeColumn < codeWidth; codeColumn += 1) {
    let hash = 0;
    for (let state = 0; state < stateCount; state += 1) {
      hash = Math.imul(hash ^ (rows[state * codeWidth + codeColumn] ?? 0), 0x01000193);
    }
    const alike = columnByHash.get(hash) ?? [];
    columnByHash.set(hash, alike);
    let column = alike.find((one) => isSameColumn({ rows, codeWidth, stateCount }, kept[one] ?? 0, codeColumn));
    if (column === undefined) {
      column = kept.push(codeColumn) - 1;
      alike.push(column);
    }
    for (const code of codeSets[codeColumn - 1] ?? []) columnOf[code] = column;
  }
  const width = kept.length;
  const narrow = new Int32Array(stateCount * width);
  for (let index = 0; index < narrow.length; index += 1) {
    narrow[index] = rows[((index / width) | 0) * codeWidth + (kept[index % width] ?? 0)] ?? deadState;
  }
  return { stateCount, width, columnOf, rows: narrow, accepting };
}

function isSameColumn(
  {
    rows,
    codeWidth,
    stateCount,
  }: { readonly rows: readonly number[]; readonly codeWidth: number; readonly stateCount: number },
  a: number,
  b: number,
): boolean {
  for (let state = 0; state < stateCount; state += 1) {
    if (rows[state * codeWidth + a] !== rows[state * codeWidth + b]) return false;
  }
  return true;
}
