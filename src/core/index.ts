/** What every room may use: errors with codes, findings, invariants, seeded randomness. */
export { assert, defined } from "./assert.ts";
export { BoxproofError, type ErrorContext } from "./boxproof-error.ts";
export { type ErrorCode, type ErrorKind, errorKinds } from "./error-code.ts";
export { type Finding, isError, type Level, type Semantics } from "./finding.ts";
export { countWords, grouped } from "./grouped.ts";
export { createRandom, type Random } from "./random.ts";
