import { noTable } from "./table-error.ts";

/** What a cell shows without holding it as a text: the result of a formula, or an error such as `#N/A`. */
export interface ComputedCell {
  readonly computed: "formula" | "error";
  /** What it showed when the file was saved. */
  readonly shown: string;
}

const kinds = { f: "formula", e: "error" } as const;

/**
 * The XML of a sheet with each formula and each error in a cell replaced by a text that begins with `mark`, which
 * `computedCell` reads: the parser gives only what such a cell showed last, as if it had been typed. The XML is given and
 * returned one character a byte. Throws ERR_TABLE for a formula that is in no cell.
 */
export function markComputedCells(xml: string, mark: string, file: string): string {
  if (!isSheet.test(xml) || !(formula.test(xml) || errorType.test(xml))) return xml;
  const pieces: string[] = [];
  let from = 0;
  for (const cell of xml.matchAll(cellStart)) {
    const [start = "", tag = "c", attributes = ""] = cell;
    if (cell.index < from || attributes.endsWith("/")) continue;
    const end = xml.indexOf(`</${tag}`, cell.index);
    if (end === -1) break;
    const body = xml.slice(cell.index + start.length, end);
    const kind = formula.test(body) ? "f" : errorType.test(attributes) ? "e" : undefined;
    if (kind === undefined) continue;
    const prefix = tag.slice(0, -1);
    // A shared text is told by its number only, so nothing is shown of it.
    const shown = sharedType.test(attributes) ? "" : (cellValue.exec(body)?.[1] ?? "");
    const type = attributes.replace(typeAttribute, "");
    pieces.push(xml.slice(from, cell.index), `<${tag}${type} t="str"><${prefix}v>${mark}${kind}${shown}</${prefix}v>`);
    from = end;
  }
  const marked = pieces.join("") + xml.slice(from);
  const data = marked.slice(marked.search(isSheet), marked.lastIndexOf("sheetData"));
  if (!formula.test(data)) return marked;
  throw noTable(file, "has a formula outside of its cells.", { remedy: "Save it again as XLSX, or as CSV in UTF-8." });
}

/** What a text that was read from marked XML stands for; undefined for a text that is one. */
export function computedCell(text: string, mark: string): ComputedCell | undefined {
  const kind = text.startsWith(mark) ? text[mark.length] : undefined;
  return kind === "f" || kind === "e" ? { computed: kinds[kind], shown: text.slice(mark.length + 1) } : undefined;
}

const isSheet = /<(?:[\w.-]+:)?sheetData[\s/>]/;
const formula = /<(?:[\w.-]+:)?f[\s/>]/;
const errorType = /\st\s*=\s*["']e["']/;
const sharedType = /\st\s*=\s*["']s["']/;
const typeAttribute = /\st\s*=\s*(?:"[^"]*"|'[^']*')/g;
const cellStart = /<((?:[\w.-]+:)?c)((?:\s[^<>]*)?)>/g;
const cellValue = /<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)</;
