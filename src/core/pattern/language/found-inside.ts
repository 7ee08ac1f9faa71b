import { countWork } from "../counted-work.ts";
import type { WitnessResult } from "./common-text.ts";
import { characterOf, deadState, type Language, nextState, startState } from "./language.ts";
import { distinctCodes } from "./language-columns.ts";
import { type SearchBudget, shortestWay, type WaySearch } from "./shortest-way.ts";

/** A text in which something was found, and the part that was found. */
export type FoundResult =
  | { readonly kind: "text"; readonly text: string; readonly found: string }
  | Exclude<WitnessResult, { kind: "text" }>;

/**
 * A shortest text of `foreign` in which an engine finds a text of `sought`: anywhere in it (`search`), or at its start
 * (`prefix`). So it shows what a pattern whose anchors are dropped does with another code on the box. With a budget, it
 * is `limit` too when the steps of all searches together are used up.
 */
export function foundInside(
  foreign: Language,
  sought: Language,
  semantics: "search" | "prefix",
  budget?: SearchBudget,
): FoundResult {
  const nodes = nodesOf(foreign, sought);
  const codes = distinctCodes(foreign, sought);
  const search: WaySearch = {
    start: semantics === "search" ? nodes.before(startState) : nodes.within(startState, startState),
    nodeCount: nodes.count,
    moves(node, visit) {
      const { phase, stateF, stateS } = nodes.read(node);
      const mayEnd = phase === "behind" || sought.accepting[stateS] === 1;
      countWork(codes.length * 4);
      for (const code of codes) {
        const nextF = nextState(foreign, stateF, code);
        if (nextF === deadState) continue;
        if (phase === "before") visit(nodes.before(nextF), code);
        if (mayEnd) visit(nodes.behind(nextF), code);
        const nextS = phase === "behind" ? deadState : nextState(sought, stateS, code);
        if (nextS !== deadState) visit(nodes.within(nextF, nextS), code);
      }
    },
    isGoal(node) {
      if (foreign.accepting[nodes.stateF(node)] !== 1) return false;
      const { phase, stateS } = nodes.read(node);
      return phase === "behind" || sought.accepting[stateS] === 1;
    },
  };
  const way = shortestWay(search, budget);
  if (way.kind !== "way") return way.kind === "none" ? { kind: "none" } : limitReached;
  const text = way.labels.map(characterOf).join("");
  const phases = way.nodes.map((node) => nodes.read(node).phase);
  const from = semantics === "prefix" ? 0 : Math.max(0, phases.indexOf("within") - 1);
  const to = phases.lastIndexOf("within");
  return { kind: "text", text, found: text.slice(from, Math.max(from, to)) };
}

const limitReached: FoundResult = {
  kind: "limit",
  message: "The search ended at its limit of pairs of states; neither such a text nor its absence is proved.",
};

/** Before, within and behind the part that is found, each with the states of both languages, as one number. */
interface Nodes {
  readonly count: number;
  before(stateF: number): number;
  within(stateF: number, stateS: number): number;
  behind(stateF: number): number;
  stateF(node: number): number;
  /** Before the part, `stateS` is the start of the language that is sought: the part may begin at any character. */
  read(node: number): {
    readonly phase: "before" | "within" | "behind";
    readonly stateF: number;
    readonly stateS: number;
  };
}

function nodesOf({ stateCount: countF }: Language, { stateCount: countS }: Language): Nodes {
  const withinStart = countF;
  const behindStart = countF + countF * countS;
  return {
    before: (stateF) => stateF,
    within: (stateF, stateS) => withinStart + stateF * countS + stateS,
    behind: (stateF) => behindStart + stateF,
    count: behindStart + countF,
    stateF(node) {
      if (node < withinStart) return node;
      return node >= behindStart ? node - behindStart : Math.floor((node - withinStart) / countS);
    },
    read(node) {
      if (node < withinStart) return { phase: "before", stateF: node, stateS: startState };
      if (node >= behindStart) return { phase: "behind", stateF: node - behindStart, stateS: deadState };
      const pair = node - withinStart;
      return { phase: "within", stateF: Math.floor(pair / countS), stateS: pair % countS };
    },
  };
}
