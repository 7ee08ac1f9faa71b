import { type Html, html } from "../html.ts";
import { badge } from "./badge.ts";
import { specimen } from "./specimen.ts";

/** A serial held against a pattern. */
export interface TriedSerial {
  readonly text: string;
  /** Absent when nobody can say: the pattern means nothing that engines agree on. */
  readonly matches?: boolean;
  /** Where it leaves the pattern, in UTF-16 units, and why as a sentence. */
  readonly mismatch?: {
    readonly at: number;
    readonly sentence: string;
    /** The part of the pattern that was waiting there. */
    readonly patternAt: readonly [from: number, to: number];
  };
}

/** Serials that somebody tried, each with its answer and the character at which it breaks. */
export function triedSerials(serials: readonly TriedSerial[]): Html {
  if (serials.length === 0)
    return html`<p class="quiet">Type a serial: you see at once whether the pattern accepts it.</p>`;
  return html`<ol class="tried">${serials.map(triedHtml)}</ol>`;
}

function triedHtml({ text, matches, mismatch }: TriedSerial): Html {
  if (matches === undefined)
    return html`<li>${badge("info", "Unknown")} ${specimen(text)}<p>Engines do not agree on what the pattern means.</p></li>`;
  if (matches) return html`<li>${badge("pass", "Accepted")} ${specimen(text)}</li>`;
  if (mismatch === undefined) return html`<li>${badge("fail", "Refused")} ${specimen(text)}</li>`;
  const [from, to] = mismatch.patternAt;
  return html`<li>${badge("fail", "Refused")} ${specimen(text, mismatch.at)}
<p>${mismatch.sentence} <button type="button" class="link" data-action="show" data-from="${from}" data-to="${to}">Show in the pattern</button></p></li>`;
}
