import type { Finding, Semantics } from "../../core/index.ts";
import { type Html, html } from "../html.ts";
import { levelBadge } from "./badge.ts";
import { counted } from "./numbers.ts";
import { specimen } from "./specimen.ts";

const countMax = 200;
const order = { error: 0, warn: 1, info: 2 } as const;
const semanticsWords: Readonly<Record<Semantics, string>> = {
  full: "whole value compared",
  search: "if Amazon searches inside the scan",
  prefix: "if Amazon compares only the beginning",
};

/** How findings are shown. */
export interface FindingListOptions {
  /** The text that `at` and `fix` are about. */
  readonly source?: string;
  /** True where buttons may show the place in a field and apply a fix. */
  readonly live?: boolean;
}

/**
 * Findings, the worst first, each with its place, its witness and its fix; notes folded away; a sentence when there is
 * none.
 */
export function findingList(findings: readonly Finding[], options: FindingListOptions = {}): Html {
  if (findings.length === 0) return html`<p class="quiet">Nothing was found against it.</p>`;
  const sorted = findings.toSorted((a, b) => order[a.level] - order[b.level]);
  const notes = sorted.filter(({ level }) => level === "info");
  const others = sorted.slice(0, sorted.length - notes.length);
  return html`${others.length === 0 ? html`<p class="quiet">No error and no warning.</p>` : listHtml(others, options)}
${notes.length > 0 && html`<details class="notes" data-keep="notes"><summary>${counted(notes.length, "note")}</summary>${listHtml(notes, options)}</details>`}`;
}

function listHtml(findings: readonly Finding[], options: FindingListOptions): Html {
  const left = findings.length - countMax;
  return html`<ul class="findings">${findings.slice(0, countMax).map((finding) => findingHtml(finding, options))}</ul>
${left > 0 && html`<p class="quiet after">${left} more are not shown.</p>`}`;
}

function findingHtml(finding: Finding, options: FindingListOptions): Html {
  const { id, level, message, semantics, code, witness, remedy } = finding;
  return html`<li class="finding ${level}">
<div class="finding-head">${levelBadge(level)}<code class="rule">${id}</code>${placeHtml(finding, options)}
${semantics !== undefined && semantics !== "full" && html`<span class="chip">${semanticsWords[semantics]}</span>`}
${code !== undefined && html`<span class="chip">${code}</span>`}</div>
<p class="message">${message}</p>
${witness !== undefined && html`<p class="witness"><span class="key">Shown by</span> ${specimen(witness)}</p>`}
${remedy !== undefined && html`<p class="remedy"><span class="key">What to do</span> ${remedy}</p>`}
${fixHtml(finding, options)}
</li>`;
}

function placeHtml({ at }: Finding, { live, source }: FindingListOptions): Html | undefined {
  if (at === undefined || source === undefined) return undefined;
  const words = placeWords(at, source);
  if (live !== true) return html`<span class="place">${words}</span>`;
  return html`<button type="button" class="place link" data-action="show" data-from="${at[0]}" data-to="${at[1]}">${words}</button>`;
}

/** `character 5`, `characters 5–8`, counted from 1; between two characters `before character 5`, `at the start`, `at the end`. */
function placeWords([from, to]: readonly [number, number], source: string): string {
  if (from === to && from === 0) return "at the start";
  if (from === to) return from >= source.length ? "at the end" : `before character ${from + 1}`;
  return to === from + 1 ? `character ${to}` : `characters ${from + 1}–${to}`;
}

function fixHtml({ at, fix, fixAt = at, id }: Finding, { live, source }: FindingListOptions): Html | undefined {
  if (at === undefined || fixAt === undefined || fix === undefined || source === undefined) return undefined;
  const old = source.slice(fixAt[0], fixAt[1]);
  const change = changeHtml(old, fix);
  if (live !== true) return html`<p class="fix"><span class="key">Fix</span> ${change}</p>`;
  return html`<p class="fix"><span class="key">Fix</span> ${change}
<button type="button" class="small" data-action="apply" data-from="${fixAt[0]}" data-to="${fixAt[1]}" data-fix="${fix}">Apply<span class="hidden"> the fix of ${id} ${placeWords(at, source).replace(/^(?!at )/, "at ")}</span></button></p>`;
}

function changeHtml(old: string, fix: string): Html {
  if (old === "") return html`insert ${specimen(fix)}`;
  if (fix === "") return html`remove ${specimen(old)}`;
  return html`${specimen(old)} <span aria-hidden="true">→</span><span class="hidden">becomes</span> ${specimen(fix)}`;
}
