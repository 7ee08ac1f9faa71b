import type { Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import { isBusyError, isDiskError, ledgerError } from "./sqlite-error.ts";

/** Writes that wait at most: more would only make every answer later. */
const queueMax = 1_000;
/** Rows that one transaction writes at most. */
const rowsPerCommitMax = 1_000;
/** So long the queue waits for another process that is writing before everybody in it is told, in milliseconds. */
const busyMaxMs = 5_000;
/** The pause before the next try, in which other work of this process goes on. */
const busyPauseMs = 5;
/** After this many milliseconds a transaction takes no further write and is committed. */
const transactionMs = 20;

/** One writer for all: callers queue, and whatever queued while a commit was in flight shares the next commit. */
export interface GroupCommit {
  /**
   * Runs `work` inside a transaction and resolves with its result after the commit. `work` writes at most `rowsMax`
   * rows; when it throws, only its own writes are undone. Fails with ERR_OVERLOADED when too many wait.
   */
  submit<T>(rowsMax: number, work: () => T): Promise<T>;
  /** Resolves when nothing waits any more. Later submits fail with ERR_SHUTTING_DOWN. */
  close(): Promise<void>;
}

interface Job {
  readonly rowsMax: number;
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The writer over a database; `clockMs` is a monotonic clock; what `beforeCommit` throws fails the whole commit. */
export function createGroupCommit(
  database: Database,
  options: { readonly file: string; readonly clockMs?: () => number; readonly beforeCommit?: () => void },
): GroupCommit {
  const clockMs = options.clockMs ?? (() => performance.now());
  const transaction = createTransaction(database, options.file);
  const queue: Job[] = [];
  const idle = Promise.withResolvers<void>();
  let scheduled = false;
  let closing = false;
  let busySinceMs: number | undefined;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // After this turn's input and output, so that all requests that have arrived by then share the commit.
    if (busySinceMs === undefined) setImmediate(turn);
    else setTimeout(turn, busyPauseMs);
  }

  function turn(): void {
    scheduled = false;
    if (isMyTurn()) commitNext();
    if (queue.length > 0) schedule();
    else if (closing) idle.resolve();
  }

  /** Begins a transaction; false while another process writes. When none can begin, everybody who waits is told. */
  function isMyTurn(): boolean {
    try {
      transaction.begin();
      busySinceMs = undefined;
      return true;
    } catch (error) {
      busySinceMs ??= clockMs();
      if (isBusyError(error) && clockMs() - busySinceMs < busyMaxMs) return false;
      busySinceMs = undefined;
      rejectAll(queue.splice(0), ledgerError(error, options.file));
      return false;
    }
  }

  function commitNext(): void {
    const taken: Job[] = [];
    try {
      const answers = runJobs(queue, taken, { transaction, clockMs });
      options.beforeCommit?.();
      transaction.commit();
      for (const answer of answers) answer();
    } catch (error) {
      transaction.abandon();
      rejectAll(taken, ledgerError(error, options.file));
    }
  }

  return {
    submit: <T>(rowsMax: number, work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (closing) return reject(shuttingDown());
        if (queue.length >= queueMax) return reject(overloaded());
        queue.push({ rowsMax, work, resolve: (value) => resolve(value as T), reject });
        schedule();
      }),
    close: () => {
      closing = true;
      if (queue.length === 0) idle.resolve();
      return idle.promise;
    },
  };
}

function rejectAll(jobs: readonly Job[], failure: unknown): void {
  for (const job of jobs) job.reject(failure);
}

/** Runs what waits, as much as one transaction takes, and moves it to `taken`; gives what to tell after the commit. */
function runJobs(
  queue: Job[],
  taken: Job[],
  { transaction, clockMs }: { readonly transaction: Transaction; readonly clockMs: () => number },
): readonly (() => void)[] {
  const answers: (() => void)[] = [];
  const startMs = clockMs();
  let rowCount = 0;
  for (let job = queue[0]; job !== undefined; job = queue[0]) {
    rowCount += job.rowsMax;
    if (taken.length > 0 && (rowCount > rowsPerCommitMax || clockMs() - startMs >= transactionMs)) break;
    queue.shift();
    taken.push(job);
    answers.push(transaction.runAlone(job));
  }
  return answers;
}

type Transaction = ReturnType<typeof createTransaction>;

function createTransaction(database: Database, file: string) {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  const save = database.prepare("SAVEPOINT job");
  const undo = database.prepare("ROLLBACK TO job");
  const release = database.prepare("RELEASE job");
  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    /** Ends a failed transaction. SQLite has rolled back by itself after some errors, such as a full disk. */
    abandon: () => {
      try {
        if (database.inTransaction) rollback.run();
      } catch {
        // The first failure is the one to tell; while the transaction stays open, no other can begin or be answered.
      }
    },
    /** Runs one job so that its failure leaves the others' writes alone; gives what to tell its caller after commit. */
    runAlone: (job: Job): (() => void) => {
      save.run();
      try {
        const value = job.work();
        release.run();
        return () => job.resolve(value);
      } catch (error) {
        if (!database.inTransaction || isDiskError(error)) throw error;
        undo.run();
        release.run();
        return () => job.reject(ledgerError(error, file));
      }
    },
  };
}

function overloaded(): BoxproofError {
  return new BoxproofError("ERR_OVERLOADED", `${queueMax} writes wait for the ledger already; nothing was stored.`, {
    remedy: "Send the same request again after a second.",
  });
}

function shuttingDown(): BoxproofError {
  return new BoxproofError("ERR_SHUTTING_DOWN", "The ledger is being closed; nothing was stored.", {
    remedy: "Send the same request again when the service is back.",
  });
}
