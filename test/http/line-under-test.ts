import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoxproofError } from "../../src/core/index.ts";
import { type Ledger, openLedger } from "../../src/ledger/index.ts";
import { type LineService, type LineServiceOptions, startLineService } from "../../src/line/index.ts";
import { lineCatalog } from "./line-catalog.ts";

/** What tests look at in the bodies of answers and problems. */
interface AnswerBody {
  readonly verdict?: string;
  readonly dsn?: string;
  readonly seq?: number;
  readonly at?: string;
  readonly reasons?: readonly { readonly code: string }[];
  readonly mediaType?: string;
  readonly scanId?: string;
  readonly diskFreeBytes?: number;
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly details?: { readonly faults?: readonly unknown[] };
}

/** An answer as it came, byte for byte. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; without fields when there is no text. */
  readonly body: AnswerBody;
}

/** The real service over a real ledger file in a folder of its own. */
export interface LineUnderTest {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly ledger: Ledger;
  readonly service: LineService;
  /** Every failure that the service told of. */
  readonly failures: readonly BoxproofError[];
  scan(body: object): Promise<Answer>;
  call(path: string, init?: RequestInit): Promise<Answer>;
  /** Stops the service and closes the ledger; the folder stays. */
  stop(): Promise<void>;
}

/** A new folder for a ledger, and how to remove it. */
export async function createFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "boxproof-line-"));
}

/** Removes a folder of `createFolder`. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Starts the service on a free port over the ledger of `folder`, or over one that the test brings. */
export async function startLine(
  folder: string,
  change: Partial<LineServiceOptions> & { readonly wrap?: (ledger: Ledger) => Ledger } = {},
): Promise<LineUnderTest> {
  const { wrap, ...options } = change;
  const opened = options.ledger ?? (await openLedger(join(folder, "line.db")));
  const ledger = wrap === undefined ? opened : wrap(opened);
  const failures: BoxproofError[] = [];
  const service = await startLineService({
    catalog: lineCatalog,
    imagesFolder: join(folder, "line.db.images"),
    port: 0,
    onFailure: (error) => failures.push(error),
    ...options,
    ledger,
  });
  const call = (path: string, init?: RequestInit) => fetchAnswer(service.url + path, init);
  return {
    url: service.url,
    port: service.port,
    folder,
    ledger,
    service,
    failures,
    call,
    scan: (body) => call("/v1/scans", jsonInit(body)),
    stop: async () => {
      await service.stop();
      await ledger.close();
    },
  };
}

/** A POST of JSON. */
function jsonInit(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function fetchAnswer(url: string, init: RequestInit | undefined): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === "" ? {} : JSON.parse(text) };
}

/** Sends bytes as they are and gives all that comes back until the service closes, with how long that took. */
export function rawExchange(port: number, bytes: string | Uint8Array): Promise<{ text: string; ms: number }> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    let text = "";
    const socket = connect({ host: "127.0.0.1", port });
    const done = () => resolve({ text, ms: performance.now() - startMs });
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("close", done).on("error", done);
    socket.write(bytes);
  });
}

/** A request whose body the test sends piece by piece. */
export function slowRequest(port: number, path: string, headers: Readonly<Record<string, string | number>>) {
  const request = httpRequest({ host: "127.0.0.1", port, path, method: "POST", headers, agent: false });
  const answer = new Promise<{ status: number; connection: string | undefined; text: string }>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, text });
    });
  });
  return { request, answer };
}
