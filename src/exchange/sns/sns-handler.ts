import express, { type ErrorRequestHandler, type RequestHandler, Router } from "express";
import { snsBodyBytesMax } from "./sns-envelope.ts";
import type { SnsReceiver, SnsReception } from "./sns-receiver.ts";

/**
 * An express router for the path of an SNS subscription. SNS sends its JSON as text/plain, so every type is read as text,
 * at most 256 KiB. `onReception` is told what came of each message before it is answered.
 */
export function createSnsHandler(
  receiver: SnsReceiver,
  onReception: (reception: SnsReception) => void = () => undefined,
): Router {
  const receive: RequestHandler = async (request, response) => {
    const body: unknown = request.body;
    const reception = await receiver.receive(request.headers, typeof body === "string" ? body : "");
    onReception(reception);
    answer(response, reception.status, reception.finding?.id);
  };
  // A body that the parser refuses (too large, compressed, a charset that it lacks) never reaches the receiver.
  const unreadable: ErrorRequestHandler = (error, _request, response, next) => {
    const status: unknown = error?.status;
    if (typeof status !== "number" || status < 400 || status > 499) return next(error);
    answer(response, status, status === 413 ? "sns-too-large" : "sns-body");
  };
  const router = Router();
  router.post("/", express.text({ type: () => true, limit: snsBodyBytesMax, inflate: false }), receive, unreadable);
  return router;
}

/** SNS reads only the status; the finding's id is for people who look at the delivery log. */
function answer(response: Parameters<RequestHandler>[1], status: number, findingId: string | undefined): void {
  response
    .status(status)
    .type("text/plain")
    .send(findingId ?? "");
}
