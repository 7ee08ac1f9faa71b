import type { DeviceModel, ModelCheck } from "../../core/catalog/index.ts";
import { type PatternProof, provePattern } from "../../core/catalog/index.ts";
import { defined, grouped } from "../../core/index.ts";
import { parsePattern, railroadDiagram } from "../../core/pattern/index.ts";
import type { CheckedCatalog } from "../catalog-source.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../shell.ts";
import { badge, stateOf } from "../view/badge.ts";
import { drawnRailroad } from "../view/drawn-railroad.ts";
import { findingList } from "../view/finding-list.ts";
import { namedPattern } from "../view/marked-pattern.ts";
import { nameText } from "../view/name-text.ts";
import { capacityWords, lengthWords } from "../view/numbers.ts";
import { diagramView, examplesView } from "../view/proof-view.ts";
import { hashOfState } from "../view/prover-state.ts";
import { adaptedRailroadFigure } from "../view/railroad-figure.ts";
import { specimen } from "../view/specimen.ts";
import { symbologyTitle } from "../view/symbology-title.ts";
import { boxCodeList } from "./models-page.ts";
import { catalogExamples } from "./prover-page.ts";

/** One model: its pattern drawn, what was found, examples, what else is on its box. Undefined when there is none of that name. */
export function modelPage({ catalog, check }: CheckedCatalog, deviceModel: string): Page | undefined {
  const model = catalog.models.find((one) => one.deviceModel === deviceModel);
  if (model === undefined) return undefined;
  const result = defined(
    check.models.find((one) => one.deviceModel === deviceModel),
    "every model of the catalog is checked",
  );
  const proof = proofOf(model);
  const start = catalogExamples(catalog).find(({ title }) => title === deviceModel);
  const main = html`<p><a href="/">Models</a> <span aria-hidden="true">/</span> <code>${deviceModel}</code></p>
<div class="title-row"><h1>${nameText(model.name)}</h1>${badge(stateOf(result.findings), stateWords[stateOf(result.findings)])}</div>
${patternHtml(model, result)}
${diagramHtml(model)}
<p class="open">${start !== undefined && html`<a class="button" href="/prover#${hashOfState(start.state)}">Open in the prover</a>`}</p>
<h2>Findings</h2>${findingList(result.findings, { source: model.serial.pattern })}
${result.findings.some(({ fix }) => fix !== undefined) && html`<p class="quiet after"><code>boxproof check --fix</code> writes the proved fixes into the catalog and keeps its comments.</p>`}
<h2>Facts</h2>${factsHtml(model, proof)}
<h2>Examples</h2>${examplesHtml(model, proof)}
${schemeHtml(model)}
${boxCodesHtml(model)}`;
  return { title: model.name, section: "models", main };
}

const stateWords = {
  pass: "Ready to hand over",
  warn: "Ready, with warnings",
  fail: "Must not be handed over",
} as const;

function proofOf({ serial, label }: DeviceModel): PatternProof {
  return provePattern(serial.pattern, {
    ...(label === undefined ? {} : { symbology: label.symbology }),
    ...(serial.planned === undefined ? {} : { planned: serial.planned }),
  });
}

function patternHtml({ serial }: DeviceModel, { findings }: ModelCheck): Html {
  const origin = serial.patternGenerated && html` <span class="chip">generated from the scheme</span>`;
  return html`<p class="pattern-line"><code>${namedPattern(serial.pattern, findings.filter(isAboutPattern))}</code>${origin}</p>`;
}

function isAboutPattern({ path }: ModelCheck["findings"][number]): boolean {
  return path === undefined || path.endsWith("pattern");
}

function diagramHtml({ serial }: DeviceModel): Html {
  const parsed = parsePattern(serial.pattern);
  const meaning = parsed.ok ? parsed.pattern : parsed.meaning;
  if (meaning === undefined) return diagramView(undefined);
  return adaptedRailroadFigure((width) => drawnRailroad(railroadDiagram(meaning.tree, { width })));
}

function factsHtml(model: DeviceModel, { capacity, lengths }: PatternProof): Html {
  const { label, listings, serial, securityProfile } = model;
  const facts: readonly (readonly [string, string | Html | undefined])[] = [
    ["Device model", html`<code>${model.deviceModel}</code>`],
    ["Serials the pattern accepts", capacityWords(capacity)],
    ["Units planned", serial.planned === undefined ? undefined : grouped(serial.planned)],
    ["Characters in a serial", capacity === "unknown" ? capacity : lengthWords(lengths)],
    ["Symbology", label === undefined ? "prints no label" : symbologyTitle(label.symbology)],
    ["Label template", label?.template],
    ["Security profile", securityProfile],
  ];
  return html`<dl class="facts">${facts.map(
    ([title, value]) => value !== undefined && html`<div><dt>${title}</dt><dd>${value}</dd></div>`,
  )}<div class="wide"><dt>Listings</dt><dd>${listings.length === 0 ? "none, so not in the manifest" : listingsHtml(listings)}</dd></div></dl>`;
}

function listingsHtml(listings: DeviceModel["listings"]): Html {
  return html`<table class="plain"><thead><tr><th scope="col">Marketplace</th><th scope="col">ASIN</th><th scope="col">GTIN</th></tr></thead>
<tbody>${listings.map(({ marketplace, asin, gtin }) => {
    const number = gtin === undefined ? html`<span class="quiet">none</span>` : html`<code>${gtin}</code>`;
    return html`<tr><td>${marketplace}</td><td><code>${asin}</code></td><td>${number}</td></tr>`;
  })}</tbody></table>`;
}

function examplesHtml({ serial }: DeviceModel, proof: PatternProof): Html {
  const { good, bad } = serial.examples;
  const given =
    good.length + bad.length > 0 &&
    html`<h3>Given in the catalog</h3><div class="columns"><div><h4>Must be accepted</h4><ul class="plain">${good.map((text) => html`<li>${specimen(text)}</li>`)}</ul></div>
<div><h4>Must be refused</h4><ul class="plain">${bad.map((text) => html`<li>${specimen(text)}</li>`)}</ul></div></div>`;
  return html`${given}${examplesView(proof, "Drawn from the pattern")}`;
}

function schemeHtml({ serial: { scheme } }: DeviceModel): Html | undefined {
  if (scheme === undefined) return undefined;
  return html`<h2>How the factory composes it</h2>
<ol class="scheme">${scheme.parts.map((part) => {
    const { kind, text } = partWords(part);
    return html`<li><span class="key">${kind}</span> <code>${text}</code></li>`;
  })}</ol>`;
}

type SchemePart = NonNullable<DeviceModel["serial"]["scheme"]>["parts"][number];

function partWords(part: SchemePart): { readonly kind: string; readonly text: string } {
  switch (part.kind) {
    case "text":
      return { kind: "text", text: part.text };
    case "oneOf":
      return { kind: "one of", text: part.values.slice(0, 40).join(" ") };
    case "check":
      return { kind: "check", text: part.algorithm };
    default: {
      const digits = (value: number) => String(value).padStart(part.width, "0");
      return { kind: part.kind, text: `${digits(part.from)}–${digits(part.to)}` };
    }
  }
}

function boxCodesHtml(model: DeviceModel): Html | undefined {
  if (model.boxCodes.length === 0) return undefined;
  return html`<h2>Other codes on its box</h2>${boxCodeList(model)}`;
}
