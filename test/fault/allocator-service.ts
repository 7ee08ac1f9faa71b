/**
 * A process that allocates as fast as it can, for the tests of processes that do so at once. It prints one line for each
 * range once that is reserved. The mode `without-transaction` is the control arm: it looks where the last range ends and
 * writes the next one a moment later, as a program with a race would.
 *
 *   node allocator-service.ts ledger|without-transaction LEDGER ROUNDS SEED
 */
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { createRandom } from "../../src/core/index.ts";
import { openLedger, type SerialRange } from "../../src/ledger/index.ts";

const [mode, file = "", rounds = "1", seed = ""] = process.argv.slice(2);
const random = createRandom(seed);
const series = { head: "A", width: 8, rest: [] } as const;
const counter = { from: 1, to: 99_999_999 };

const ledger = await openLedger(file);
process.stdout.write("ready\n");
await once(process.stdin, "data");
for (let round = 0; round < Number(rounds); round += 1) {
  const count = random.integer(1, 20);
  const range = mode === "ledger" ? await allocate(count) : await withoutTransaction(count);
  process.stdout.write(`${JSON.stringify({ from: range.from, to: range.to })}\n`);
}
await ledger.close();
process.stdin.destroy();

function allocate(count: number): Promise<SerialRange> {
  return ledger.allocate({
    deviceModel: "ONE",
    series,
    counter,
    count,
    fields: "",
    specimens: [],
    who: "Ida",
    why: seed,
  });
}

async function withoutTransaction(count: number): Promise<{ readonly from: number; readonly to: number }> {
  const database = new Sqlite(file);
  const highest = database.prepare("SELECT coalesce(max(counter_to), 0) FROM serial_range").pluck().get();
  const from = Number(highest) + 1;
  const to = from + count - 1;
  await setTimeout(random.integer(0, 5));
  const insert = database.prepare(
    `INSERT INTO serial_range (device_model, head, width, rest, counter_from, counter_to, holes, serial_count, first_dsn,
      last_dsn, fields, at, who, why) VALUES ('ONE', 'A', 8, '[]', ?, ?, '[]', ?, 'A', 'A', '', '', 'Ida', 'race')`,
  );
  insert.run(from, to, count);
  database.close();
  return { from, to };
}
