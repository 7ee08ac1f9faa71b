import { describe, expect, it, vi } from "vitest";
import { hiddenNotes } from "../../src/sheet/hidden-cells.ts";
import { readTable, type TableOptions } from "../../src/sheet/index.ts";
import { bareWorkbook, zipOf } from "./tables.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, options: Partial<TableOptions> = {}) => readTable(bytes, { file: "t", ...options });
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relationB = `<Relationship Id="b" Type="${relations}/worksheet" Target="/xl/worksheets/h.xml"/>`;

describe("what a spreadsheet hides", () => {
  const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rowOf = (line: number, attributes = "", ...texts: readonly string[]) =>
    `<row r="${line}"${attributes}>${texts.map((text, index) => inline(`${"ABC"[index]}${line}`, text)).join("")}</row>`;
  const notesOf = async (rows: string, around: { readonly before?: string; readonly after?: string } = {}) => {
    const files = bareWorkbook(rows).map((one) => {
      const xml = new TextDecoder().decode(one.content);
      const { before = "", after = "" } = around;
      const changed = xml
        .replace("<sheetData>", `${before}<sheetData>`)
        .replace("</sheetData>", `</sheetData>${after}`);
      return { ...one, content: utf8(changed) };
    });
    const { rows: read_, notes } = await read(zipOf(files));
    return { cells: read_.map(({ cells }) => cells.join(" ")), notes };
  };

  it("reads hidden rows like the others, and says how many there are and where the first is", async () => {
    const rows = [
      rowOf(1, "", "dsn", "mac"),
      rowOf(2, "", "A", "1"),
      rowOf(3, ' spans="1:2" hidden="1"', "B", "2"),
      rowOf(4, " hidden='true'", "C", "3"),
      rowOf(5, ' hidden="0"', "D", "4"),
      rowOf(6, ' ht="0" customHeight="1"', "E", "5"),
      rowOf(7, ' hidden="1"'),
    ].join("");
    expect(await notesOf(rows)).toEqual({
      cells: ["A 1", "B 2", "C 3", "D 4", "E 5"],
      notes: ["t hides 3 rows of S, the first S!A3; they were read like the others."],
    });
    const filter = { after: '<autoFilter ref="A1:B6"><filterColumn colId="0"/></autoFilter>' };
    expect((await notesOf(rows, filter)).notes).toEqual([
      "t hides 3 rows of S, the first S!A3, and has a filter; they were read like the others.",
    ]);
    expect((await notesOf(rowOf(1, ' hidden="1"', "dsn") + rowOf(2, "", "A"))).notes).toEqual([
      "t hides 1 row of S, S!A1; it was read like the others.",
    ]);
  });

  it("counts rows without a number of their own", async () => {
    const bare =
      '<row><c r="A1" t="inlineStr"><is><t>dsn</t></is></c></row><row hidden="1"><c r="A2" t="inlineStr"><is><t>A</t></is></c></row>';
    expect((await notesOf(bare)).notes).toEqual(["t hides 1 row of S, S!A2; it was read like the others."]);
  });

  it("says which columns are hidden, of those that the table has", async () => {
    const rows = rowOf(1, "", "dsn", "mac", "url") + rowOf(2, "", "A", "1", "x");
    const columns = (list: string) => ({ before: `<cols>${list}</cols>` });
    expect((await notesOf(rows, columns('<col min="2" max="2" width="9" hidden="1"/>'))).notes).toEqual([
      't hides 1 column of S, S!B1 ("mac"); it was read like the others.',
    ]);
    expect((await notesOf(rows, columns('<col max="16384" min="2" width="0" customWidth="1"/>'))).notes).toEqual([
      't hides 2 columns of S, the first S!B1 ("mac"); they were read like the others.',
    ]);
    expect(
      (await notesOf(rows, columns('<col min="4" max="9" hidden="1"/><col min="1" max="3" width="10.5"/>'))).notes,
    ).toEqual([]);
    expect((await notesOf(rows, columns('<col min="1" max="99999999999" hidden="1"/>'))).notes).toHaveLength(1);
  });

  it("looks at each tag once, however many columns it hides", () => {
    const header = Array.from({ length: 256 }, (_, index) => `c${index}`);
    const sheet = {
      file: "t",
      sheet: "S",
      header,
      lines: new Set<number>(),
      addressOf: (column: number) => `${column}`,
    };
    const hidden = "hides 255 columns of S, the first 1 (";
    const added = vi.spyOn(Set.prototype, "add");
    const notes = hiddenNotes({ ...sheet, xml: '<col min="2" max="300" hidden="1"/>'.repeat(10_000) });
    const addCount = added.mock.calls.length;
    added.mockRestore();
    expect(notes).toEqual([expect.stringContaining(hidden)]);
    expect(addCount).toBeLessThan(1_000);
  });

  it("joins columns that are hidden by several tags", async () => {
    const rows = rowOf(1, "", "dsn", "mac", "url") + rowOf(2, "", "A", "1", "x");
    const list = '<col min="3" max="9" hidden="1"/><col min="2" max="3" width="0"/><col min="x" max="2" hidden="1"/>';
    expect((await notesOf(rows, { before: `<cols>${list}</cols>` })).notes).toEqual([
      't hides 2 columns of S, the first S!B1 ("mac"); they were read like the others.',
    ]);
  });

  it("tells of the sheet that was read, not of another", async () => {
    const [book, rels] = bareWorkbook("");
    if (book === undefined || rels === undefined) throw new Error("three files make a workbook");
    const change = (file: typeof book, from: string | RegExp, to: string) => ({
      ...file,
      content: utf8(new TextDecoder().decode(file.content).replace(from, to)),
    });
    const named = (name: string, rows: string) => ({ ...bareWorkbook(rows).at(-1), name }) as typeof book;
    const files = zipOf([
      change(book, "</sheets>", '<sheet r:id="b" sheetId="2" name="T"/></sheets>'),
      change(rels, "</Relationships>", `${relationB}</Relationships>`),
      named("xl/worksheets/s.xml", rowOf(1, "", "dsn") + rowOf(2, ' hidden="1"', "A")),
      named("xl/worksheets/h.xml", rowOf(1, "", "dsn") + rowOf(2, "", "B") + rowOf(3, ' hidden="1"', "C")),
    ]);
    expect((await read(files, { sheet: "T" })).notes).toContain(
      "t hides 1 row of T, T!A3; it was read like the others.",
    );
    expect((await read(files)).notes).toContain("t hides 1 row of S, S!A2; it was read like the others.");
  });
});
