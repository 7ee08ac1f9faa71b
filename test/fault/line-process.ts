import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A line service in a process of its own. */
export interface LineProcess {
  readonly url: string;
  /** Ends it at once, as a power cut would end the program: no signal handler runs. */
  kill(): Promise<void>;
  /** Asks it to stop and gives its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `node ARGS…`, which must print one ready line of JSON with its `url`; fails with what it printed instead. */
export async function startLineProcess(args: readonly string[]): Promise<LineProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  const { url } = await readyLine(child);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [status] = await exited;
    return status as number | null;
  };
  return { url, kill: async () => void (await end("SIGKILL")), stop: () => end("SIGTERM") };
}

async function readyLine(child: ChildProcess): Promise<{ readonly url: string }> {
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  if (child.stdout === null) throw new Error("the process has no output");
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`the process ended before it was ready: ${errors}`);
}
