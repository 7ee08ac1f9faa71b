import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLedger, openLedgerForReading } from "../../src/ledger/index.ts";
import { migrations } from "../../src/ledger/migrations.ts";
import { unitOf } from "./conformance.ts";
import { writeOlderLedger } from "./older-ledger.ts";
import { requestOf } from "./serial-request.ts";

const unreadable = vi.hoisted(() => new Set<string>());
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    accessSync(path: string, mode?: number) {
      if (unreadable.has(path)) throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
      fs.accessSync(path, mode);
    },
  };
});

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-reading-"));
  file = join(folder, "line.db");
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

/** Every file of the folder with its bytes and the time of its last change. */
async function everything() {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      const { mtimeMs } = await stat(join(folder, name));
      return { name, mtimeMs, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

async function allocated(): Promise<void> {
  const ledger = await openLedger(file);
  await ledger.allocate(requestOf(3));
  await ledger.close();
}

describe("a ledger that is opened for reading", () => {
  it("tells what it knows, and nothing in its folder changes", async () => {
    await allocated();
    const before = await everything();
    expect(before.map(({ name }) => name)).toEqual(["line.db"]);
    const ledger = await openLedgerForReading(file);
    expect(await ledger.listRanges()).toMatchObject([{ count: 3, states: { Allocated: 3 } }]);
    expect((await ledger.findUnit(unitOf("A0002")))?.state).toBe("Allocated");
    await ledger.close();
    expect(await everything()).toEqual(before);
  });

  it("sees what another process has not merged yet, and leaves its files as they are", async () => {
    const writer = await openLedger(file);
    await writer.allocate(requestOf(3));
    const before = (await everything()).map(({ name, sha256 }) => ({ name, sha256 }));
    const ledger = await openLedgerForReading(file);
    expect(await ledger.listRanges()).toHaveLength(1);
    await writer.allocate(requestOf(2));
    expect(await ledger.listRanges()).toHaveLength(2);
    await ledger.close();
    expect(before.map(({ name }) => name)).toEqual(["line.db", "line.db-shm", "line.db-wal"]);
    expect((await everything()).map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    await writer.close();
  });

  it("reads what a crash has left unmerged, and merges nothing", async () => {
    const writer = await openLedger(join(folder, "live.db"));
    await writer.allocate(requestOf(3));
    await copyFile(join(folder, "live.db"), file);
    await copyFile(join(folder, "live.db-wal"), `${file}-wal`);
    const before = await readFile(file);
    const log = await readFile(`${file}-wal`);
    const ledger = await openLedgerForReading(file);
    expect(await ledger.listRanges()).toHaveLength(1);
    await ledger.close();
    expect(await readFile(file)).toEqual(before);
    expect(await readFile(`${file}-wal`)).toEqual(log);
    await writer.close();
  });

  it("says what to do where its reader can have no files beside it", async () => {
    await allocated();
    // Stands in for a folder that may not be written, which the superuser always may.
    await mkdir(`${file}-wal`);
    await expect(openLedgerForReading(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("could not have files of its own beside it (SQLITE_"),
      remedy: expect.stringMatching(/copy the ledger.*--ledger FILE/),
    });
  });

  it("is never created, nor its folder", async () => {
    for (const missing of [file, join(folder, "none", "line.db")]) {
      await expect(openLedgerForReading(missing)).rejects.toMatchObject({
        code: "ERR_FILE_READ",
        message: `There is no ledger ${missing}.`,
        remedy: expect.stringMatching(/serials allocate.*--ledger/),
      });
      await expect(openLedger(missing, { mayCreate: false })).rejects.toMatchObject({ code: "ERR_FILE_READ" });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it("is refused where its path cannot be followed, for reading and for a change", async () => {
    await symlink("line.db", file);
    const refusal = {
      code: "ERR_FILE_READ",
      message: `The ledger ${file} cannot be looked at (ELOOP).`,
      remedy: "See whether this user may read it.",
    };
    await expect(openLedgerForReading(file)).rejects.toMatchObject(refusal);
    await expect(openLedger(file, { mayCreate: false })).rejects.toMatchObject(refusal);
  });

  it("is refused where this user may not read the file, whatever its folder allows", async () => {
    await allocated();
    // Stands in for a file without leave to read, which the superuser always has.
    unreadable.add(file);
    await expect(openLedgerForReading(file)).rejects.toMatchObject({
      code: "ERR_FILE_READ",
      message: `The ledger ${file} cannot be read (EACCES).`,
      remedy: "See whether this user may read it.",
    });
    unreadable.delete(file);
  });

  it("is never upgraded: an older one is refused with what to do, unchanged", async () => {
    writeOlderLedger(file);
    const before = await everything();
    await expect(openLedgerForReading(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining(`is of an older boxproof: it has 1 of ${migrations.length} migrations`),
      remedy: expect.stringContaining("copy"),
    });
    expect(await everything()).toEqual(before);
  });

  it.each([
    ["of another kind", "format: boxproof-catalog/1\n"],
    ["that is empty", ""],
  ])("is no file %s", async (_what, text) => {
    await writeFile(file, text);
    await expect(openLedgerForReading(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("is not a ledger"),
    });
    expect(await readFile(file, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["line.db"]);
  });
});
