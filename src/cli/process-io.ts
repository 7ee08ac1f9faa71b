import type { Io } from "./io.ts";

/** The streams, environment and signals of this process. */
export function processIo(): Io {
  // A closed pipe (`boxproof read … | head`) is the reader's choice, not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`error ERR_DISK: Standard output cannot be written (${error.code}).\n`);
    process.exit(3);
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    outIsTerminal: process.stdout.isTTY === true,
    ...(process.stdout.isTTY === true && process.stdout.columns > 0 ? { outColumns: process.stdout.columns } : {}),
    errIsTerminal: process.stderr.isTTY === true,
    // A getter, so that only commands that listen take the signals; all others end at once, as people expect.
    get stop() {
      return stopSignal();
    },
  };
}

let stopping: AbortController | undefined;

function stopSignal(): AbortSignal {
  if (stopping !== undefined) return stopping.signal;
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  stopping = controller;
  return controller.signal;
}
