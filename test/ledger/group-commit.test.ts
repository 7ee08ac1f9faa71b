import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGroupCommit, type GroupCommit } from "../../src/ledger/group-commit.ts";

let database: Sqlite.Database;
let statements: string[];
let clockMs: number;
let commits: GroupCommit;
beforeEach(() => {
  statements = [];
  clockMs = 0;
  database = new Sqlite(":memory:", { verbose: (sql) => statements.push(String(sql)) });
  database.exec("CREATE TABLE t (a INTEGER)");
  commits = createGroupCommit(database, { file: "test", clockMs: () => clockMs });
});
afterEach(() => database.close());

const commitCount = () => statements.filter((sql) => sql === "COMMIT").length;

/** Submits jobs of one row each, all at once, which take `msEach` on the clock. */
function submitMany(count: number, msEach: number): Promise<unknown> {
  const insert = database.prepare("INSERT INTO t VALUES (1)");
  const work = () => {
    clockMs += msEach;
    insert.run();
  };
  return Promise.all(Array.from({ length: count }, () => commits.submit(1, work)));
}

describe("group commit", () => {
  it("puts everything that waits into one commit", async () => {
    await submitMany(100, 0);
    expect(commitCount()).toBe(1);
  });

  it("takes 1000 rows into a transaction and not one more", async () => {
    await submitMany(1_000, 0);
    expect(commitCount()).toBe(1);
    const rows = [commits.submit(999, () => undefined), commits.submit(1, () => undefined)];
    await Promise.all(rows);
    expect(commitCount()).toBe(2);
    await Promise.all([commits.submit(999, () => undefined), commits.submit(2, () => undefined)]);
    expect(commitCount()).toBe(4);
  });

  it("takes no further write into a transaction after 20 ms", async () => {
    await submitMany(40, 1);
    expect(commitCount()).toBe(2);
    await submitMany(3, 50);
    expect(commitCount()).toBe(5);
  });

  it("answers nobody before the commit", async () => {
    let statementsWhenAnswered: readonly string[] = [];
    await commits
      .submit(1, () => undefined)
      .then(() => {
        statementsWhenAnswered = [...statements];
      });
    expect(statementsWhenAnswered.at(-1)).toBe("COMMIT");
  });

  it("fails every caller of a commit that fails, and undoes their writes", async () => {
    // A deferred constraint fails at the commit itself, after all statements have succeeded.
    database.exec(`PRAGMA foreign_keys = ON; CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)`);
    const good = commits.submit(1, () => database.prepare("INSERT INTO t VALUES (7)").run());
    const bad = commits.submit(1, () => database.prepare("INSERT INTO c VALUES (1)").run());
    const outcomes = await Promise.allSettled([good, bad]);
    expect(outcomes).toMatchObject([
      { status: "rejected", reason: { code: "ERR_LEDGER" } },
      { status: "rejected", reason: { code: "ERR_LEDGER" } },
    ]);
    expect(database.prepare("SELECT count(*) FROM t").pluck().get()).toBe(0);
    await commits.submit(1, () => database.prepare("INSERT INTO t VALUES (8)").run());
    expect(database.prepare("SELECT a FROM t").pluck().all()).toEqual([8]);
  });

  it("tells everybody who waits when no transaction can begin at all", async () => {
    const waiting = Promise.allSettled([commits.submit(1, () => 1), commits.submit(1, () => 2)]);
    database.close();
    expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
