import { statfs } from "node:fs/promises";
import { BoxproofError } from "../core/index.ts";
import type { Ledger } from "../ledger/index.ts";

/** Whether the service can take a scan now. */
export interface Readiness {
  /** Free bytes on the disk of the images. Throws why no scan can be kept: ERR_DISK, ERR_LEDGER, ERR_OVERLOADED. */
  check(): Promise<{ readonly diskFreeBytes: number }>;
}

/** Commits a probe and looks at the disk of `folder`; callers at the same time share one look. */
export function createReadiness(options: {
  readonly ledger: Pick<Ledger, "probe">;
  readonly folder: string;
  readonly diskFreeBytesMin: number;
}): Readiness {
  let running: Promise<{ readonly diskFreeBytes: number }> | undefined;
  async function look(): Promise<{ readonly diskFreeBytes: number }> {
    await options.ledger.probe();
    const { bavail, bsize } = await statfs(options.folder);
    const diskFreeBytes = bavail * bsize;
    if (diskFreeBytes >= options.diskFreeBytesMin) return { diskFreeBytes };
    throw new BoxproofError(
      "ERR_DISK",
      `The disk has ${diskFreeBytes} bytes free; at least ${options.diskFreeBytesMin} are expected.`,
      { remedy: "Free space on the ledger's disk before it is full.", details: { diskFreeBytes } },
    );
  }
  return {
    check() {
      running ??= look().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
