import { BoxproofError } from "../core/index.ts";

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
