import { Readable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

/** How a command line ended in this process. */
export interface CommandEnd {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `boxproof ARGS` in this process, in a folder, with a standard input; nothing is a terminal unless said. */
export async function runCommand(
  args: readonly string[],
  world: {
    readonly cwd: string;
    readonly stdin?: Uint8Array;
    readonly terminal?: boolean;
    readonly stop?: AbortSignal;
  },
): Promise<CommandEnd> {
  const written = { out: "", err: "" };
  const io: Io = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    stdin: Readable.from(world.stdin === undefined ? [] : [world.stdin]),
    env: {},
    cwd: world.cwd,
    outIsTerminal: world.terminal === true,
    errIsTerminal: world.terminal === true,
    stop: world.stop ?? new AbortController().signal,
  };
  const status = await main(args, io);
  return { status, ...written };
}
