/** Tables in and out: CSV and XLSX, every cell a text. */
export { writeXlsx, type XlsxSheet } from "./write-xlsx.ts";
