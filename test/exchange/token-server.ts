import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";

/** What a client sent to the server. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** A server on this machine that answers as the test says, in order; the last answer stays. */
export interface TokenServer extends AsyncDisposable {
  readonly endpoint: string;
  readonly requests: readonly SeenRequest[];
  /** Most requests that were open at once. */
  readonly openMax: number;
}

/** One answer: writes to the response what it likes. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** Starts a server on a free port of 127.0.0.1. */
export async function startTokenServer(...answers: readonly Answer[]): Promise<TokenServer> {
  const requests: SeenRequest[] = [];
  let open = 0;
  let openMax = 0;
  const listener: RequestListener = async (request, response) => {
    open += 1;
    openMax = Math.max(openMax, open);
    response.on("close", () => {
      open -= 1;
    });
    const seen = {
      method: request.method ?? "",
      path: request.url ?? "",
      contentType: request.headers["content-type"] ?? "",
      body: await textOf(request),
    };
    requests.push(seen);
    answers[Math.min(requests.length, answers.length) - 1]?.(response, seen);
  };
  const server = createServer(listener);
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}/auth/o2/token`,
    requests,
    get openMax() {
      return openMax;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Listens on a free port of 127.0.0.1 and gives it. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return text(status, JSON.stringify(body), { "content-type": "application/json;charset=UTF-8", ...headers });
}

/** An answer with any body. */
export function text(status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** Tokens as long as Amazon's, easy to find in any output. */
export const plantedTokens = {
  access_token: `Atza|PLANTEDACCESS${"aB3-_".repeat(70)}`,
  refresh_token: `Atzr|PLANTEDREFRESH${"cD4-_".repeat(70)}`,
};

/** The documented 200. */
export const tokenBody = { ...plantedTokens, token_type: "bearer", expires_in: 3600 };

/** Credentials whose secret is easy to find in any output. */
export const credentials = {
  clientId: "amzn1.application-oa2-client.test",
  clientSecret: 'planted+secret/0815&"x"é%',
};
