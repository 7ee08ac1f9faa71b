import { crc32, inflateRawSync } from "node:zlib";
import { noTable } from "./table-error.ts";
import { tooLarge } from "./table-limits.ts";

/** A file of an archive, inflated. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files in one archive; a workbook has a dozen and one a sheet. */
const fileCountMax = 1_000;
/** All files together, inflated: a table of 200,000 rows and a dozen columns stays below it. */
const inflatedMax = 256 * 1024 * 1024;
const endLength = 22;
const commentLengthMax = 65_535;

const signature = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly compressedLength: number;
  readonly offset: number;
}

/**
 * The XML files of a zip archive (APPNOTE.TXT 6.3), inflated within limits that hold whatever the archive says of itself.
 * Throws ERR_TABLE for a damaged, encrypted or very large archive, ERR_FILE_TOO_LARGE for one that inflates too far.
 */
export function readZip(bytes: Uint8Array, file: string): readonly ZipFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let left = inflatedMax;
    return [...entriesOf(view, file)]
      .filter(({ name }) => name.endsWith(".xml") || name.endsWith(".rels"))
      .map((entry) => {
        const content = contentOf(view, entry, { file, left });
        left -= content.byteLength;
        return { name: entry.name, bytes: content };
      });
  } catch (error) {
    // A length or an offset that leads out of the file.
    if (error instanceof RangeError || isZlibError(error)) throw damaged(file, error);
    throw error;
  }
}

function* entriesOf(view: DataView, file: string): Generator<Entry> {
  const end = endOf(view);
  if (end === undefined) throw damaged(file);
  const count = view.getUint16(end + 10, true);
  if (count > fileCountMax) throw tooLarge(file, "files inside", fileCountMax);
  let at = view.getUint32(end + 16, true);
  const names = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== signature.central) throw damaged(file);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytesAt(view, at + 46, nameLength));
    // Two files of one name are two tables to two readers.
    if (names.has(name)) throw damaged(file);
    names.add(name);
    yield {
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      compressedLength: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    };
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** The end record stands at the end, with a comment behind it at most. */
function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endLength - commentLengthMax);
  for (let at = view.byteLength - endLength; at >= first; at -= 1) {
    if (view.getUint32(at, true) === signature.end) return at;
  }
  return undefined;
}

function contentOf(
  view: DataView,
  { flags, method, compressedLength, offset }: Entry,
  { file, left }: { readonly file: string; readonly left: number },
): Uint8Array {
  if (view.getUint32(offset, true) !== signature.local) throw damaged(file);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytesAt(view, start, compressedLength);
  const isEncrypted = (flags & 1) === 1;
  if (isEncrypted || (method !== 0 && method !== 8)) throw damaged(file);
  if (method === 0 && packed.byteLength > left) throw tooLarge(file, "bytes inside", inflatedMax);
  if (method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw error;
    throw tooLarge(file, "bytes inside", inflatedMax);
  }
}

function bytesAt(view: DataView, at: number, length: number): Uint8Array {
  if (at + length > view.byteLength) throw new RangeError("behind the end of the file");
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && /^Z_/.test((error as NodeJS.ErrnoException).code ?? "");
}

function damaged(file: string, cause?: unknown) {
  const remedy = "Save it again as XLSX without a password, or as CSV in UTF-8.";
  return noTable(file, "is no workbook: its archive is damaged or encrypted.", { remedy, cause });
}

/** The same files as an archive without compression, so that whoever reads it can inflate nothing. */
export function storedZip(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  const named = files.map(({ name, bytes }) => ({ name: new TextEncoder().encode(name), bytes }));
  const length = named.reduce((sum, { name, bytes }) => sum + 76 + 2 * name.length + bytes.length, endLength);
  const archive = new Uint8Array(length);
  const view = new DataView(archive.buffer);
  const central: (() => void)[] = [];
  let at = 0;
  const header = (extra: number, { name, bytes }: (typeof named)[number]) => {
    view.setUint16(at + extra + 4, 20, true);
    view.setUint32(at + extra + 14, crc32(bytes), true);
    view.setUint32(at + extra + 18, bytes.length, true);
    view.setUint32(at + extra + 22, bytes.length, true);
    view.setUint16(at + extra + 26, name.length, true);
  };
  for (const one of named) {
    const offset = at;
    view.setUint32(at, signature.local, true);
    header(0, one);
    archive.set(one.name, at + 30);
    archive.set(one.bytes, at + 30 + one.name.length);
    at += 30 + one.name.length + one.bytes.length;
    central.push(() => {
      view.setUint32(at, signature.central, true);
      header(2, one);
      view.setUint32(at + 42, offset, true);
      archive.set(one.name, at + 46);
      at += 46 + one.name.length;
    });
  }
  const start = at;
  for (const write of central) write();
  view.setUint32(at, signature.end, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, at - start, true);
  view.setUint32(at + 16, start, true);
  return archive;
}
