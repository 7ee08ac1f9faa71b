import { type HttpLimits, httpLimits } from "../web/index.ts";

/** The bounds within which the service deals with callers that are slow, many or silent, and with its disk. */
export interface LineLimits extends HttpLimits {
  /** Below this, the service says that it is not ready. */
  readonly diskFreeBytesMin: number;
}

/** What the service runs with. */
export const lineLimits: LineLimits = { ...httpLimits, diskFreeBytesMin: 64 * 1024 * 1024 };
