/** What a command may touch of the world around it: streams, environment, folder. Tests give their own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly stdin: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** True when people read standard output, so colour is allowed. */
  readonly outIsTerminal: boolean;
  /** Columns of the terminal behind standard output; absent where there is none. */
  readonly outColumns?: number;
  /** True when people read standard error, so a progress bar is allowed. */
  readonly errIsTerminal: boolean;
  /** Raised when the user asks to stop (SIGINT, SIGTERM). */
  readonly stop: AbortSignal;
}

/**
 * 0 all good · 1 error-level findings or a failed verdict · 2 usage or bad input · 3 environment · 130 stopped by the user
 * before it was done, the status that shells give to what SIGINT ended.
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 130;
