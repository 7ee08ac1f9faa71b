/** The bounds within which the service deals with callers that are slow, many or silent. */
export interface LineLimits {
  /** A request's head must be there after this time. */
  readonly headersTimeoutMs: number;
  /** A whole request must be there after this time. */
  readonly requestTimeoutMs: number;
  /** A connection on which nothing is asked is closed after this time. */
  readonly keepAliveTimeoutMs: number;
  /** How often the times above are looked at. */
  readonly checkIntervalMs: number;
  /** Connections at the same time; more are refused. */
  readonly connectionsMax: number;
  /** Once the service is to stop, requests in flight have this time to end. */
  readonly stopTimeoutMs: number;
  /** Below this, the service says that it is not ready. */
  readonly diskFreeBytesMin: number;
}

/** What the service runs with: a line's callers are few, near and quick. */
export const lineLimits: LineLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 60_000,
  checkIntervalMs: 1_000,
  connectionsMax: 1_024,
  stopTimeoutMs: 5_000,
  diskFreeBytesMin: 64 * 1024 * 1024,
};
