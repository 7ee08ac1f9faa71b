import { type Html, html } from "../html.ts";
import { badge, type State } from "./badge.ts";
import { nameText } from "./name-text.ts";
import { capacityWords, counted } from "./numbers.ts";
import { specimen } from "./specimen.ts";

/** What became of every model between two manifests, as the console answers it. */
export interface Difference {
  /** What was compared, as people know it: a file's name and revision. */
  readonly before: string;
  readonly after: string;
  readonly models: readonly ModelDifference[];
}

/** One model in two manifests. */
export interface ModelDifference {
  readonly deviceModel: string;
  /** By the serials that its regex accepts: `same`, `narrowed`, `widened`, `moved`, `disjoint`, `new`, `retired`, `unproved`. */
  readonly change: string;
  /** True when anything differs, be it only a listing. */
  readonly isChanged: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly lost?: TextsOneWay;
  readonly gained?: TextsOneWay;
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
}

/** Serials that only one of two regexes accepts. */
interface TextsOneWay {
  readonly count: string;
  readonly witness: string;
}

const shownMax = 300;
const changes: Readonly<Record<string, readonly [state: State, word: string, sentence: string]>> = {
  same: ["pass", "Same", "It accepts exactly the same serials."],
  narrowed: ["fail", "Narrowed", "It accepts fewer serials: some that are printed may be refused."],
  widened: ["warn", "Widened", "It accepts more serials, and every one that it accepted before."],
  moved: ["fail", "Moved", "It refuses serials that it accepted, and accepts others."],
  disjoint: ["fail", "Replaced", "It accepts none of the serials that it accepted before."],
  new: ["info", "New", "It was not in the manifest before."],
  retired: ["warn", "Retired", "It is no longer in the manifest."],
  unproved: ["fail", "Not proved", "What changed could not be proved within the limits."],
};
const fieldNames: Readonly<Record<string, string>> = {
  productName: "Product name",
  lwaClientId: "LWA client id",
  symbology: "Symbology",
  listing: "Listing",
};

/** What changed, model by model, the unchanged ones counted. */
export function differenceView({ before, after, models }: Difference): Html {
  const changed = models.filter(({ isChanged }) => isChanged);
  const same = models.length - changed.length;
  return html`<p><strong>${nameText(before)}</strong> <span aria-hidden="true">→</span><span class="hidden">compared with</span> <strong>${nameText(after)}</strong>:
${changed.length === 0 ? "nothing changed" : `${counted(changed.length, "model")} changed`}${same > 0 && `, ${counted(same, "model")} unchanged`}.</p>
${changed.some(({ lost }) => lost !== undefined) && html`<p class="quiet">Whether a refused serial is on a box already, the ledger knows: <code>boxproof manifest diff</code> asks it.</p>`}
<ul class="findings">${changed.slice(0, shownMax).map(modelHtml)}</ul>
${changed.length > shownMax && html`<p class="quiet">${counted(changed.length - shownMax, "more model")} not shown.</p>`}`;
}

function modelHtml(model: ModelDifference): Html {
  const { deviceModel, change, before, after, lost, gained, fields } = model;
  const [state, word, sentence] = changes[change] ?? ["info", change, ""];
  const isRewritten = before !== undefined && after !== undefined && before !== after;
  return html`<li class="finding ${state}"><div class="finding-head">${badge(state, word)}<strong>${nameText(deviceModel)}</strong></div>
<p>${change === "same" && !isRewritten ? "Its regex is the same." : sentence}</p>
${isRewritten ? html`${regexHtml("Before", before)}${regexHtml("After", after)}` : regexHtml("Regex", after ?? before)}
${onlyHtml("Refused now", lost)}${onlyHtml("Accepted now", gained)}
${fields.map(({ field, before: old, after: now }) => html`<p><span class="key">${fieldNames[field] ?? field}</span> ${fieldChange(old, now)}</p>`)}</li>`;
}

function regexHtml(title: string, regex: string | undefined): Html | undefined {
  if (regex === undefined) return undefined;
  return html`<p><span class="key">${title}</span> <code class="specimen">${nameText(regex)}</code></p>`;
}

function onlyHtml(title: string, texts: TextsOneWay | undefined): Html | undefined {
  if (texts === undefined) return undefined;
  return html`<p><span class="key">${title}</span> ${countWords(texts.count)}, for example ${specimen(texts.witness)}</p>`;
}

function countWords(count: string): string {
  if (count === "1") return "1 serial";
  return /^[0-9]/.test(count) ? `${capacityWords(count)} serials` : `${count} number of serials`;
}

function fieldChange(before: string | undefined, after: string | undefined): Html {
  if (before === undefined) return html`added <code>${nameText(after ?? "")}</code>`;
  if (after === undefined) return html`removed <code>${nameText(before)}</code>`;
  return html`<code>${nameText(before)}</code> <span aria-hidden="true">→</span><span class="hidden">becomes</span> <code>${nameText(after)}</code>`;
}
