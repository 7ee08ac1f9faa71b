import type { PatternProof } from "../../core/catalog/index.ts";
import { type Html, html } from "../html.ts";
import { badge, stateOf } from "./badge.ts";
import type { DrawnRailroad } from "./drawn-railroad.ts";
import { findingList } from "./finding-list.ts";
import { capacityWords, counted, lengthWords } from "./numbers.ts";
import { railroadFigure } from "./railroad-figure.ts";
import { hasUnseen, specimen } from "./specimen.ts";

function headline({ findings }: PatternProof): string {
  const warnings = findings.filter(({ level }) => level === "warn").length;
  const words = {
    pass: "Holds: no error, no warning",
    warn: `Holds, with ${warnings === 1 ? "a warning" : counted(warnings, "warning")} to look at`,
    fail: "Must not be handed over",
  } as const;
  return words[stateOf(findings)];
}

/** The verdict over a pattern in one line with its counts. */
export function proofHeadline(proof: PatternProof): Html {
  const state = stateOf(proof.findings);
  return html`<span class="headline ${state}">${badge(state, headline(proof))}</span>
<span class="counts">${findingCounts(proof)}</span>`;
}

/** The same as plain text, for announcements. */
export function proofSentence(proof: PatternProof): string {
  return `${headline(proof)}. ${findingCounts(proof)}.`;
}

function findingCounts({ findings, portable }: PatternProof): string {
  const count = (level: string) => findings.filter((finding) => finding.level === level).length;
  const parts = [counted(count("error"), "error"), counted(count("warn"), "warning"), counted(count("info"), "note")];
  return `${portable ? "portable" : "not portable"} · ${parts.filter((part) => !part.startsWith("0 ")).join(" · ") || "nothing found"}`;
}

/** The pattern with what the field cannot show named, since a blank or a mark that turns the direction hides there. */
export function asIsView({ regex }: PatternProof): Html | undefined {
  if (!hasUnseen(regex)) return undefined;
  return html`<p class="as-is"><span class="key">Character by character</span> ${specimen(regex)}</p>`;
}

/** How many serials the pattern has and how long they are. */
export function proofFacts({ capacity, lengths }: PatternProof): Html {
  return html`<dl class="facts">
<div><dt>Serials it accepts</dt><dd>${capacityWords(capacity)}</dd></div>
<div><dt>Characters in a serial</dt><dd>${capacity === "unknown" ? capacity : lengthWords(lengths)}</dd></div>
</dl>`;
}

const relations: Readonly<Record<string, string>> = {
  same: "Proved: it accepts exactly the same serials.",
  narrower: "It accepts fewer texts than what you wrote; nothing new.",
  wider: "It accepts more texts than what you wrote.",
  moved: "It accepts some texts that yours refuses, and refuses some that yours accepts.",
  disjoint: "It accepts nothing of what yours accepts: read it carefully.",
  unproved: "Whether it accepts the same could not be proved.",
};

/** The pattern with every automatic fix applied, and how it differs; nothing where there is none. */
export function fixedView({ fixed, fixRelation, regex }: PatternProof): Html | undefined {
  if (fixed === undefined || fixed === regex) return undefined;
  return html`<section class="fixed" aria-labelledby="fixed-title">
<h3 id="fixed-title">With every automatic fix</h3>
<p><code class="specimen">${fixed}</code></p>
<p class="quiet">${fixRelation !== undefined && (relations[fixRelation] ?? fixRelation)}</p>
<p><button type="button" data-action="replace" data-fix="${fixed}">Apply all fixes</button></p>
</section>`;
}

/** Whether any serial is also one of the other patterns; nothing where none was given. */
export function againstView({ against }: PatternProof): Html | undefined {
  if (against === undefined || against.length === 0) return undefined;
  return html`<section aria-labelledby="against-title"><h3 id="against-title">Against the other patterns</h3>
<ul class="against">${against.map(
    ({ regex, overlap, witness }) => html`<li>${overlapBadge(overlap)} <code class="specimen">${regex}</code>
${witness !== undefined && html`<span class="witness">Both accept ${specimen(witness)}</span>`}</li>`,
  )}</ul></section>`;
}

/** Null where it could not be decided. */
function overlapBadge(overlap: boolean | null): Html {
  if (overlap === null) return badge("warn", "Not decided");
  return overlap ? badge("fail", "Overlaps") : badge("pass", "Disjoint");
}

/** Texts that the pattern accepts, and other codes on boxes that it refuses. */
export function examplesView({ examples, capacity }: PatternProof, title = "Examples"): Html | undefined {
  const { good, bad } = examples;
  if (good.length === 0 && bad.length === 0) return undefined;
  return html`<section aria-labelledby="examples-title"><h3 id="examples-title">${title}</h3>
<div class="columns"><div><h4>${badge("pass", "Accepted")}</h4>
${good.length === 0 && html`<p class="quiet">${capacity === "0" ? "No text." : "Only texts that are too long to show."}</p>`}<ul class="plain">${good.map((text) => html`<li>${specimen(text)}</li>`)}</ul></div>
<div><h4>${badge("fail", "Refused")}</h4>
<ul class="plain">${bad.map(({ text, is }) => html`<li>${specimen(text)} <span class="quiet">${is}</span></li>`)}</ul></div></div></section>`;
}

/** The pattern drawn and in words. */
export function diagramView(diagram: DrawnRailroad | undefined): Html {
  if (diagram === undefined)
    return html`<p class="quiet">It cannot be drawn: engines do not agree on what this pattern means.</p>`;
  return railroadFigure(diagram);
}

/** Everything found against the pattern, with buttons for place and fix. */
export function liveFindings({ findings, regex }: PatternProof): Html {
  return html`<section aria-labelledby="findings-title"><h3 id="findings-title">Findings</h3>
${findingList(findings, { source: regex, live: true })}</section>`;
}
