import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { outsideEnvironment } from "../tools/outside-environment.ts";
import { projectPaths, repository } from "../tools/project-files.ts";
import { type ProcessEnd, runProcess } from "../tools/run-process.ts";

const blockTimeoutMs = 180_000;
const readyTimeoutMs = 100_000;
const stopTimeoutMs = 60_000;

/** A server that a block started. */
export interface RunningServer {
  /** Asks it to stop, and gives its exit status; undefined when a signal had to end it. */
  stop(): Promise<number | undefined>;
}

/**
 * A shell in a copy of the repository, with the built package's command on PATH. A server gets a free port of this machine
 * in the place of the one that its block names, and later blocks find it there: the named one may be taken.
 */
export interface CommandShell {
  /** Runs a block in bash, which stops at the first line that fails; remembers the folder that it ends in. */
  run(script: string): Promise<ProcessEnd>;
  /** Starts a one-line block and waits for its first line of output; rejects when there is none. */
  serve(script: string): Promise<RunningServer>;
  remove(): void;
}

/** Copies the repository without what git ignores, with the packages and the build beside it. */
export function openCommandShell(): CommandShell {
  const top = mkdtempSync(join(tmpdir(), "boxproof-docs-"));
  const copy = join(top, "boxproof");
  for (const path of projectPaths()) cpSync(join(repository, path), join(copy, path));
  cpSync(join(repository, "dist"), join(copy, "dist"), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  const outside = outsideEnvironment();
  const env = { ...outside, PATH: [programFolder(top, copy), outside["PATH"]].join(delimiter) };
  const cwdFile = join(top, "cwd");
  const cwd = () => (existsSync(cwdFile) ? readFileSync(cwdFile, "utf8").trim() : copy);
  const ports = new Map<string, string>();
  return {
    run(script) {
      const whole = `trap 'pwd > "${cwdFile}"' EXIT\n${withPorts(script, ports)}\n`;
      const args = ["-euo", "pipefail", "-c", whole];
      return runProcess("bash", args, { cwd: cwd(), timeoutMs: blockTimeoutMs, env });
    },
    async serve(script) {
      const { named, command } = withFreePort(script);
      const { said, ...server } = await startServer(command, { cwd: cwd(), env });
      const [, port] = /127\.0\.0\.1:([0-9]+)/.exec(said) ?? [];
      if (named !== undefined && port !== undefined) ports.set(named, port);
      return server;
    },
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

function withFreePort(script: string): { readonly named?: string; readonly command: string } {
  const [, named] = /--port ([0-9]+)/.exec(script) ?? [];
  return named === undefined ? { command: script } : { named, command: script.replace(`--port ${named}`, "--port 0") };
}

function withPorts(script: string, ports: ReadonlyMap<string, string>): string {
  return script.replaceAll(/(?<=127\.0\.0\.1:)[0-9]+/g, (port) => ports.get(port) ?? port);
}

// `npx boxproof` in a clone means the clone's own command; asking npm would leave a link to this copy in npm's cache.
function programFolder(top: string, copy: string): string {
  const folder = join(top, "bin");
  mkdirSync(folder);
  const run = `exec "${process.execPath}" "${join(copy, "dist/cli/bin.js")}" "$@"`;
  const programs = {
    boxproof: run,
    npx: `if [ "$1" != boxproof ]; then echo "npx is only proved for boxproof" >&2; exit 99; fi\nshift\n${run}`,
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

async function startServer(
  script: string,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<RunningServer & { readonly said: string }> {
  const command = script.replaceAll(/\\\n\s*/g, " ");
  if (command.includes("\n")) throw new Error(`a server's block holds one command:\n${script}`);
  // With exec, signals reach the server and not a shell before it; env takes what may stand before a command.
  const child = spawn("bash", ["-c", `exec env ${command}`], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | undefined>((done) => child.once("close", (code) => done(code ?? undefined)));
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  const note = (text: string) => void said.push(text);
  child.stderr.setEncoding("utf8").on("data", note);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    note(text);
    if (text.includes("\n")) ready.resolve();
  });
  const refuse = (why: string) => () => ready.reject(new Error(`${command} ${why}:\n${said.join("")}`));
  void ended.then(refuse("ended before it was ready"));
  const timer = setTimeout(refuse("said nothing"), readyTimeoutMs);
  try {
    await ready.promise;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    said: said.join(""),
    async stop() {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
      const status = await ended;
      clearTimeout(kill);
      return status;
    },
  };
}
