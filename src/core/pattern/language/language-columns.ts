import { otherCode } from "./character-set.ts";
import { columnCount, type Language, nextState, readingOrder } from "./language.ts";

/** Which characters a language treats alike in every state. */
export interface LanguageColumns {
  readonly count: number;
  /** The column of each code, `otherCode` included. */
  readonly columnOf: Uint8Array;
}

const known = new WeakMap<Language, LanguageColumns>();

/** The columns of a language; worked out once for each. */
export function columnsOf(language: Language): LanguageColumns {
  const columns = known.get(language) ?? findColumns(language);
  known.set(language, columns);
  return columns;
}

function findColumns(language: Language): LanguageColumns {
  const hashes = columnHashes(language);
  const columnOf = new Uint8Array(otherCode + 1);
  const first: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let code = 0; code <= otherCode; code += 1) {
    const alike = byHash.get(hashes[code] ?? 0) ?? [];
    byHash.set(hashes[code] ?? 0, alike);
    let column = alike.find((one) => isAlike(language, first[one] ?? 0, code));
    if (column === undefined) {
      column = first.push(code) - 1;
      alike.push(column);
    }
    columnOf[code] = column;
  }
  return { count: first.length, columnOf };
}

/** As FNV-1a hashes; equal hashes are compared in full. */
function columnHashes({ stateCount, next, nextOther }: Language): Int32Array {
  const hashes = new Int32Array(otherCode + 1);
  for (let state = 1; state < stateCount; state += 1) {
    const row = state * columnCount;
    for (let code = 0; code < columnCount; code += 1) {
      hashes[code] = Math.imul((hashes[code] ?? 0) ^ (next[row + code] ?? 0), 0x01000193);
    }
    hashes[otherCode] = Math.imul((hashes[otherCode] ?? 0) ^ (nextOther[state] ?? 0), 0x01000193);
  }
  return hashes;
}

function isAlike(language: Language, a: number, b: number): boolean {
  for (let state = 1; state < language.stateCount; state += 1) {
    if (nextState(language, state, a) !== nextState(language, state, b)) return false;
  }
  return true;
}

/**
 * One code for each set of characters that all of these languages treat alike, in reading order, so that a search needs
 * to try only these and still finds the first of the shortest texts.
 */
export function distinctCodes(...languages: readonly Language[]): readonly number[] {
  let columnOf: Uint8Array | Uint16Array | undefined;
  for (const language of languages) {
    const columns = columnsOf(language);
    columnOf = columnOf === undefined ? columns.columnOf : sharedColumns(columnOf, columns);
  }
  const codes: number[] = [];
  const seen = new Uint8Array(otherCode + 1);
  for (const code of readingOrder) {
    const column = columnOf?.[code] ?? 0;
    if (seen[column] === 1) continue;
    seen[column] = 1;
    codes.push(code);
  }
  return codes;
}

function sharedColumns(columnOf: Uint8Array | Uint16Array, other: LanguageColumns): Uint8Array {
  const shared = new Uint8Array(otherCode + 1);
  const numberOf = new Map<number, number>();
  for (let code = 0; code <= otherCode; code += 1) {
    const key = (columnOf[code] ?? 0) * (otherCode + 1) + (other.columnOf[code] ?? 0);
    let number = numberOf.get(key);
    if (number === undefined) {
      number = numberOf.size;
      numberOf.set(key, number);
    }
    shared[code] = number;
  }
  return shared;
}
