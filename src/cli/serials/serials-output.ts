import { access, constants } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import type { Dsn } from "../../core/dsn/index.ts";
import { BoxproofError } from "../../core/index.ts";
import { writeXlsx } from "../../sheet/index.ts";
import { refuseExistingFile, writeFileAtomically, writeNewFile } from "../atomic-file.ts";
import type { Io } from "../io.ts";

/** Where serials go. */
export interface SerialsOutput {
  readonly format: "csv" | "xlsx";
  /** Absolute path. */
  readonly path: string;
  /** True when it may take the place of a file; else it is a new one. */
  readonly mayReplace: boolean;
}

/** Serials of one workbook; a text file takes as many as there are. */
const workbookMax = 200_000;

/**
 * The file that a path names by its ending. Throws ERR_OUTPUT_FORMAT for another ending than .csv or .xlsx, or for more
 * serials than a workbook takes; ERR_FILE_EXISTS for a file that is there, unless `replace` says that it is not needed;
 * ERR_DISK when the folder cannot be written to, so that nothing is reserved in vain.
 */
export async function serialsOutput(
  io: Io,
  name: string,
  { count, replace: mayReplace = false }: { readonly count: number; readonly replace?: boolean | undefined },
): Promise<SerialsOutput> {
  const path = resolve(io.cwd, name);
  const extension = extname(path).toLowerCase();
  if (extension !== ".csv" && extension !== ".xlsx") {
    throw new BoxproofError("ERR_OUTPUT_FORMAT", `Serials are written as .csv or .xlsx, not as ${extension || name}.`, {
      remedy: "Write FILE.csv or FILE.xlsx.",
    });
  }
  if (extension === ".xlsx" && count > workbookMax) {
    throw new BoxproofError("ERR_OUTPUT_FORMAT", `A workbook takes ${workbookMax} serials; these are ${count}.`, {
      remedy: "Write FILE.csv.",
    });
  }
  await access(dirname(path), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new BoxproofError("ERR_DISK", `${path} cannot be written (${error.code}).`, {
      remedy: "See whether its folder is there and may be written to.",
      details: { path, code: error.code },
      cause: error,
    });
  });
  await refuseExistingFile(path, { mayReplace });
  return { format: extension === ".csv" ? "csv" : "xlsx", path, mayReplace };
}

/** Writes serials under the header `dsn`, whole or not at all. Throws ERR_DISK, ERR_FILE_EXISTS, ERR_STOPPED. */
export async function writeSerials(
  { format, path, mayReplace }: SerialsOutput,
  dsns: readonly Dsn[],
  stop?: AbortSignal,
): Promise<void> {
  const bytes = format === "csv" ? serialsCsv(dsns) : await serialsWorkbook(dsns);
  await (mayReplace ? writeFileAtomically(path, bytes, stop) : writeNewFile(path, bytes, stop));
}

/** Serials as CSV. No DSN has a character that would need quotes. */
export function serialsCsv(dsns: readonly Dsn[]): string {
  return ["dsn", ...dsns, ""].join("\n");
}

function serialsWorkbook(dsns: readonly Dsn[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: "Serials", columns: ["dsn"], rows: dsns.map((dsn) => [dsn]) }] });
}
