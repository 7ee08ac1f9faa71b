/**
 * A deterministic automaton whose characters share columns: how every construction of this room hands over what it
 * found, before equal states are merged. Every state but the dead one is reachable from the start.
 */
export interface ColumnTable {
  readonly stateCount: number;
  /** Columns of a row. */
  readonly width: number;
  /** The column of each code, `otherCode` included. */
  readonly columnOf: Uint8Array;
  /** The state after one more character: `rows[state * width + column]`. */
  readonly rows: Int32Array;
  readonly accepting: Uint8Array;
}

/** Which states have the same texts ahead of them: those of one block. */
export interface Blocks {
  readonly blockOf: Int32Array;
  readonly count: number;
}
