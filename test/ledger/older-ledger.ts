import { createHash } from "node:crypto";
import Sqlite from "better-sqlite3";
import { migrations } from "../../src/ledger/migrations.ts";

/** Makes a ledger file of the first version, with nothing in it: what a boxproof of before the later migrations wrote. */
export function writeOlderLedger(file: string): void {
  const old = new Sqlite(file);
  const [step] = migrations;
  old.pragma(`application_id = ${0x626f7870}`);
  old.exec("CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT, checksum TEXT, at TEXT) STRICT");
  old.exec(step?.sql ?? "");
  const checksum = createHash("sha256").update(`${step?.version}\n${step?.name}\n${step?.sql}`).digest("hex");
  old.prepare("INSERT INTO migration VALUES (1, ?, ?, '')").run(step?.name, checksum);
  old.close();
}
