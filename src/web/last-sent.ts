import type { Manifest, SentRecord } from "../manifest/index.ts";

/** The manifest that was handed over last, with the record of it. */
export interface LastSent {
  readonly record: Pick<SentRecord, "revision" | "to" | "on">;
  readonly manifest: Manifest;
}

/** A sent manifest in words: `revision 3, sent to Amazon on 2026-01-31`. */
export function sentWords({ record }: LastSent): string {
  return `revision ${record.revision}, sent to ${record.to} on ${record.on}`;
}
