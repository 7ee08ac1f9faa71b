import { BoxproofError } from "../../core/index.ts";
import { type Manifest, readSent, recordSent, type SentRecord } from "../../manifest/index.ts";
import { type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import { readSoundManifest, sentPlace } from "./manifest-place.ts";

/** Options of `boxproof manifest sent`. */
export interface SentOptions extends CatalogOptions {
  readonly to?: string;
  /** A day of the calendar. */
  readonly on?: string;
  readonly note?: string;
  readonly json?: boolean;
}

/** The farthest time zone is so far ahead of UTC, in milliseconds. */
const dayAheadMs = 14 * 3_600_000;

/** Records that a manifest went out, or lists what did. */
export async function sendOrList(io: Io, file: string | undefined, options: SentOptions): Promise<ExitStatus> {
  const { to, on } = options;
  if (file === undefined && to === undefined && on === undefined) return list(io, options);
  if (to === undefined || on === undefined) {
    throw new BoxproofError("ERR_USAGE", "A record says to whom the manifest went and on which day.", {
      remedy: "Name both: --to WHO --on 2026-01-31.",
    });
  }
  return record(io, file ?? "manifest.json", { ...options, to, on: pastDay(on) });
}

function pastDay(day: string): string {
  if (Date.parse(`${day}T00:00:00Z`) <= Date.now() + dayAheadMs) return day;
  throw new BoxproofError("ERR_USAGE", `${day} is still to come.`, { remedy: "Name the day on which it went out." });
}

async function record(io: Io, name: string, options: SentOptions & Pick<SentRecord, "to" | "on">): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options, { patterns: "any" });
  const manifest = await readSoundManifest(io, name, "Nothing was recorded.");
  refuseBeforeIssue(options.on, manifest);
  const { to, on, note } = options;
  const place = sentPlace(io, resolved);
  const recordedAt = new Date().toISOString();
  const made = await recordSent(place, {
    manifest,
    to,
    on,
    recordedAt,
    ...(note === undefined ? {} : { note }),
  });
  sayForced(io, manifest);
  if (options.json === true) io.out(`${JSON.stringify(made)}\n`);
  else {
    io.out(
      `${recordLine(made)}\nKept ${made.copy} in ${place.folder}.\nNext time, see what changed: boxproof manifest diff\n`,
    );
  }
  return 0;
}

/** What was forced is recorded like any other, since it did go out; nobody should send it without knowing. */
function sayForced(io: Io, { forced }: Manifest): void {
  if (forced === undefined) return;
  const [first] = forced;
  const what = first === undefined ? "" : `, the first: ${first.deviceModel} ${first.id}: ${first.message}`;
  io.err(`This manifest was exported by force although ${counted(forced.length, "error")} stood${what}\n`);
}

/** A manifest goes out after it was made; the farthest time zone behind UTC is so far behind it. */
const dayBehindMs = 12 * 3_600_000;

function refuseBeforeIssue(on: string, { issuedAt }: Manifest): void {
  const dayEndMs = Date.parse(`${on}T00:00:00Z`) + 24 * 3_600_000 + dayBehindMs;
  if (Date.parse(issuedAt) < dayEndMs) return;
  throw new BoxproofError("ERR_USAGE", `It cannot have gone out on ${on}: it was made on ${issuedAt.slice(0, 10)}.`, {
    remedy: "Name the day on which this manifest went out, or the manifest that went out on that day.",
  });
}

async function list(io: Io, options: SentOptions): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options, { patterns: "any" });
  const { records, notes } = await readSent(sentPlace(io, resolved));
  for (const note of notes) io.err(`${note}\n`);
  if (options.json === true) io.out(`${JSON.stringify({ records })}\n`);
  else io.out(records.length === 0 ? "Nothing is recorded as sent.\n" : `${records.map(recordLine).join("\n")}\n`);
  return 0;
}

function recordLine({ revision, to, on, sha256, note }: SentRecord): string {
  return `Revision ${revision} went to ${to} on ${on}, sha256 ${sha256}${note === undefined ? "" : ` (${note})`}`;
}
