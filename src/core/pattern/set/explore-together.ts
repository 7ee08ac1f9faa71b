import { deadState } from "../language/language.ts";
import type { ClassTable } from "./class-table.ts";
import { grown, type StatePool, textOfRanks } from "./state-pool.ts";

/** Bounds of one exploration. */
export interface ExplorationLimits {
  /** Most sets of states. */
  readonly nodeCountMax: number;
  /** Most members of all sets. */
  readonly memberCountMax: number;
  /** Most steps, each one state of one language after one class of characters. */
  readonly stepCountMax: number;
}

/**
 * Many languages read at once. A node is a set of members, a language and the state that it is in; node 0 has none left,
 * node 1 is the start. A node with one member is not expanded: what follows stands in the pool, shared by all languages.
 */
export interface Exploration {
  readonly nodeCount: number;
  /** `members` of node `n` go from `memberStart[n]` to `memberStart[n + 1]`, not included; each takes two numbers. */
  readonly memberStart: Int32Array;
  /** The language's number, and its state as an offset in the class table. */
  readonly members: Int32Array;
  /** The row of each node in `targets`; -1 for a node that was not expanded. */
  readonly rowOf: Int32Array;
  readonly rowCount: number;
  /** `targets[row * classCount + class]` is the node after it. */
  readonly targets: Int32Array;
  /** For each node an index in `acceptedLists`: the languages that have the text that ends there. */
  readonly accepted: Int32Array;
  /** Each list once, in the order of the shortest texts at which they stand; the first is empty. */
  readonly acceptedLists: readonly AcceptedList[];
  /** False when a limit kept a node with several members from being expanded. */
  readonly isComplete: boolean;
}

/** Languages, ascending, that share a text, and the shortest text that these and no others have. */
export interface AcceptedList {
  readonly languages: readonly number[];
  readonly text: string;
}

/** Breadth first from all `roots`, in reading order, so that each node is first reached by its least text. */
export function exploreTogether(
  { pool, table }: { readonly pool: StatePool; readonly table: ClassTable },
  roots: readonly { readonly language: number; readonly state: number }[],
  limits: ExplorationLimits,
): Exploration {
  const work = newWork(pool, table);
  for (const { language, state } of roots) {
    if (state !== deadState) pushMember(work, language, state * table.classCount);
  }
  closeNode(work, { parent: 0, rank: 0 });
  let isComplete = true;
  let rowCount = 0;
  let stepCount = 0;
  for (let node = 1; node < work.nodeCount; node += 1) {
    const memberCount = ((work.memberStart[node + 1] ?? 0) - (work.memberStart[node] ?? 0)) / 2;
    if (memberCount < 2) continue;
    stepCount += memberCount * table.classCount;
    if (
      work.nodeCount > limits.nodeCountMax ||
      work.memberEnd > limits.memberCountMax * 2 ||
      stepCount > limits.stepCountMax
    ) {
      isComplete = false;
      break;
    }
    work.rowOf[node] = rowCount;
    expand(work, node, rowCount);
    rowCount += 1;
  }
  return { ...work, rowCount, isComplete };
}

interface Work {
  readonly pool: StatePool;
  readonly table: ClassTable;
  nodeCount: number;
  memberStart: Int32Array;
  /** Numbers in use in `members`; beyond the last node's they are a node in the making. */
  memberEnd: number;
  members: Int32Array;
  rowOf: Int32Array;
  targets: Int32Array;
  accepted: Int32Array;
  readonly acceptedLists: AcceptedList[];
  readonly acceptedNumbers: Map<string, number>;
  /** How each node was first reached. */
  parent: Int32Array;
  rank: Int32Array;
  slots: Int32Array;
}

function newWork(pool: StatePool, table: ClassTable): Work {
  return {
    pool,
    table,
    nodeCount: 1,
    memberStart: new Int32Array(1024),
    memberEnd: 0,
    members: new Int32Array(4096),
    rowOf: new Int32Array(1024).fill(-1),
    targets: new Int32Array(1024 * 16),
    accepted: new Int32Array(1024),
    acceptedLists: [{ languages: [], text: "" }],
    acceptedNumbers: new Map([["", 0]]),
    parent: new Int32Array(1024),
    rank: new Int32Array(1024),
    slots: new Int32Array(4096),
  };
}

function pushMember(work: Work, language: number, offset: number): void {
  const at = work.memberEnd;
  if (at + 2 > work.members.length) work.members = grown(work.members, at + 2);
  work.members[at] = language;
  work.members[at + 1] = offset;
  work.memberEnd = at + 2;
}

function expand(work: Work, node: number, row: number): void {
  const { classCount, next, firstRank } = work.table;
  const from = work.memberStart[node] ?? 0;
  const to = work.memberStart[node + 1] ?? 0;
  work.targets = grown(work.targets, (row + 1) * classCount);
  for (let oneClass = 1; oneClass < classCount; oneClass += 1) {
    for (let at = from; at < to; at += 2) {
      const offset = next[(work.members[at + 1] ?? 0) + oneClass] ?? 0;
      if (offset !== 0) pushMember(work, work.members[at] ?? 0, offset);
    }
    const reached = closeNode(work, { parent: node, rank: firstRank[oneClass] ?? 0 });
    work.targets[row * classCount + oneClass] = reached;
  }
}

interface Arrival {
  readonly parent: number;
  readonly rank: number;
}

/** The node of the members that were pushed last; 0 when there are none. */
function closeNode(work: Work, arrival: Arrival): number {
  const first = work.memberStart[work.nodeCount] ?? 0;
  if (work.memberEnd === first) return 0;
  const mask = work.slots.length - 1;
  let slot = hashOf(work.members, first, work.memberEnd) & mask;
  for (let known = work.slots[slot] ?? 0; known !== 0; known = work.slots[slot] ?? 0) {
    if (isSameNode(work, known, first)) {
      work.memberEnd = first;
      return known;
    }
    slot = (slot + 1) & mask;
  }
  const node = work.nodeCount;
  work.slots[slot] = node;
  addNode(work, arrival);
  if (work.nodeCount * 2 > work.slots.length) rehash(work);
  if (work.memberEnd - first > 2) noteAccepted(work, node);
  return node;
}

function addNode(work: Work, { parent, rank }: Arrival): void {
  const node = work.nodeCount;
  work.nodeCount += 1;
  if (work.nodeCount >= work.parent.length) {
    work.memberStart = grown(work.memberStart, work.nodeCount + 1);
    work.accepted = grown(work.accepted, work.nodeCount + 1);
    work.parent = grown(work.parent, work.nodeCount + 1);
    work.rank = grown(work.rank, work.nodeCount + 1);
    const rows = new Int32Array(work.parent.length).fill(-1);
    rows.set(work.rowOf);
    work.rowOf = rows;
  }
  work.memberStart[node + 1] = work.memberEnd;
  work.parent[node] = parent;
  work.rank[node] = rank;
}

function hashOf(members: Int32Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (members[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}

function isSameNode({ memberStart, members, memberEnd }: Work, known: number, first: number): boolean {
  const start = memberStart[known] ?? 0;
  const length = memberEnd - first;
  if ((memberStart[known + 1] ?? 0) - start !== length) return false;
  for (let offset = 0; offset < length; offset += 1) {
    if (members[start + offset] !== members[first + offset]) return false;
  }
  return true;
}

function rehash(work: Work): void {
  work.slots = new Int32Array(work.slots.length * 4);
  const mask = work.slots.length - 1;
  for (let node = 1; node < work.nodeCount; node += 1) {
    let slot = hashOf(work.members, work.memberStart[node] ?? 0, work.memberStart[node + 1] ?? 0) & mask;
    while (work.slots[slot] !== 0) slot = (slot + 1) & mask;
    work.slots[slot] = node;
  }
}

/** Writes down which languages have the text of a new node. */
function noteAccepted(work: Work, node: number): void {
  const { classCount } = work.table;
  const languages: number[] = [];
  const end = work.memberStart[node + 1] ?? 0;
  for (let at = work.memberStart[node] ?? 0; at < end; at += 2) {
    const state = (work.members[at + 1] ?? 0) / classCount;
    if (work.pool.accepting[state] === 1) languages.push(work.members[at] ?? 0);
  }
  const key = languages.join();
  const known = work.acceptedNumbers.get(key);
  work.accepted[node] = known ?? work.acceptedLists.push({ languages, text: textTo(work, node) }) - 1;
  if (known === undefined) work.acceptedNumbers.set(key, work.accepted[node] ?? 0);
}

function textTo({ parent, rank }: Work, node: number): string {
  const ranks: number[] = [];
  for (let at = node; at > 1; at = parent[at] ?? 0) ranks.push(rank[at] ?? 0);
  return textOfRanks(ranks.reverse());
}
