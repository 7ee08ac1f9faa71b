import { statSync } from "node:fs";
import { BoxproofError } from "../core/index.ts";

/**
 * Remembers which file stands at a path now, by device and inode. The function it gives throws ERR_LEDGER when that file
 * is gone or another stands there: SQLite would go on writing into a file that no path leads to, and lose it at the end.
 */
export function rememberFile(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const found = identityOf(file);
    if (found !== undefined && found === opened) return;
    const what = found === undefined ? "was removed" : "was replaced by another file";
    throw new BoxproofError("ERR_LEDGER", `The ledger ${file} ${what} while it was open; nothing was stored.`, {
      remedy:
        "Stop the service, put the ledger back (the moved file with its -wal file, or a backup), and start again.",
      details: { file, opened, found },
    });
  };
}

/** Device and inode as a text; undefined when no file stands there. Throws ERR_LEDGER when the path cannot be looked at. */
function identityOf(file: string): string | undefined {
  try {
    // Bigint: an inode of Windows outgrows a number.
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? undefined : `${found.dev}:${found.ino}`;
  } catch (error) {
    throw new BoxproofError("ERR_LEDGER", `The ledger ${file} cannot be looked at; nothing was stored.`, {
      remedy: "Check that the file and its folder can be read and written by this user.",
      details: { file },
      cause: error,
    });
  }
}
