import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { BoxproofError } from "../core/index.ts";
import type { Rehearsal } from "./rehearse.ts";
import { junitXml } from "./report/junit-xml.ts";
import { reportHtml } from "./report/report-html.ts";
import { reportJson } from "./report/report-json.ts";

/** Where a rehearsal was written. */
export interface WrittenRehearsal {
  readonly folder: string;
  readonly reportFile: string;
}

const reportName = "report.html";

/**
 * Writes report.html, report.json, junit.xml and the evidence into a folder, all or nothing: the new folder takes the place
 * of an old rehearsal in one step. Throws ERR_FILE_EXISTS for a folder that holds anything but a rehearsal, ERR_DISK.
 */
export async function writeRehearsal(rehearsal: Rehearsal, out: string): Promise<WrittenRehearsal> {
  const folder = resolve(out);
  await requireFree(folder);
  const { result, run, evidence } = rehearsal;
  const files = new Map<string, Uint8Array | string>([
    [reportName, reportHtml(result, run, evidence)],
    ["report.json", reportJson(result, run)],
    ["junit.xml", junitXml(result, run)],
    ...evidence,
  ]);
  try {
    await mkdir(dirname(folder), { recursive: true });
    const fresh = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
    try {
      await writeAll(fresh, files);
      await takePlace(fresh, folder);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof BoxproofError) throw error;
    throw new BoxproofError("ERR_DISK", `The rehearsal could not be written to ${folder}.`, {
      remedy: "Check that the folder may be written and the disk has room, or give another folder with --out DIR.",
      cause: error,
    });
  }
  return { folder, reportFile: join(folder, reportName) };
}

/** Refuses a folder of somebody's own files before the work begins; a rehearsal or an empty folder may be replaced. */
export async function requireFree(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw new BoxproofError("ERR_FILE_EXISTS", `${folder} is not a folder that can be written to (${error.code}).`, {
      remedy: "Give another folder with --out DIR.",
      cause: error,
    });
  });
  if (entries.length === 0 || (entries.includes(reportName) && entries.includes("junit.xml"))) return;
  throw new BoxproofError("ERR_FILE_EXISTS", `${folder} holds files that are no rehearsal, e.g. ${entries[0]}.`, {
    remedy: "Give a new or empty folder with --out DIR; a former rehearsal is replaced.",
    details: { folder, found: entries.slice(0, 5) },
  });
}

async function writeAll(folder: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  for (const [name, content] of files) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flush: true });
  }
}

/** A folder cannot be renamed over a full one, so the old one steps aside first and comes back when that fails. */
async function takePlace(fresh: string, folder: string): Promise<void> {
  const old = `${fresh}-old`;
  const hadOld = await rename(folder, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(fresh, folder);
  } catch (error) {
    if (hadOld) await rename(old, folder);
    throw error;
  }
  if (hadOld) await rm(old, { recursive: true, force: true });
}
