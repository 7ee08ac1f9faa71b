import type { Finding } from "../../index.ts";
import type { SchemeSource } from "../scheme/scheme-source.ts";
import type { SerialScheme } from "../scheme/serial-scheme.ts";
import type { ShortSchemePattern } from "../scheme/short-scheme-pattern.ts";

/** How far the serials speak for a reading: nothing else fits, it fits well, it is one of several that fit. */
export type Certainty = "sure" | "likely" | "guess";

/** One part of a proposed layout. A reading of the serials, not knowledge of the factory. */
export interface SuggestedPart {
  /** The part as a catalog writes it; absent where the places vary without an order that a scheme could say. */
  readonly source?: SchemeSource;
  /** Every character that is taken there, where the places vary without an order. */
  readonly characters?: string;
  /** The part for people: `week 01-53`, `any of 0-9, A-Z`. */
  readonly name: string;
  /** Half-open range of its characters in a serial. */
  readonly at: readonly [from: number, to: number];
  /** What the serials have there: `31 values from 02 to 47`. */
  readonly observed: string;
  /** Why it was read so, and what was added to what was seen, as a sentence. */
  readonly reason: string;
  readonly certainty: Certainty;
}

/** A proposal for serials that are composed alike. */
export interface SuggestedLayout {
  readonly parts: readonly SuggestedPart[];
  /** The scheme and its parts as a catalog writes them; absent where only a pattern can be proposed, which `notes` explain. */
  readonly scheme?: { readonly scheme: SerialScheme; readonly sources: readonly SchemeSource[] };
  /** The pattern of the portable subset. */
  readonly pattern: string;
  /** A pattern that reads more easily and accepts a few texts more than the scheme has; absent where there is none. */
  readonly shorter?: ShortSchemePattern;
  /** How many serials the scheme has, or how many texts the pattern where there is no scheme. */
  readonly capacity: bigint;
  /** How many rows fit. */
  readonly rowCount: number;
  readonly notes: readonly Finding[];
}

/** A row that fits no proposed layout, and why it does not fit the nearest. */
export interface OutsideRow {
  /** Index among the rows, from 0. */
  readonly row: number;
  readonly serial: string;
  readonly findings: readonly Finding[];
}

/** A row with a serial that an earlier one has. */
export interface RepeatedRow {
  /** Indices among the rows, from 0. */
  readonly row: number;
  readonly earlier: number;
  readonly serial: string;
}

/** What serials look as if they were composed of. A proposal: somebody who knows the factory has to confirm it. */
export interface SchemeSuggestion {
  readonly rowCount: number;
  /** Rows that repeat an earlier one. */
  readonly repeatedCount: number;
  /** The first of them, at most `repeatedRowMax`. */
  readonly repeated: readonly RepeatedRow[];
  /** Most rows first; more than one where the rows cannot be of one scheme; none where nothing can be proposed. */
  readonly layouts: readonly SuggestedLayout[];
  readonly outsideCount: number;
  /** Why they do not fit, by the id of the first finding, those with most rows first. */
  readonly outsideReasons: readonly { readonly id: string; readonly count: number }[];
  /** The first rows outside, at most `outsideRowMax` for one reason and five times as many altogether. */
  readonly outside: readonly OutsideRow[];
  readonly notes: readonly Finding[];
}

/** Most rows outside that are explained one by one, for one reason. */
export const outsideRowMax = 100;

/** Most rows that repeat another and are named. */
export const repeatedRowMax = 20;
