import { randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { BoxproofError } from "../core/index.ts";
import type { Manifest } from "./manifest.ts";
import { contentHash, manifestJson } from "./manifest-hash.ts";
import { day, faultOf } from "./manifest-schema.ts";
import { parseManifestJson } from "./read-manifest.ts";

/** Where records are kept: a folder, and a name that keeps those of several catalogs apart. */
export interface SentPlace {
  readonly folder: string;
  readonly name: string;
}

/** That a manifest went out: which, to whom, on which day. */
export interface SentRecord {
  readonly revision: number;
  readonly sha256: string;
  readonly to: string;
  /** The day: `2026-01-31`. */
  readonly on: string;
  readonly note?: string;
  /** When it was recorded: ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** The kept copy, as a path from the folder of the records. */
  readonly copy: string;
}

/** What was sent, in the order of recording. */
export interface SentRecords {
  readonly records: readonly SentRecord[];
  /** Lines that a broken write left behind, as sentences. */
  readonly notes: readonly string[];
}

const recordSchema = z.strictObject({
  revision: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  to: z.string().min(1).max(1_000),
  on: day,
  note: z.string().max(10_000).optional(),
  recordedAt: z.iso.datetime(),
  copy: z.string().regex(/^[0-9A-Za-z-]{1,64}\/[0-9A-Za-z-]{1,128}\.json$/),
});

/** The records of a folder, in the file `NAME-sent.jsonl`; none when there is no such file. Throws ERR_SENT_RECORD. */
export async function readSent(place: SentPlace): Promise<SentRecords> {
  const file = recordFile(place);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw recordError(`${file} cannot be read (${error.code}).`, "Check that you may read it.", error);
  });
  const records: SentRecord[] = [];
  const notes: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const value = jsonValue(line);
    if (value === undefined) {
      // A machine that went off while it wrote leaves such a line; nothing was confirmed of it.
      notes.push(`Line ${index + 1} of ${file} is not whole and is left out.`);
      continue;
    }
    const parsed = recordSchema.safeParse(value);
    if (!parsed.success) {
      throw recordError(
        `Line ${index + 1} of ${file} is no record: ${faultOf(parsed.error)}.`,
        "Put the line back as it was.",
      );
    }
    records.push(parsed.data as SentRecord);
  }
  return { records, notes };
}

function recordFile({ folder, name }: SentPlace): string {
  return join(folder, `${name}-sent.jsonl`);
}

function jsonValue(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** The highest revision of which a copy is kept, be its record lost; 0 without any. Such a revision may have gone out. */
export async function keptRevision({ folder, name }: SentPlace): Promise<number> {
  const copies = await readdir(join(folder, `${name}-sent`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw recordError(`${join(folder, `${name}-sent`)} cannot be read (${error.code}).`, "Check that you may read it.");
  });
  const revisions = copies.map((copy) => /^revision-([0-9]{4,9})-[0-9a-f]{12}\.json$/.exec(copy)?.[1] ?? "0");
  return revisions.reduce((highest, revision) => Math.max(highest, Number(revision)), 0);
}

/**
 * The manifest that was sent last: the one with the highest revision, from its kept copy. Undefined when none was sent.
 * Throws ERR_SENT_RECORD when the copy is gone or was changed.
 */
export async function lastSent(
  place: SentPlace,
  { records }: SentRecords,
): Promise<{ readonly record: SentRecord; readonly manifest: Manifest } | undefined> {
  const record = records.reduce<SentRecord | undefined>(
    (last, one) => (last === undefined || one.revision >= last.revision ? one : last),
    undefined,
  );
  if (record === undefined) return undefined;
  const file = join(place.folder, record.copy);
  const remedy = "Put the file back as it was sent, or name the two manifests to compare.";
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw recordError(
      `${file}, the copy of revision ${record.revision}, cannot be read (${error.code}).`,
      remedy,
      error,
    );
  });
  const manifest = parseManifestJson(text);
  if (contentHash(manifest) === record.sha256 && manifest.sha256 === record.sha256) return { record, manifest };
  throw recordError(`${file} is not what was sent as revision ${record.revision}: its hash differs.`, remedy);
}

/** What is recorded. */
export interface SentRequest extends Pick<SentRecord, "to" | "on" | "note" | "recordedAt"> {
  readonly manifest: Manifest;
}

/**
 * Records that a manifest went out and keeps a copy of it; both are on the disk when this resolves. Earlier records are
 * never touched. Throws ERR_MANIFEST_REVISION when another manifest went out under this revision, ERR_SENT_RECORD, ERR_DISK.
 */
export async function recordSent(place: SentPlace, request: SentRequest): Promise<SentRecord> {
  const { manifest, to, on, note, recordedAt } = request;
  const { revision, sha256 } = manifest;
  const { records } = await readSent(place);
  const other = records.find((one) => one.revision === revision && one.sha256 !== sha256);
  if (other !== undefined) throw takenError(other);
  const copy = `${place.name}-sent/revision-${String(revision).padStart(4, "0")}-${sha256.slice(0, 12)}.json`;
  const record: SentRecord = { revision, sha256, to, on, ...(note === undefined ? {} : { note }), recordedAt, copy };
  const file = recordFile(place);
  try {
    await keepCopy(join(place.folder, copy), manifestJson(manifest));
    await appendLine(file, JSON.stringify(record));
  } catch (cause) {
    if (cause instanceof BoxproofError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const remedy = "See whether the folder may be written to and has room. Nothing was recorded.";
    throw new BoxproofError("ERR_DISK", `${file} cannot be written (${code}).`, { remedy, cause });
  }
  return record;
}

function takenError({ revision, to, on }: SentRecord): BoxproofError {
  const sentence = `Revision ${revision} went to ${to} on ${on} with another content.`;
  return new BoxproofError("ERR_MANIFEST_REVISION", sentence, {
    remedy: "Export again: the next revision then has a number of its own.",
  });
}

/** Whole or not at all; a copy that is there already has the same hash in its name and is the same. */
async function keepCopy(path: string, json: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}.draft`;
  try {
    await using handle = await open(draft, "wx");
    await handle.writeFile(json);
    await handle.sync();
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      // Some file systems know no links; replacing a copy by itself changes nothing.
      return error.code === "EEXIST" ? undefined : rename(draft, path);
    });
  } finally {
    await rm(draft, { force: true });
  }
}

/** In one write at the end of the file, so that two processes never mix their lines; a line left half is closed first. */
async function appendLine(file: string, line: string): Promise<void> {
  await using handle = await open(file, "a+");
  const { size } = await handle.stat();
  const last = new Uint8Array(1);
  if (size > 0) await handle.read(last, 0, 1, size - 1);
  const isOpen = size > 0 && last[0] !== 0x0a;
  await handle.write(Buffer.from(`${isOpen ? "\n" : ""}${line}\n`, "utf8"));
  await handle.sync();
}

function recordError(sentence: string, remedy: string, cause?: unknown): BoxproofError {
  return new BoxproofError("ERR_SENT_RECORD", sentence, { remedy, cause });
}
