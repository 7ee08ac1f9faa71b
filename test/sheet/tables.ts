import { deflateRawSync } from "node:zlib";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";

/** A workbook as a spreadsheet program makes it, with any kinds of cells. */
export async function workbook(
  sheets: readonly { readonly name: string; readonly data: SheetData }[],
): Promise<Uint8Array> {
  return writeXlsxFile(sheets.map(({ name, data }) => ({ sheet: name, data }))).toBuffer();
}

/** One file of an archive, its declared length as told rather than as it is. */
export interface PackedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly declaredLength?: number;
  readonly method?: number;
  readonly flags?: number;
}

/** A zip archive, deflated, written out by the book (APPNOTE.TXT); it can lie about lengths. */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredLength = content.length, method = 8, flags = 0 } of files) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declaredLength, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}

const text = (content: string) => new TextEncoder().encode(content);
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The least files of a workbook with one sheet of this XML; more may be added. */
export function bareWorkbook(sheetXml: string): readonly PackedFile[] {
  return [
    {
      name: "xl/workbook.xml",
      content: text(
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet r:id="a" sheetId="1" name="S"/></sheets></workbook>`,
      ),
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: text(
        `<Relationships><Relationship Id="a" Type="${relations}/worksheet" Target="worksheets/s.xml"/></Relationships>`,
      ),
    },
    {
      name: "xl/worksheets/s.xml",
      content: text(`<worksheet xmlns="${main}"><sheetData>${sheetXml}</sheetData></worksheet>`),
    },
  ];
}
