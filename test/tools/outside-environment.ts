import { delimiter, dirname } from "node:path";

/**
 * The environment of a shell that was opened outside this repository, with this Node first on PATH: without what npm and
 * vitest tell their children, because npm would think that it is still in here.
 */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|vitest|INIT_CWD|NODE_ENV|NODE_PATH|NODE_OPTIONS|FORCE_COLOR|TEST$|DEV$|PROD$|MODE$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((part) => !part.includes("node_modules"));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", PATH: [dirname(process.execPath), ...path].join(delimiter) };
}
