import { STATUS_CODES } from "node:http";
import { type BoxproofError, type ErrorCode, type ErrorKind, errorKinds } from "../../core/index.ts";

/** The media type of every answer that is an error (RFC 9457). */
export const problemMediaType = "application/problem+json";

/** An error answer: RFC 9457 with the stable code, what to do, and facts for programs. */
export interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly remedy?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The statuses of some codes. */
export type StatusOfCode = Partial<Readonly<Record<ErrorCode, number>>>;

const statusOfKind: Readonly<Record<ErrorKind, number>> = { usage: 400, finding: 422, environment: 503 };
const statusOfCode: StatusOfCode = {
  ERR_ROUTE_UNKNOWN: 404,
  ERR_SCAN_UNKNOWN: 404,
  ERR_METHOD: 405,
  ERR_REQUEST_TIMEOUT: 408,
  ERR_SCAN_CONFLICT: 409,
  ERR_BODY_TOO_LARGE: 413,
  ERR_IMAGE_TOO_LARGE: 413,
  ERR_IMAGE_FORMAT: 415,
  ERR_MEDIA_TYPE: 415,
  ERR_HOST: 421,
  ERR_STATION_UNKNOWN: 422,
  ERR_MODEL_UNKNOWN: 422,
  ERR_HEADERS_TOO_LARGE: 431,
  ERR_INTERNAL: 500,
};

/** The answer to an error of ours; `statuses` go before those that the codes have everywhere. */
export function problemOf(error: BoxproofError, statuses: StatusOfCode = {}): Problem {
  const status = statuses[error.code] ?? statusOfCode[error.code] ?? statusOfKind[errorKinds[error.code]];
  return {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    code: error.code,
    detail: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(Object.keys(error.details).length === 0 ? {} : { details: error.details }),
  };
}
