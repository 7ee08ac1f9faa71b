/** Tables in and out: CSV and XLSX, every cell a text. */
export { readTable } from "./read-table.ts";
export { isHeadingOf, isSerialHeading, serialHeading } from "./serial-heading.ts";
export type { Table, TableFault, TableOptions, TableRow } from "./table.ts";
export { rowMaxDefault } from "./table-limits.ts";
export { writeXlsx } from "./write-xlsx.ts";
