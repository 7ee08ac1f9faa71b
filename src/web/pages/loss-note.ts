import { isError } from "../../core/index.ts";
import type { CheckedCatalog } from "../catalog-source.ts";
import { goneModels, type HandOver } from "../hand-over.ts";
import { type Html, html } from "../html.ts";
import { sentWords } from "../last-sent.ts";
import { badge } from "../view/badge.ts";
import { modelPath } from "./model-path.ts";

const shownMax = 50;

/** That a manifest of this catalog would refuse serials in use, or ones that the last one accepts; undefined where not. */
export function lossNote(checked: CheckedCatalog, handOver: HandOver): Html | undefined {
  const { sent, changes } = handOver;
  if (sent !== undefined && !("record" in sent)) return undefined;
  const losing = [...changes].flatMap(([deviceModel, findings]) =>
    findings.filter(({ id }) => id === "L008").map((finding) => ({ deviceModel, finding })),
  );
  if (losing.length === 0) return undefined;
  const isBlocked = losing.some(({ finding }) => isError(finding));
  const gone = new Set(goneModels(checked, handOver));
  return html`<div class="note ${isBlocked ? "fail" : "warn"}">
<p>${isBlocked ? badge("fail", "Serials in use may be refused") : badge("warn", "Fewer serials are accepted")}</p>
<p>${sent === undefined ? "For the first hand-over:" : html`Against ${sentWords(sent)}:`}</p>
<ul>${losing.slice(0, shownMax).map(({ deviceModel, finding }) => {
    const name = gone.has(deviceModel) ? deviceModel : html`<a href="${modelPath(deviceModel)}">${deviceModel}</a>`;
    return html`<li>${name}: <span class="rule">${finding.id}</span> <span class="quoting">${finding.message}</span></li>`;
  })}</ul>
${losing.length > shownMax && html`<p class="quiet">${losing.length - shownMax} more are not shown.</p>`}
<p class="quiet">${ledgerWords(handOver)}</p></div>`;
}

function ledgerWords({ ledger }: HandOver): string {
  if (ledger.fault !== undefined) return `The ledger was not asked: ${ledger.fault.message}`;
  if (ledger.known === undefined) return "No ledger lies beside the catalog, so none was asked.";
  return `Asked the ledger ${ledger.location ?? ""}.`;
}
