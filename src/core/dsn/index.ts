/** Device serial numbers: their alphabet, and how a factory composes them. */
export { type Dsn, dsnFindings, dsnLengthMax, parseDsn } from "./dsn.ts";
export type { CheckAlgorithm, SchemePart, SerialScheme } from "./serial-scheme.ts";
