/** One row of a table below its header. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Where it is, for messages: `line 7` of a CSV file (the line on which the row ends), `Sheet1!A7` of a workbook. */
  readonly place: string;
  /** The number of that line or row. */
  readonly line: number;
}

/** A table as texts: nothing is trimmed, folded or computed. */
export interface Table {
  /** Empty for a file without any row. */
  readonly header: readonly string[];
  /** Where the header is, as in `TableRow`. */
  readonly headerPlace: string;
  readonly rows: readonly TableRow[];
  /** What the reader should know of how the file was read: another encoding, another separator. Whole sentences. */
  readonly notes: readonly string[];
  /** Of a workbook: how many sheets it has, and the names of those that a spreadsheet does not show. */
  readonly workbook?: { readonly sheetCount: number; readonly hiddenSheets: readonly string[] };
}

/** Something wrong with a table at a place in it. */
export interface TableFault {
  readonly place: string;
  /** Line of a CSV file or row of a sheet; absent when the fault is in the file as a whole. */
  readonly line?: number;
  readonly message: string;
}

/** How a table is read. */
export interface TableOptions {
  /** The file's name for messages. */
  readonly file: string;
  /** The sheet of a workbook, by its name; its first one that is shown when absent. */
  readonly sheet?: string;
  /** Most rows below the header; 200,000 when absent. */
  readonly rowMax?: number;
  /**
   * True for a column of a workbook in which a number, a date, a formula and the like may stand for the text that it shows;
   * in every other column such a cell is refused, because a program may have changed what was typed.
   */
  readonly mayHoldNumbers?: (column: string) => boolean;
}
