import { delimiter, dirname } from "node:path";

/**
 * The environment of a shell that was opened outside this repository, with this Node first on PATH: without what npm and
 * vitest tell their children, because npm would think that it is still in here. Where npm keeps what it has fetched is the
 * machine's business, and stays.
 */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_cache$)|vitest|INIT_CWD|NODE_ENV|NODE_PATH|NODE_OPTIONS|FORCE_COLOR|TEST$|DEV$|PROD$|MODE$)/i.test(
        name,
      ),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((part) => !part.includes("node_modules"));
  // A machine's own npm settings may make npm warn; only errors are ours.
  const quiet = { NO_COLOR: "1", npm_config_loglevel: "error" };
  return { ...Object.fromEntries(kept), ...quiet, PATH: [dirname(process.execPath), ...path].join(delimiter) };
}
