import { type Html, html } from "../../web/index.ts";
import type { ChainResult, Hop } from "../rehearsal-result.ts";
import { type Evidence, pictureHtml } from "./picture-html.ts";
import { badge } from "./state-badge.ts";

/** One card a serial: label, camera picture, verdict and outcome side by side, then its hops. */
export function chainsHtml(chains: readonly ChainResult[], evidence: Evidence): Html | undefined {
  if (chains.length === 0) return undefined;
  return html`<h2 id="chains">The way of each serial</h2>
<p class="lead">One serial of every model, from the factory to the tokens. A hop passes only when the serial is byte for byte the one that was drawn.</p>
${chains.map((chain) => chainHtml(chain, evidence))}`;
}

function chainHtml(chain: ChainResult, evidence: Evidence): Html {
  return html`<article class="card">
<header><h3>${chain.name} <span class="mono">${chain.dsn}</span></h3>${badge(chain.state)}</header>
<div class="body">
<div class="strip">
${chain.label && pictureHtml(chain.label, evidence, `The label, ${chain.symbology ?? ""}, as printed`)}
${chain.camera && pictureHtml(chain.camera, evidence, "What the camera model sees; the serial's symbol outlined in orange")}
${endsHtml(chain)}
</div>
<ol class="hops">${chain.hops.map(hopHtml)}</ol>
</div>
</article>`;
}

function endsHtml(chain: ChainResult): Html {
  const verdictGood = chain.verdict === "ok";
  const outcomeGood = chain.outcome === "exchanged";
  return html`<div class="ends">
${chain.verdict !== undefined && html`<div><small>Verdict over the box</small><span class="big">${badge(verdictGood ? "pass" : "fail", chain.verdict)}</span></div>`}
${chain.outcome !== undefined && html`<div><small>Outcome of the token exchange</small><span class="big">${badge(outcomeGood ? "pass" : "fail", chain.outcome)}</span></div>`}
</div>`;
}

function hopHtml(hop: Hop): Html {
  return html`<li class="${hop.state}"><h4>${hop.title}</h4><p>${hop.got}</p>
${hop.serial !== undefined && html`<p class="same">${hop.identical === true ? "serial unchanged" : html`serial is now <code>${hop.serial}</code>`}</p>`}
${hop.nextStep !== undefined && html`<p>${hop.nextStep}</p>`}</li>`;
}
