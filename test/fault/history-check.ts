import Sqlite from "better-sqlite3";
import { type Journal, type SentScan, sendScan } from "./traffic.ts";

/** What is wrong with a history: empty everywhere when nothing is. */
export interface HistoryFaults {
  /** Answered scans that the service does not know after its restart. */
  readonly lost: readonly string[];
  /** Answered scans that it knows with another answer, or answers otherwise when they are repeated. */
  readonly changed: readonly string[];
  /** DSNs that were let pass by more than one scan, as callers were told. */
  readonly okTwice: readonly string[];
}

interface StoredAnswer {
  readonly verdict: string;
  readonly dsn?: string;
}

type Entry = { readonly scan: SentScan; readonly answer: string };

/** Scans that are checked at the same time, so that their repeats share commits. */
const checkedAtOnce = 32;

/** Holds what callers saw against what the restarted service says now. It trusts neither: it compares bytes. */
export async function checkHistory(journal: Journal, url: string): Promise<HistoryFaults> {
  const entries = [...journal.answers.values()];
  const states: ("kept" | "lost" | "changed")[] = [];
  for (let from = 0; from < entries.length; from += checkedAtOnce) {
    const part = entries.slice(from, from + checkedAtOnce);
    states.push(...(await Promise.all(part.map((entry) => stateOf(entry, url)))));
  }
  const idsOf = (state: string) => entries.filter((_, index) => states[index] === state).map(({ scan }) => scan.scanId);
  return { lost: idsOf("lost"), changed: idsOf("changed"), okTwice: passedTwice(entries) };
}

async function stateOf({ scan, answer }: Entry, url: string): Promise<"kept" | "lost" | "changed"> {
  const response = await fetch(`${url}/v1/scans/${scan.scanId}`);
  const body = (await response.json()) as { readonly answer?: StoredAnswer };
  if (response.status !== 200) return "lost";
  const repeated = await sendScan(url, scan);
  return JSON.stringify(body.answer) === answer && repeated === answer ? "kept" : "changed";
}

function passedTwice(entries: readonly Entry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { answer } of entries) {
    const { verdict, dsn = "" }: StoredAnswer = JSON.parse(answer);
    if (verdict === "ok") counts.set(dsn, (counts.get(dsn) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([dsn]) => dsn);
}

/** What the closed ledger file itself says: SQLite's own check, and DSNs that more than one stored scan let pass. */
export function checkLedgerFile(file: string): { readonly integrity: unknown; readonly okTwice: readonly unknown[] } {
  const database = new Sqlite(file, { readonly: true });
  try {
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      okTwice: database
        .prepare("SELECT dsn FROM scan WHERE verdict = 'ok' GROUP BY dsn HAVING count(*) > 1")
        .pluck()
        .all(),
    };
  } finally {
    database.close();
  }
}
