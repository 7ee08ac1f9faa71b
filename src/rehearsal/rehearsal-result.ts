import type { Level } from "../core/index.ts";
import type { Quad } from "../core/symbol/index.ts";
import type { Verdict } from "../core/verdict/index.ts";

/** How a case ended. `unverified`: something outside failed, so nothing was learned; `review`: a person has to look. */
export type CaseState = "pass" | "warn" | "fail" | "review" | "skip" | "unverified";

/** The order in which states decide over a whole: the first that occurs wins. */
const stateOrder: readonly CaseState[] = ["fail", "unverified", "review", "warn", "pass", "skip"];

/** The state of a whole from the states of its parts; `skip` when there is no part. */
export function worstState(states: readonly CaseState[]): CaseState {
  return stateOrder.find((state) => states.includes(state)) ?? "skip";
}

/** Where a rule comes from. */
export interface Source {
  /** The document or standard, e.g. `Integrating Pre-registration (Amazon, 7 August 2018)`. */
  readonly document: string;
  /** The place in it, or the id of the fact in README's table. */
  readonly clause: string;
  /** How sure we are that Amazon's side works like this. */
  readonly confidence: "documented" | "inferred" | "our rule";
}

/** One thing that a case looked at. */
export interface Observation {
  /** What it is about: a device model, a serial, a field. */
  readonly subject: string;
  readonly state: CaseState;
  readonly expected: string;
  readonly got: string;
  /** What to do, for anything but pass. */
  readonly nextStep?: string;
}

/** What one case found out. Free of anything that varies from run to run. */
export interface CaseResult {
  readonly id: string;
  /** A true sentence: the case's title when it passed, its failure title when it did not. */
  readonly title: string;
  readonly rule: string;
  readonly source: Source;
  readonly state: CaseState;
  readonly observations: readonly Observation[];
}

/** A picture in the evidence folder, with what is outlined in it. */
export interface Picture {
  /** Path inside the evidence folder, with `/`. */
  readonly file: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
}

/** A symbol that was found, with its corners in pixels of the picture. */
export interface Outline {
  readonly corners: Quad;
  readonly label: string;
  /** `serial`: the symbol that the verdict is about. */
  readonly role: "serial" | "other";
}

/** One step on the way of a serial. */
export interface Hop {
  readonly id: HopId;
  readonly title: string;
  readonly state: CaseState;
  /** What came out, in words. */
  readonly got: string;
  /** The serial as it stood after this hop, where the hop carries one. */
  readonly serial?: string;
  /** True when `serial` is byte for byte what was drawn. */
  readonly identical?: boolean;
  readonly nextStep?: string;
}

/** The hops of a serial, in order. */
export const hopIds = [
  "drawn",
  "label",
  "photo",
  "read",
  "verdict",
  "ledger",
  "purchase",
  "fulfilment-scan",
  "notification",
  "exchange",
] as const;

/** Name of a hop. */
export type HopId = (typeof hopIds)[number];

/** The way of one serial, from the factory to the tokens. */
export interface ChainResult {
  readonly deviceModel: string;
  readonly name: string;
  readonly dsn: string;
  readonly symbology?: string;
  readonly state: CaseState;
  readonly hops: readonly Hop[];
  readonly verdict?: Verdict;
  readonly outcome?: string;
  readonly label?: Picture;
  readonly camera?: Picture;
}

/** Texts set one under the other, where a photo would show nothing: two patterns, two messages, an answer. */
export type Exhibit = readonly ExhibitLine[];

/** One line of an exhibit. */
export interface ExhibitLine {
  readonly label: string;
  readonly text: string;
  /** The piece of `text` that matters, to be marked; all of its occurrences. */
  readonly mark?: string;
}

/** A mistake that was planted on purpose, and whether boxproof caught it. */
export interface ControlResult {
  readonly id: string;
  /** What was planted. */
  readonly title: string;
  /** What it would do to a customer if nobody noticed. */
  readonly harm: string;
  readonly caught: boolean;
  /** The check that has to catch it, by name. */
  readonly caughtBy: string;
  readonly expected: string;
  readonly got: string;
  /** How the mistake is mended when it happens for real. */
  readonly remedy: string;
  readonly picture?: Picture;
  readonly exhibit?: Exhibit;
}

/** Something worth saying about the whole run. */
export interface Note {
  readonly level: Level;
  readonly message: string;
}

/** All that a rehearsal found out; the same for the same catalog and seed. */
export interface RehearsalResult {
  readonly seed: string;
  readonly maker: string;
  readonly catalogName: string;
  readonly catalogSha256: string;
  readonly isDemo: boolean;
  readonly state: CaseState;
  readonly chains: readonly ChainResult[];
  readonly cases: readonly CaseResult[];
  readonly controls: readonly ControlResult[];
  readonly notes: readonly Note[];
}

/** What varies from run to run: kept apart, so that everything else can be compared byte by byte. */
export interface RunFacts {
  readonly boxproofVersion: string;
  readonly nodeVersion: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly tokenUrl: string;
  readonly notificationUrl: string;
  readonly durationsMs: Readonly<Record<string, number>>;
  readonly requestIds: Readonly<Record<string, string>>;
}
