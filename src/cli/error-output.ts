import { BoxproofError, type ErrorKind, errorKinds } from "../core/index.ts";
import type { ExitStatus, Io } from "./io.ts";

const statusOfKind: Readonly<Record<ErrorKind, ExitStatus>> = { finding: 1, usage: 2, environment: 3 };

/** The exit status for an error: by the kind of its code, 130 for what was stopped; 3 for anything that is not ours. */
export function exitStatusOf(error: unknown): ExitStatus {
  if (error instanceof BoxproofError && error.code === "ERR_STOPPED") return 130;
  return error instanceof BoxproofError ? statusOfKind[errorKinds[error.code]] : 3;
}

/** Prints `error ERR_CODE: sentence` and what to do; a stack trace only with `debug`. */
export function printError(io: Io, error: unknown, options: { readonly debug: boolean }): void {
  const code = error instanceof BoxproofError ? error.code : "ERR_INTERNAL";
  const message = error instanceof Error ? error.message : String(error);
  io.err(`error ${code}: ${message}\n`);
  const remedy =
    error instanceof BoxproofError ? error.remedy : "This is a defect of boxproof; run again with --debug.";
  if (remedy !== undefined) io.err(`${remedy}\n`);
  if (options.debug && error instanceof Error) io.err(`${error.stack}\n${causes(error)}`);
}

function causes(error: Error): string {
  return error.cause instanceof Error ? `caused by ${error.cause.stack}\n${causes(error.cause)}` : "";
}
