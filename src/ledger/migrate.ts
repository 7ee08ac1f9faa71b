import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import { type Migration, migrations } from "./migrations.ts";

/** "boxp": stands in the header of every ledger, so that the file of another program is never taken for one. */
const applicationId = 0x626f7870;

interface AppliedRow {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/** Refuses, with ERR_LEDGER and before anything is written, an SQLite file that another program made. */
export function requireLedgerFile(database: Database, file: string): void {
  // In one transaction, so that a file that another process is just making is seen before it or after it.
  const { found, tableCount } = database.transaction(() => ({
    found: database.pragma("application_id", { simple: true }),
    tableCount: database.prepare<[], number>("SELECT count(*) FROM sqlite_schema").pluck().get(),
  }))();
  if (found === applicationId || (found === 0 && tableCount === 0)) return;
  throw new BoxproofError("ERR_LEDGER", `${file} is not a ledger: it is an SQLite file of another program.`, {
    remedy: "Name another file with --ledger FILE; a file that does not exist is created.",
    details: { file, applicationId: found },
  });
}

/**
 * Brings the schema up to date, all steps in one transaction; a file that is up to date is only read. Throws ERR_LEDGER,
 * with nothing changed, when the file has a step that this version does not know or one that differs from the step of
 * the same number here.
 */
export function migrate(database: Database, file: string, options: { readonly at: string }): void {
  if (appliedCount(database, file) === migrations.length) return;
  // Immediate: of two processes that open a new file, the second finds the work of the first done.
  const bringUpToDate = database.transaction(() => {
    database.pragma(`application_id = ${applicationId}`);
    database.exec(
      "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    );
    const insert = database.prepare("INSERT INTO migration (version, name, checksum, at) VALUES (?, ?, ?, ?)");
    for (const migration of migrations.slice(appliedCount(database, file))) {
      database.exec(migration.sql);
      insert.run(migration.version, migration.name, checksumOf(migration), options.at);
    }
  });
  bringUpToDate.immediate();
}

/** Throws ERR_LEDGER for a schema of another version; nothing is written. */
export function requireUpToDate(database: Database, file: string): void {
  const count = appliedCount(database, file);
  if (count === migrations.length) return;
  if (count === 0) {
    throw new BoxproofError("ERR_LEDGER", `${file} is not a ledger: there is nothing in it.`, {
      remedy: "Name another file with --ledger FILE.",
      details: { file },
    });
  }
  throw new BoxproofError(
    "ERR_LEDGER",
    `The ledger ${file} is of an older boxproof: it has ${count} of ${migrations.length} migrations, and to read it never changes it.`,
    {
      remedy:
        "Keep a copy of the file; boxproof serials allocate, import, void or boxproof serve then bring it up to date.",
      details: { file, found: count, newest: migrations.length },
    },
  );
}

/** How many steps the file has; each of them must be known. */
function appliedCount(database: Database, file: string): number {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (table === undefined) return 0;
  const applied = database
    .prepare<[], AppliedRow>("SELECT version, name, checksum FROM migration ORDER BY version")
    .all();
  for (const row of applied) requireKnown(row, file);
  return applied.length;
}

function requireKnown(row: AppliedRow, file: string): void {
  const known = migrations[row.version - 1];
  if (known === undefined) {
    const newest = migrations.length;
    throw new BoxproofError(
      "ERR_LEDGER",
      `The ledger ${file} was written by a newer boxproof: it has migration ${row.version} (${row.name}); this one knows 1 to ${newest}.`,
      {
        remedy: "Update boxproof on this machine, or name another ledger.",
        details: { file, found: row.version, newest },
      },
    );
  }
  if (row.checksum === checksumOf(known)) return;
  throw new BoxproofError(
    "ERR_LEDGER",
    `Migration ${row.version} (${row.name}) in the ledger ${file} is not the one that this boxproof ships.`,
    {
      remedy: "Use the version of boxproof that wrote the ledger, or restore a backup; do not edit the file.",
      details: { file, version: row.version },
    },
  );
}

function checksumOf(migration: Migration): string {
  return createHash("sha256").update(`${migration.version}\n${migration.name}\n${migration.sql}`).digest("hex");
}
