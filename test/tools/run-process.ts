import { spawn } from "node:child_process";

/** How a process ended. */
export interface ProcessEnd {
  /** Exit status; 128 when a signal ended it. */
  readonly status: number;
  /** Everything it wrote to standard output. */
  readonly out: string;
  /** Everything it wrote to standard error. */
  readonly err: string;
  /** True when it was ended because its time was up. */
  readonly timedOut: boolean;
}

/** Where and how a process runs. */
export interface ProcessOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly env?: NodeJS.ProcessEnv;
}

const leftoverGraceMs = 2_000;
const outputMax = 20_000_000;

/**
 * Runs a process without standard input to its end; on time-out it and all its children are killed. Keeps the first
 * 20 MB of each stream. Rejects when the process cannot be started.
 */
export function runProcess(file: string, args: readonly string[], options: ProcessOptions): Promise<ProcessEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<ProcessEnd>();
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    // An own process group, so that a time-out reaches what the process started as well.
    detached: true,
  });
  const texts = { out: "", err: "" };
  const keep = (stream: "out" | "err") => (text: string) => {
    if (texts[stream].length < outputMax) texts[stream] += text;
  };
  child.stdout.setEncoding("utf8").on("data", keep("out"));
  child.stderr.setEncoding("utf8").on("data", keep("err"));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child.pid);
  }, options.timeoutMs);
  const onExit = () => endGroup(child.pid);
  process.once("exit", onExit);
  child.once("error", reject);
  // A child left behind would hold the pipes open for ever.
  child.once("exit", () => setTimeout(onExit, leftoverGraceMs).unref());
  child.once("close", (code) => {
    clearTimeout(timer);
    process.removeListener("exit", onExit);
    resolve({ status: code ?? 128, ...texts, timedOut });
  });
  return promise;
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended by itself.
  }
}
