import type { Catalog } from "../../core/catalog/index.ts";
import { symbologies } from "../../core/symbol/index.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../shell.ts";
import { hashOfState, type ProverState, proverLimits } from "../view/prover-state.ts";
import { symbologyTitle } from "../view/symbology-title.ts";

/** A pattern to start from, with the name under which the page offers it. */
export interface ProverExample {
  readonly title: string;
  readonly state: ProverState;
}

/** Examples of what the prover finds, which need no catalog. */
export const plainExamples: readonly ProverExample[] = [
  {
    title: "A serial with year, week, line and counter",
    state: {
      regex: "^SN[0-9]{4}[A-C][0-9]{6}$",
      against: [],
      symbology: "code128",
      serials: ["SN2614A000457", "SN2614D000457"],
    },
  },
  {
    title: "A pattern as many write it: \\d, no anchors",
    state: { regex: "SN\\d{4}[A-C]\\d{6}", against: [], serials: ["SN2614A000457"] },
  },
  {
    title: "Digits only: every GTIN fits",
    state: { regex: "^[0-9]{12,14}$", against: [], serials: ["012345678905"] },
  },
  {
    title: "Hours in one scan: exponential backtracking",
    state: { regex: "^(?:[0-9]{1,9}){1,9}X$", against: [], serials: [] },
  },
];

/** The models of a catalog as examples, each against the patterns of the others. */
export function catalogExamples({ models }: Catalog): readonly ProverExample[] {
  const countMax = 200;
  return models.slice(0, countMax).map((model) => {
    const others = models.filter((other) => other !== model).slice(0, proverLimits.againstCount);
    const { serial, label, deviceModel } = model;
    return {
      title: deviceModel,
      state: {
        regex: serial.pattern,
        // In a large catalog the overlaps stand on the models' page; here they would hide the rest.
        against: models.length > 20 ? [] : [...new Set(others.map((other) => other.serial.pattern))],
        ...(label === undefined ? {} : { symbology: label.symbology }),
        ...(serial.planned === undefined ? {} : { planned: String(serial.planned) }),
        serials: serial.examples.good.slice(0, 2),
      },
    };
  });
}

/** The prover with the models of a catalog to start from. */
export function proverPage(catalog: Catalog, module: string): Page {
  const main = proverMain({ "Models of this catalog": catalogExamples(catalog), Examples: plainExamples });
  return { title: "Prover", section: "prover", main, module };
}

/** The fields and places of the prover; a browser module makes them live. */
export function proverMain(groups: Readonly<Record<string, readonly ProverExample[]>>): Html {
  return html`<h1>Prove a serial pattern</h1>
<p class="lead">Type the regular expression with which Amazon will recognise your serials. It is proved as you type: against every character that engines read differently, against the other codes on a box, and against your other models.</p>
<noscript><p class="note warn">This page needs JavaScript. <code>boxproof pattern</code> does the same on the command line.</p></noscript>
<div class="prover">
${headHtml(groups)}
<section id="results" aria-label="What is proved">
<div id="fixed"></div>
<section aria-labelledby="drawn-title"><h3 id="drawn-title">What it means</h3><div id="diagram"></div><div id="facts"></div></section>
<div id="findings"></div><div id="against-result"></div><div id="examples"></div>
</section>
<aside aria-label="Serials and circumstances">
${serialsHtml}
${circumstancesHtml()}
<p class="private">Nothing leaves this machine: the proof runs in this page. The address keeps what you typed behind <code>#</code>, which browsers send to nobody, so you can keep or share it.</p>
</aside>
</div>`;
}

function headHtml(groups: Readonly<Record<string, readonly ProverExample[]>>): Html {
  return html`<section class="prover-head" aria-label="The pattern">
<div class="row"><label for="regex">Regular expression</label>
<div class="pick"><label for="example" class="hidden">Start from an example</label><select id="example"><option value="">Start from an example …</option>
${Object.entries(groups).map(([title, examples]) => html`<optgroup label="${title}">${examples.map(exampleHtml)}</optgroup>`)}
</select></div></div>
<div class="regex-field"><div id="regex-marks" aria-hidden="true"></div>
<textarea id="regex" rows="1" spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off" aria-describedby="verdict" placeholder="^SN[0-9]{8}$"></textarea></div>
<div id="as-is"></div>
<div class="verdict-row"><div id="verdict"></div><div id="timing">The prover is loading …</div></div>
<p id="status" role="status" class="hidden"></p>
</section>`;
}

function exampleHtml({ title, state }: ProverExample): Html {
  return html`<option value="${title}" data-state="${hashOfState(state)}">${title}</option>`;
}

const serialsHtml = html`<section class="card" aria-labelledby="serials-title"><h2 id="serials-title" class="card-title">Try serials</h2>
<div class="field"><label for="serials">Serials, one a line</label>
<textarea id="serials" rows="3" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off" aria-describedby="serials-hint"></textarea>
<p class="hint" id="serials-hint">Exactly as a scanner sends them: a blank counts.</p></div>
<div id="tried" role="region" aria-label="Answers to the serials" aria-live="polite"></div></section>`;

function circumstancesHtml(): Html {
  return html`<section class="card" aria-labelledby="circumstances-title"><h2 id="circumstances-title" class="card-title">Prove it against</h2>
<div class="field"><label for="against">Patterns of your other models, one a line</label>
<textarea id="against" rows="4" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off"></textarea></div>
<div class="field"><label for="symbology">Symbology on the label</label>
<select id="symbology"><option value="">not chosen</option>${symbologies.map((name) => html`<option value="${name}">${symbologyTitle(name)}</option>`)}</select></div>
<div class="field"><label for="planned">Units planned</label>
<input id="planned" inputmode="numeric" autocomplete="off" placeholder="500,000" aria-describedby="planned-fault">
<p class="hint wrong" id="planned-fault" role="status"></p></div></section>`;
}
