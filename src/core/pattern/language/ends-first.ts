import { deadState, startState } from "./language.ts";

/** Where the states of an automaton lead. */
export interface StateMoves {
  /** The dead state included. */
  readonly stateCount: number;
  /** The moves of state `s` go from `firstMove[s]` to `firstMove[s + 1]`, not included. */
  readonly firstMove: Int32Array;
  /** The state after each move. */
  readonly targets: Int32Array;
}

/** An automaton's states from the ends of its texts. */
export interface StateOrder {
  /** The dead state and every one that the start leads to: each behind all that it leads to, but for ways back. */
  readonly order: Int32Array;
  /** 1 for states that lead to a cycle: its own states, and those before it. */
  readonly endless: Uint8Array;
}

const untouched = 0;
const open = 1;
const done = 2;

/** Depth first from the start, so that a state is done after those that it leads to; a way back to an open one is a cycle. */
export function endsFirst({ stateCount, firstMove, targets }: StateMoves): StateOrder {
  const order = new Int32Array(stateCount);
  const endless = new Uint8Array(stateCount);
  const phase = new Uint8Array(stateCount);
  const move = firstMove.slice();
  const stack = new Int32Array(stateCount);
  order[0] = deadState;
  phase[deadState] = done;
  phase[startState] = open;
  stack[0] = startState;
  let orderCount = 1;
  let depth = 1;
  while (depth > 0) {
    const state = stack[depth - 1] ?? 0;
    const at = move[state] ?? 0;
    if (at === firstMove[state + 1]) {
      phase[state] = done;
      order[orderCount++] = state;
      depth -= 1;
      continue;
    }
    const target = targets[at] ?? deadState;
    if (phase[target] === untouched) {
      phase[target] = open;
      stack[depth++] = target;
      continue;
    }
    // A state that was just reached is looked at again here, when it is done.
    if (phase[target] === open || endless[target] === 1) endless[state] = 1;
    move[state] = at + 1;
  }
  return { order: order.subarray(0, orderCount), endless };
}
