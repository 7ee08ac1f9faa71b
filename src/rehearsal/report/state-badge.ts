import { type Html, html } from "../../web/index.ts";
import type { CaseState } from "../rehearsal-result.ts";

/** The word for each state, as people read it. */
export const stateWord: Readonly<Record<CaseState, string>> = {
  pass: "Passed",
  warn: "Warning",
  fail: "Failed",
  review: "To review",
  skip: "Skipped",
  unverified: "Unverified",
};

const stateSign: Readonly<Record<CaseState, string>> = {
  pass: "✓",
  warn: "!",
  fail: "✕",
  review: "?",
  skip: "–",
  unverified: "?",
};

/** A state as colour, sign and word together; `word` replaces the state's own word. */
export function badge(state: CaseState, word: string = stateWord[state]): Html {
  return html`<span class="badge ${state}"><b aria-hidden="true">${stateSign[state]}</b>${word}</span>`;
}
