import { grouped } from "../core/index.ts";
import { attribute, tagsOf } from "./workbook-sheets.ts";

/** A table and the sheet that it was read from. */
export interface ReadSheet {
  readonly file: string;
  readonly sheet: string;
  readonly xml: string;
  readonly header: readonly string[];
  /** The sheet's rows that hold anything, by their numbers. */
  readonly lines: ReadonlySet<number>;
  addressOf(column: number, line: number): string;
}

/** Says which rows and columns of a table nobody sees in a spreadsheet: hidden ones, filtered ones, those of no size. */
export function hiddenNotes(read: ReadSheet): readonly string[] {
  const { xml, header, addressOf } = read;
  const rows = hiddenRows(xml).filter((line) => read.lines.has(line));
  const columns = hiddenColumns(xml, header.length);
  const filter = /<(?:[\w.-]+:)?filterColumn[\s/>]/.test(xml) ? ", and has a filter" : "";
  const columnPlace = (column: number) => `${addressOf(column, 1)} (${JSON.stringify(header[column] ?? "")})`;
  return [
    ...note(
      read,
      "row",
      rows.map((line) => addressOf(0, line)),
      filter,
    ),
    ...note(read, "column", columns.map(columnPlace), ""),
  ];
}

function note({ file, sheet }: ReadSheet, what: string, places: readonly string[], filter: string): readonly string[] {
  const [first] = places;
  if (first === undefined) return [];
  if (places.length === 1)
    return [`${file} hides 1 ${what} of ${sheet}, ${first}${filter}; it was read like the others.`];
  const count = `${grouped(places.length)} ${what}s`;
  return [`${file} hides ${count} of ${sheet}, the first ${first}${filter}; they were read like the others.`];
}

function hiddenRows(xml: string): readonly number[] {
  const hidden: number[] = [];
  let line = 0;
  for (const tag of tagsOf(xml, "row")) {
    const told = attribute(tag, "r");
    line = told === "" ? line + 1 : Number(told);
    if (isTrue(attribute(tag, "hidden")) || isZero(attribute(tag, "ht"))) hidden.push(line);
  }
  return hidden;
}

/** Indices of the hidden columns among the first `count`. Each tag costs the same, however many columns it names. */
function hiddenColumns(xml: string, count: number): readonly number[] {
  // How many more tags hide a column than hide the one before it.
  const steps = new Int32Array(count + 1);
  for (const tag of tagsOf(xml, "col")) {
    if (!isTrue(attribute(tag, "hidden")) && !isZero(attribute(tag, "width"))) continue;
    const first = Math.max(1, Number(attribute(tag, "min")));
    const last = Math.min(count, Number(attribute(tag, "max")));
    if (!(Number.isInteger(first) && Number.isInteger(last) && first <= last)) continue;
    steps[first - 1] = (steps[first - 1] ?? 0) + 1;
    steps[last] = (steps[last] ?? 0) - 1;
  }
  const hidden: number[] = [];
  let tagCount = 0;
  for (let column = 0; column < count; column += 1) {
    tagCount += steps[column] ?? 0;
    if (tagCount > 0) hidden.push(column);
  }
  return hidden;
}

function isTrue(text: string): boolean {
  return text === "1" || text === "true";
}

function isZero(text: string): boolean {
  return text !== "" && Number(text) === 0;
}
