import type { Finding, Level } from "../../core/index.ts";
import { type Html, html } from "../html.ts";
import { namedText } from "./specimen.ts";

const rank: Readonly<Record<Level, number>> = { error: 3, warn: 2, info: 1 };

/** A stretch of a text, or a point between two characters, with the worst finding on it. */
export interface MarkedPiece {
  readonly text: string;
  /** Absent where nothing was found. */
  readonly level?: Level;
}

/** The text cut where findings begin and end. A finding between two characters becomes an empty piece. */
export function markedPieces(source: string, findings: readonly Finding[]): readonly MarkedPiece[] {
  const ranges = findings.flatMap(({ at, level }) => (at === undefined ? [] : [{ from: at[0], to: at[1], level }]));
  const cuts = new Set([0, source.length, ...ranges.flatMap(({ from, to }) => [from, to])]);
  const places = [...cuts].filter((place) => place >= 0 && place <= source.length).sort((a, b) => a - b);
  return places.flatMap((from, index) => {
    const to = places[index + 1];
    const point = worst(ranges.filter((range) => range.from === from && range.to === from));
    const over = to === undefined ? undefined : worst(ranges.filter((range) => range.from <= from && range.to >= to));
    const pieces: MarkedPiece[] = point === undefined ? [] : [{ text: "", level: point }];
    if (to !== undefined) pieces.push({ text: source.slice(from, to), ...(over === undefined ? {} : { level: over }) });
    return pieces;
  });
}

function worst(ranges: readonly { readonly level: Level }[]): Level | undefined {
  return ranges.map(({ level }) => level).sort((a, b) => rank[b] - rank[a])[0];
}

/** A pattern with its findings underlined; the shape of the line says the level, not the colour alone. */
export function markedPattern(source: string, findings: readonly Finding[]): Html {
  return marked(source, findings, (text) => html`${text}`);
}

/** The same where nothing lies over it, letter for letter: what nobody could see is named. */
export function namedPattern(source: string, findings: readonly Finding[]): Html {
  return marked(source, findings, namedText);
}

function marked(source: string, findings: readonly Finding[], shown: (text: string) => Html): Html {
  const pieces = markedPieces(source, findings).map(({ text, level }) => {
    if (level === undefined) return shown(text);
    return text === "" ? html`<i class="gap ${level}"></i>` : html`<u class="${level}">${shown(text)}</u>`;
  });
  return html`${pieces}`;
}
