import type { Finding, Level } from "../../core/index.ts";
import { type Html, html } from "../html.ts";

/** How a model, a pattern or a check stands. */
export type State = "pass" | "warn" | "fail" | "info";

const signs: Readonly<Record<State, string>> = { pass: "✓", warn: "!", fail: "✕", info: "i" };
const words: Readonly<Record<State, string>> = { pass: "Pass", warn: "Warning", fail: "Fail", info: "Note" };
const stateOfLevel: Readonly<Record<Level, State>> = { error: "fail", warn: "warn", info: "info" };
const levelWords: Readonly<Record<Level, string>> = { error: "Error", warn: "Warning", info: "Note" };

/** The worst of the findings: an error fails, a warning warns, a note still passes. */
export function stateOf(findings: readonly Finding[]): "pass" | "warn" | "fail" {
  if (findings.some(({ level }) => level === "error")) return "fail";
  return findings.some(({ level }) => level === "warn") ? "warn" : "pass";
}

/** A state as sign, word and colour together; `word` replaces the state's own word. */
export function badge(state: State, word: string = words[state]): Html {
  return html`<span class="badge ${state}"><b aria-hidden="true">${signs[state]}</b>${word}</span>`;
}

/** A finding's level as sign, word and colour. */
export function levelBadge(level: Level): Html {
  return badge(stateOfLevel[level], levelWords[level]);
}
