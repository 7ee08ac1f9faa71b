/** Names under which factories have the serial's column; capitals, blanks and signs between words do not count. */
const headings: ReadonlySet<string> = new Set([
  "dsn",
  "serial",
  "serialno",
  "serialnumber",
  "serialnum",
  "sn",
  "deviceserial",
  "deviceserialno",
  "deviceserialnumber",
  "序列号",
  "序列號",
  "产品序列号",
  "產品序列號",
  "seriennummer",
  "numerodeserie",
  "设备序列号",
  "設備序列號",
  "sn码",
  "sn碼",
  "sn号",
  "sn號",
]);

/** How the serial's column is looked for. */
export interface SerialHeadingOptions {
  /** The heading that was asked for, instead of the known names. */
  readonly column?: string | undefined;
  /** Headings of columns that hold something else, where another heading is there for the serial. */
  readonly taken?: readonly string[];
}

/** Where the serial's column is; or why it is not clear, as a clause, and whether any heading could be meant. */
export type SerialHeading =
  | { readonly index: number }
  | { readonly index?: undefined; readonly fault: string; readonly candidateCount: number };

/** Most headings that are named in a message. */
const namedMax = 10;

/**
 * True for a heading of a column of serials: one of the known names, two of them together such as `序列号 (SN)`, or the
 * one that was asked for, in any case.
 */
export function isSerialHeading(name: string, column?: string): boolean {
  if (column !== undefined) return name.toLowerCase() === column.toLowerCase();
  if (headings.has(plain(name))) return true;
  const parts = name.split(/[()（）/|]/).map(plain);
  return parts.some((part) => part !== "") && parts.every((part) => part === "" || headings.has(part));
}

/** True for a heading that is one of some names, which are in small letters, without blanks and signs. */
export function isHeadingOf(name: string, names: readonly string[]): boolean {
  return names.includes(plain(name));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[\s._/:#-]|\p{Mn}/gu, "");
}

/**
 * The column of serials in a header. A heading written exactly as asked for goes before those that differ in capitals.
 * Where several could be meant, none is taken: a wrong column would be printed as serials.
 */
export function serialHeading(header: readonly string[], { column, taken = [] }: SerialHeadingOptions): SerialHeading {
  const all = [...header.keys()];
  const exact = all.filter((index) => header[index] === column);
  const like = exact.length > 0 ? exact : all.filter((index) => isSerialHeading(header[index] ?? "", column));
  const free = like.filter((index) => !taken.includes(header[index] ?? ""));
  const found = free.length > 0 ? free : like;
  const [index] = found;
  if (found.length === 1 && index !== undefined) return { index };
  if (index !== undefined) {
    const shown = named(found.map((one) => header[one] ?? ""));
    return { fault: `${found.length} columns that could hold the serials: ${shown}`, candidateCount: found.length };
  }
  const wanted = column === undefined ? '"dsn", "serial" or the like' : JSON.stringify(column);
  return { fault: `no column ${wanted}; its columns are ${named(header)}`, candidateCount: 0 };
}

function named(headers: readonly string[]): string {
  const more = headers.length > namedMax ? ", …" : "";
  const shown = headers.slice(0, namedMax).map((name) => JSON.stringify(name.slice(0, 80)));
  return shown.join(", ") + more;
}
