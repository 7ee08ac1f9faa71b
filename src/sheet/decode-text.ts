import { noTable } from "./table-error.ts";

/** The text of a file, without a byte order mark, and what to say of its encoding. */
export interface DecodedText {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * Reads UTF-8; what begins with the byte order mark of UTF-16 as that, as spreadsheets save "Unicode text"; anything
 * else as GB18030, which spreadsheets in China save by default. Each of the latter says so in a note. Throws ERR_TABLE
 * for bytes that are none of them, and for text with NUL characters.
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  const decoded = asUtf16(bytes, file) ?? asUtf8(bytes) ?? asGb18030(bytes, file);
  if (decoded === undefined) {
    throw noTable(file, "is not text in UTF-8, nor in GB18030.", { remedy: "Save it as CSV in UTF-8." });
  }
  if (!decoded.text.includes("\u0000")) return decoded;
  throw noTable(file, "is no text: it has NUL characters.", { remedy: "Save it as CSV in UTF-8, or as XLSX." });
}

function asUtf8(bytes: Uint8Array): DecodedText | undefined {
  const text = decoded("utf-8", bytes);
  return text === undefined ? undefined : { text, notes: [] };
}

function asUtf16(bytes: Uint8Array, file: string): DecodedText | undefined {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : undefined;
  const text = encoding === undefined ? undefined : decoded(encoding, bytes);
  return text === undefined ? undefined : { text, notes: [`${file} is in UTF-16; it was read as that.`] };
}

function asGb18030(bytes: Uint8Array, file: string): DecodedText | undefined {
  const text = decoded("gb18030", bytes);
  if (text === undefined) return undefined;
  return { text, notes: [`${file} is not UTF-8; it was read as GB18030. See whether its texts are right.`] };
}

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
