import { STATUS_CODES } from "node:http";
import { BoxproofError, type ErrorCode, type ErrorKind, errorKinds } from "../core/index.ts";

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

const statusOfKind: Readonly<Record<ErrorKind, number>> = { usage: 400, finding: 422, environment: 503 };
const statusOfCode: Partial<Readonly<Record<ErrorCode, number>>> = {
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

/** The answer to an error of ours. */
export function problemOf(error: BoxproofError): Problem {
  const status = statusOfCode[error.code] ?? statusOfKind[errorKinds[error.code]];
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

/** Anything thrown while a request was answered, as one of our errors; `ERR_INTERNAL` for a defect, telling nothing of it. */
export function requestError(error: unknown): BoxproofError {
  if (error instanceof BoxproofError) return error;
  const { type, status, code } = (error ?? {}) as Readonly<Record<"type" | "status" | "code", unknown>>;
  if (error instanceof URIError) {
    return new BoxproofError("ERR_ROUTE_UNKNOWN", "The path is not well formed: a % stands before no two hex digits.");
  }
  if (type === "entity.too.large") {
    return new BoxproofError("ERR_BODY_TOO_LARGE", "The body is larger than a scan may be (65536 bytes).", {
      remedy: "Send one scan per request, with at most 20 symbols; images go to /v1/scans/{scanId}/image.",
    });
  }
  if (type === "encoding.unsupported") {
    return new BoxproofError("ERR_MEDIA_TYPE", "A compressed body is not taken.", {
      remedy: "Send the body as it is, without Content-Encoding.",
    });
  }
  // The caller hung up, or the body is not as long as it said.
  if (code === "ECONNRESET" || status === 400)
    return new BoxproofError("ERR_REQUEST_BODY", "The body did not arrive whole.", { cause: error });
  return new BoxproofError("ERR_INTERNAL", "The service failed on this request; nothing is known to be stored.", {
    remedy: "Send the same request again; if it fails again, look at the service's log.",
    cause: error,
  });
}
