import { type Html, html } from "../../web/index.ts";
import type { ControlResult, ExhibitLine } from "../rehearsal-result.ts";
import { type Evidence, pictureHtml } from "./picture-html.ts";
import { badge } from "./state-badge.ts";

/** The planted mistakes, one card each. */
export function controlsHtml(controls: readonly ControlResult[], evidence: Evidence): Html | undefined {
  if (controls.length === 0) return undefined;
  return html`<h2 id="controls">Planted mistakes</h2>
<p class="lead">Checks that never fail prove nothing. So each mistake below was made on purpose, and the rehearsal fails unless it is caught.</p>
<div class="controls">${controls.map((control) => controlHtml(control, evidence))}</div>`;
}

function controlHtml(control: ControlResult, evidence: Evidence): Html {
  return html`<article class="card">
<header><h3>${control.title}</h3>${badge(control.caught ? "pass" : "fail", control.caught ? "Caught" : "Not caught")}</header>
<div class="body">
${control.picture && pictureHtml(control.picture, evidence, control.picture.alt)}
${control.exhibit && html`<figure class="exhibit"><dl>${control.exhibit.map(exhibitHtml)}</dl></figure>`}
<dl>
<dt>harm</dt><dd>${control.harm}</dd>
<dt>caught by</dt><dd>${control.caughtBy}</dd>
<dt>expected</dt><dd>${control.expected}</dd>
<dt>got</dt><dd>${control.got}</dd>
<dt>remedy</dt><dd>${control.remedy}</dd>
</dl>
</div>
</article>`;
}

function exhibitHtml({ label, text, mark }: ExhibitLine): Html {
  const pieces = mark === undefined || mark === "" ? [text] : text.split(mark);
  const marked = pieces.map((piece, index) => (index === 0 ? html`${piece}` : html`<mark>${mark}</mark>${piece}`));
  return html`<dt>${label}</dt><dd class="mono">${marked}</dd>`;
}
