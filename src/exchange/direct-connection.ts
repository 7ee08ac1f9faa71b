import { BoxproofError } from "../core/index.ts";
import type { Endpoint } from "./endpoint.ts";

/** What decides how Node's own `fetch` connects. */
interface NodeSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The flags that Node was started with, without those of NODE_OPTIONS. */
  readonly execArgv: readonly string[];
}

// Node takes underscores for dashes in its flags.
const proxyFlag = /^--use[-_]env[-_]proxy(?:=|$)/;

/**
 * Throws ERR_LIVE_GUARD when Node's `fetch` would not speak to the endpoint itself: through the proxies of the environment
 * (which get even a plain http request to this machine, the client secret in it), or to https without a look at the
 * certificate. Node's command-line documentation: NODE_USE_ENV_PROXY, --use-env-proxy, NODE_TLS_REJECT_UNAUTHORIZED.
 */
export function requireDirectConnection(endpoint: Endpoint, { env, execArgv }: NodeSettings = process): void {
  const proxySetting = activeProxySetting(env, execArgv);
  if (proxySetting !== undefined) {
    throw new BoxproofError(
      "ERR_LIVE_GUARD",
      `${proxySetting} sends requests through the environment's proxy, which would see the client secret.`,
      { remedy: `Unset ${proxySetting} for this call.`, details: { setting: proxySetting } },
    );
  }
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0" && endpoint.url.startsWith("https:")) {
    throw new BoxproofError(
      "ERR_LIVE_GUARD",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 takes any certificate; the client secret could go to anybody.",
      {
        remedy: "Unset it; for a certificate of your own give its issuer in NODE_EXTRA_CA_CERTS.",
        details: { setting: "NODE_TLS_REJECT_UNAUTHORIZED" },
      },
    );
  }
}

/** The setting that makes Node use the proxies of the environment; whether one is named there now does not matter. */
function activeProxySetting(env: NodeSettings["env"], execArgv: readonly string[]): string | undefined {
  if (env["NODE_USE_ENV_PROXY"] === "1") return "NODE_USE_ENV_PROXY";
  if (execArgv.some((flag) => proxyFlag.test(flag))) return "--use-env-proxy";
  const options = (env["NODE_OPTIONS"] ?? "").split(/[\s"]+/);
  return options.some((flag) => proxyFlag.test(flag)) ? "--use-env-proxy in NODE_OPTIONS" : undefined;
}
