import { BoxproofError } from "../core/index.ts";

/** Rows below the header when the caller names no limit. */
export const rowMaxDefault = 200_000;
/** Columns of a table. */
export const columnMax = 256;
/** Longest row of a CSV file, in characters, and longest cell of a workbook. */
export const recordLengthMax = 65_536;

/** ERR_FILE_TOO_LARGE: what there is too much of, and how much is taken. */
export function tooLarge(file: string, what: string, most: number): BoxproofError {
  return new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${most} ${what}.`, {
    remedy: "Split it into several files, or remove what is empty around the table.",
    details: { file, what, most },
  });
}
