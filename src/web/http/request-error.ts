import { BoxproofError } from "../../core/index.ts";

/** Anything thrown while a request was answered, as one of our errors; `ERR_INTERNAL` for a defect, telling nothing of it. */
export function requestError(thrown: unknown, sentences: RequestSentences): BoxproofError {
  if (thrown instanceof BoxproofError) return thrown;
  const { type, status, code } = (thrown ?? {}) as Readonly<Record<"type" | "status" | "code", unknown>>;
  if (thrown instanceof URIError) {
    return new BoxproofError("ERR_ROUTE_UNKNOWN", "The path is not well formed: a % stands before no two hex digits.");
  }
  if (type === "entity.too.large") {
    const { message, remedy } = sentences.bodyTooLarge;
    return new BoxproofError("ERR_BODY_TOO_LARGE", message, { remedy });
  }
  if (type === "encoding.unsupported") {
    return new BoxproofError("ERR_MEDIA_TYPE", "A compressed body is not taken.", {
      remedy: "Send the body as it is, without Content-Encoding.",
    });
  }
  // The caller hung up, or the body is not as long as it said.
  if (code === "ECONNRESET" || status === 400)
    return new BoxproofError("ERR_REQUEST_BODY", "The body did not arrive whole.", { cause: thrown });
  const { message, remedy } = sentences.failed;
  return new BoxproofError("ERR_INTERNAL", message, { remedy, cause: thrown });
}

/** What a service says of its own requests. */
export interface RequestSentences {
  readonly bodyTooLarge: { readonly message: string; readonly remedy: string };
  readonly failed: { readonly message: string; readonly remedy: string };
}
