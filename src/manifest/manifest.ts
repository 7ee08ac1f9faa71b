import type { CheckAlgorithm } from "../core/dsn/index.ts";
import type { Level, Semantics } from "../core/index.ts";
import type { Symbology } from "../core/symbol/index.ts";

/** What a maker hands over to Amazon: one row for each model in each marketplace. */
export interface Manifest extends ManifestHead {
  /** Error-level findings that stood when it was made with force; absent when none did. */
  readonly forced?: readonly ForcedFinding[];
  readonly rows: readonly ManifestRow[];
  /** SHA-256 in hexadecimal over the canonical JSON (RFC 8785) of all other fields. */
  readonly sha256: string;
}

/** The form of this file; a later form has another number. */
export const schemaVersion = "boxproof-manifest/1";

/** How every regex of a manifest is meant; engines that search or ignore a trailing newline accept more. */
export const regexSemantics = "full match of the whole scanned value, case sensitive, ASCII";

/** What a manifest says of itself. */
export interface ManifestHead {
  readonly schemaVersion: typeof schemaVersion;
  /** The same for every revision of one maker's manifest. */
  readonly manifestId: string;
  /** Counts what was handed over, from 1. */
  readonly revision: number;
  /** `sha256` of the manifest that was sent before; absent for the first. */
  readonly previousRevisionSha256?: string;
  /** When it was made: ISO 8601 in UTC. */
  readonly issuedAt: string;
  /** The day from which it holds: `2026-01-31`. */
  readonly effectiveFrom: string;
  readonly maker: { readonly name: string; readonly vendorCode?: string };
  /** Whom Amazon asks at the maker. */
  readonly contact?: ManifestContact;
  /** To whom at Amazon it goes. */
  readonly amazonContact?: string;
  readonly regexSemantics: typeof regexSemantics;
  /** Made from the demo catalog of a made-up maker; absent otherwise. */
  readonly demo?: true;
}

/** A person or a desk at the maker. */
export interface ManifestContact {
  readonly name: string;
  readonly email?: string;
  readonly role?: string;
}

/** An error-level finding under which a manifest was made with force. */
export interface ForcedFinding {
  readonly deviceModel: string;
  readonly id: string;
  readonly message: string;
  readonly witness?: string;
}

/** Every `RowStatus`, for the schema. */
export const rowStatuses = ["new", "changed", "unchanged", "retired"] as const;

/** What became of a row since the manifest that was sent before; `retired` rows repeat what was sent. */
export type RowStatus = (typeof rowStatuses)[number];

/** One device model in one marketplace. A model has one regex in all its rows, an ASIN one model. */
export interface ManifestRow extends RegexFacts {
  /** Exactly the LWA device_model. */
  readonly deviceModel: string;
  readonly productName: string;
  /** Public id of the security profile that the device belongs to. */
  readonly lwaClientId: string;
  readonly marketplace: string;
  readonly asin: string;
  readonly gtin?: string;
  readonly status: RowStatus;
  /** The day from which this row holds; for a retired one, from which it no longer does. */
  readonly effectiveFrom: string;
}

/** A regex with what was proved of it, the same in every row of a model. */
export interface RegexFacts {
  readonly serialRegex: string;
  /** SHA-256 in hexadecimal over the regex's ASCII characters. */
  readonly regexSha256: string;
  /** Symbology of the serial on the box; absent where boxproof makes no label. */
  readonly symbology?: Symbology;
  /** Shortest and longest serial, in characters; absent for a regex that boxproof cannot prove, or without a longest. */
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  /** Every character that a serial can have; empty for a regex that boxproof cannot prove. */
  readonly alphabet: string;
  /** How many texts the regex accepts, as digits (it exceeds 2^53), or `infinite`, or `unknown`. */
  readonly capacity: string;
  /** How many serials the factory's scheme has, as digits; absent without a scheme. */
  readonly schemeCapacity?: string;
  /** Check character systems inside the serial, which no regex verifies. */
  readonly checkSchemes: readonly CheckAlgorithm[];
  readonly examplesGood: readonly string[];
  readonly examplesBad: readonly BadExample[];
  readonly proofSummary: ProofSummary;
}

/** A text that the regex refuses, and what it is. */
export interface BadExample {
  readonly text: string;
  /** E.g. `GTIN of this model`, `serial of BREWLINE_INK`, or `given by the maker`. */
  readonly is: string;
}

/** What boxproof proved of a regex, in short. */
export interface ProofSummary {
  /** No rule of anchors or dialects is broken: every engine reads it alike. */
  readonly portable: boolean;
  /** No engine needs more than a few steps for each character of a scanned value. */
  readonly linear: boolean;
  /**
   * Other codes that an engine may take for a serial; under `full` semantics none may stand. An empty list proves nothing
   * where `capacity` is `unknown`, or an S004 of the model stands in `forced`.
   */
  readonly foreign: readonly ForeignProof[];
  /**
   * Models with which it shares a serial, and the serial. An empty list proves nothing where `capacity` is `unknown`, or
   * an S004 of the model stands in `forced`; nor of models whose own `capacity` is `unknown`.
   */
  readonly overlaps: readonly { readonly deviceModel: string; readonly witness: string }[];
  /** It is proved to accept every serial of the factory's scheme; false also where that is not decided, absent without a scheme. */
  readonly covered?: boolean;
}

/** A code that the regex may take for a serial. */
export interface ForeignProof {
  /** Name of the kind of code, such as `gtin-14`; absent for a code that the catalog names. */
  readonly code?: string;
  readonly level: Level;
  /** How an engine would have to apply the regex; a full match when absent. */
  readonly semantics?: Semantics;
  readonly witness?: string;
}

/** The rows that hold: all but the retired ones. */
export function liveRows({ rows }: Pick<Manifest, "rows">): readonly ManifestRow[] {
  return rows.filter(({ status }) => status !== "retired");
}
