import type { ErrorCode } from "./error-code.ts";

/** What an error carries beside its sentence. */
export interface ErrorContext {
  /** What the reader of the message should do now, as a sentence. */
  readonly remedy?: string;
  /** Facts for programs: what was found, what was expected. Never a secret, token or whole request body. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/** A failure that a caller may handle. Match `code`; the message is for people and may change. */
export class BoxproofError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.name = "BoxproofError";
    this.code = code;
    this.remedy = context.remedy;
    this.details = context.details ?? {};
  }
}
