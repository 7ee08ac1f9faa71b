import type { Io } from "./io.ts";

/** Shows how far a command is: on standard error, only on a terminal, and only when it takes over a second. */
export interface ProgressBar {
  /** Says that one more is done. */
  advance(): void;
  /** Removes the bar. */
  end(): void;
}

const quietMs = 1_000;
const intervalMs = 100;
const barWidth = 30;

/** A bar for `total` things; `what` is their name in the plural. */
export function createProgressBar(
  io: Io,
  { total, what }: { readonly total: number; readonly what: string },
): ProgressBar {
  let done = 0;
  let shownAt: number | undefined;
  const startedAt = performance.now();
  return {
    advance() {
      done += 1;
      const now = performance.now();
      if (!io.errIsTerminal || now - startedAt < quietMs) return;
      if (shownAt !== undefined && now - shownAt < intervalMs) return;
      shownAt = now;
      const filled = total > 0 ? Math.min(barWidth, Math.floor((barWidth * done) / total)) : 0;
      io.err(`\r\u001b[2K${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${done} of ${total} ${what}`);
    },
    end() {
      if (shownAt !== undefined) io.err("\r\u001b[2K");
      shownAt = undefined;
    },
  };
}
