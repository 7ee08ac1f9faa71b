import type { CheckAlgorithm } from "../core/dsn/index.ts";
import type { Symbology } from "../core/symbol/index.ts";

/** What a maker hands over to Amazon: one row for each model in each marketplace. */
export interface Manifest {
  readonly format: "boxproof-manifest/1";
  /** The maker's own count of what was handed over; absent until somebody counts. */
  readonly revision?: number;
  /** When it was made: ISO 8601 in UTC. */
  readonly issuedAt: string;
  readonly maker: { readonly name: string };
  readonly regexSemantics: typeof regexSemantics;
  readonly rows: readonly ManifestRow[];
  /** SHA-256 in hexadecimal over the canonical JSON (RFC 8785) of all other fields. */
  readonly sha256: string;
}

/** How every regex of a manifest is meant; engines that search or ignore a trailing newline accept more. */
export const regexSemantics = "full match of the whole scanned value, case sensitive, ASCII";

/** One device model in one marketplace. */
export interface ManifestRow {
  /** Exactly the LWA device_model. */
  readonly deviceModel: string;
  readonly productName: string;
  /** Public id of the security profile that the device belongs to. */
  readonly lwaClientId: string;
  readonly marketplace: string;
  readonly asin: string;
  readonly gtin?: string;
  readonly serialRegex: string;
  /** SHA-256 in hexadecimal over the regex's ASCII characters. */
  readonly regexSha256: string;
  /** Symbology of the serial on the box; absent where boxproof makes no label. */
  readonly symbology?: Symbology;
  /** Shortest and longest serial, in characters. */
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** Every character that a serial can have. */
  readonly alphabet: string;
  /** How many serials the factory's scheme has, as digits; absent without a scheme. */
  readonly schemeCapacity?: string;
  /** Check character systems inside the serial, which no regex verifies. */
  readonly checkSystems: readonly CheckAlgorithm[];
  readonly examplesGood: readonly string[];
  readonly examplesBad: readonly BadExample[];
}

/** A text that the regex refuses, and what it is. */
export interface BadExample {
  readonly text: string;
  /** E.g. `GTIN of this model`, `serial of BREWLINE_INK`, or `given by the maker`. */
  readonly is: string;
}
