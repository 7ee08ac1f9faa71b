import { expect, test } from "vitest";
import { requireDirectConnection } from "./direct-connection.ts";
import { parseEndpoint } from "./endpoint.ts";

const plain = "http://127.0.0.1:8787";
const tls = "https://127.0.0.1:8787";

function codeOf(url: string, env: Readonly<Record<string, string>>, execArgv: readonly string[] = []) {
  try {
    return requireDirectConnection(parseEndpoint(url), { env, execArgv });
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

test.each([
  ["NODE_USE_ENV_PROXY=1", { NODE_USE_ENV_PROXY: "1" }, []],
  ["--use-env-proxy", {}, ["--no-warnings", "--use-env-proxy"]],
  ["--use_env_proxy", {}, ["--use_env_proxy"]],
  ["--use-env-proxy in NODE_OPTIONS", { NODE_OPTIONS: "--no-warnings --use-env-proxy" }, []],
] as const)("%s is refused for every endpoint", (_what, env, execArgv) => {
  expect(codeOf(plain, env, execArgv)).toBe("ERR_LIVE_GUARD");
  expect(codeOf(tls, env, execArgv)).toBe("ERR_LIVE_GUARD");
});

test("unchecked certificates are refused for https alone", () => {
  expect(codeOf(tls, { NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toBe("ERR_LIVE_GUARD");
  expect(codeOf(plain, { NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toBeUndefined();
  expect(codeOf(tls, { NODE_TLS_REJECT_UNAUTHORIZED: "1" })).toBeUndefined();
});

test("a proxy that Node does not use is let be", () => {
  expect(codeOf(tls, { HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1" })).toBeUndefined();
  expect(codeOf(plain, { NODE_USE_ENV_PROXY: "0", NODE_OPTIONS: "--no-use-env-proxy" })).toBeUndefined();
});
