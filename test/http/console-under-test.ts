import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import type { BoxproofError } from "../../src/core/index.ts";
import { type ConsoleOptions, type HttpService, startConsole } from "../../src/web/index.ts";

/** A catalog with hostile names and faulty patterns. */
export const hostileCatalog = fileURLToPath(new URL("./console-catalog.yaml", import.meta.url));

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The console over a file, with every failure that it told of. */
export interface ConsoleUnderTest {
  readonly service: HttpService;
  readonly failures: readonly BoxproofError[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  call(path: string, init: RequestInit): Promise<Answer>;
}

/** Starts the console on a free port; the demo's catalog when no file is named. */
export async function openConsole(
  file: string = demoCatalogFile(),
  options: Partial<ConsoleOptions> = {},
): Promise<ConsoleUnderTest> {
  const failures: BoxproofError[] = [];
  const load = () => loadCatalog(file, { patterns: "any" });
  const service = await startConsole({
    catalog: await load(),
    file,
    load,
    isDemo: false,
    version: "0.0.0",
    port: 0,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(service.url + path, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { service, failures, call, get: (path, headers = {}) => call(path, { headers }) };
}

/** One console for all tests of a file. */
export function sharedConsole(file?: string): ConsoleUnderTest {
  const shared: { opened?: ConsoleUnderTest } = {};
  beforeAll(async () => {
    shared.opened = await openConsole(file);
  });
  afterAll(() => shared.opened?.service.stop());
  const opened = () => {
    if (shared.opened === undefined) throw new Error("the console is started before each test");
    return shared.opened;
  };
  return {
    get service() {
      return opened().service;
    },
    get failures() {
      return opened().failures;
    },
    get: (path, headers) => opened().get(path, headers),
    call: (path, init) => opened().call(path, init),
  };
}

/** The status of a GET whose path is sent as it is, without the clean-up of a URL, and with any Host header. */
export function rawGet(port: number, path: string, host = "127.0.0.1"): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers: { host }, agent: false }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    sent.on("error", reject).end();
  });
}
