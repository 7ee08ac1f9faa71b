import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportManifest, keptRevision, lastSent, readSent, recordSent } from "../../src/manifest/index.ts";
import { catalogOf, modelOf } from "../catalog/catalog-of.ts";

const catalog = catalogOf(
  modelOf("ACME_1", "^A1[0-9]{6}$", {
    name: "Acme One",
    listings: [{ marketplace: "US", asin: "B0DEMO0001" }],
  }),
);
const recordedAt = "2026-01-03T00:00:00.000Z";
const revision = (number: number) =>
  exportManifest({ catalog, issuedAt: "2026-01-02T03:04:05.678Z", revision: number });

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-sent-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const place = () => ({ folder, name: "acme" });
const send = (number: number, to: string) =>
  recordSent(place(), { manifest: revision(number), to, on: "2026-01-03", recordedAt });
const last = async () => lastSent(place(), await readSent(place()));

describe("what was sent", () => {
  it("is nothing before the first record", async () => {
    expect(await readSent(place())).toEqual({ records: [], notes: [] });
    expect(await last()).toBeUndefined();
    expect(await keptRevision(place())).toBe(0);
  });

  it("is last the highest revision, and of one that went out twice the later record", async () => {
    await send(1, "Amazon");
    await send(1, "Amazon, again");
    expect((await last())?.record.to).toBe("Amazon, again");
    await send(3, "Amazon");
    await send(2, "a colleague");
    expect(await last()).toMatchObject({ record: { revision: 3 }, manifest: { revision: 3 } });
    expect((await readSent(place())).records.map((one) => one.revision)).toEqual([1, 1, 3, 2]);
    expect(await keptRevision(place())).toBe(3);
    // One copy for each revision, and no draft beside them.
    expect((await readdir(join(folder, "acme-sent"))).length).toBe(3);
  });

  it("refuses another manifest under a revision that went out", async () => {
    await send(1, "Amazon");
    const other = exportManifest({ catalog, issuedAt: "2026-02-02T00:00:00.000Z", revision: 1 });
    await expect(recordSent(place(), { manifest: other, to: "x", on: "2026-02-03", recordedAt })).rejects.toThrow(
      expect.objectContaining({ code: "ERR_MANIFEST_REVISION" }),
    );
  });

  it("leaves out a line that a broken write left, and goes on behind it", async () => {
    const file = join(folder, "acme-sent.jsonl");
    await send(1, "Amazon");
    await writeFile(file, `${await readFile(file, "utf8")}{"revision":2,"sh`);
    await send(2, "Amazon");
    const { records, notes } = await readSent(place());
    expect(records.map((one) => one.revision)).toEqual([1, 2]);
    expect(notes).toEqual([expect.stringContaining("Line 2 of")]);
  });

  it("refuses a record that is no record, and a copy that was changed or is gone", async () => {
    await send(1, "Amazon");
    const [copy = ""] = await readdir(join(folder, "acme-sent"));
    const path = join(folder, "acme-sent", copy);
    await writeFile(path, (await readFile(path, "utf8")).replace("Acme One", "Acme Won"));
    await expect(last()).rejects.toThrow(expect.objectContaining({ code: "ERR_SENT_RECORD" }));
    await rm(path);
    await expect(last()).rejects.toThrow(expect.objectContaining({ code: "ERR_SENT_RECORD" }));
    await writeFile(join(folder, "acme-sent.jsonl"), '{"revision":0}\n');
    await expect(readSent(place())).rejects.toThrow(expect.objectContaining({ code: "ERR_SENT_RECORD" }));
  });
});
