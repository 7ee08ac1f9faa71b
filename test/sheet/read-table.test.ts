import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable, type TableOptions, writeXlsx } from "../../src/sheet/index.ts";
import { bareWorkbook, workbook, zipOf } from "./tables.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, options: Partial<TableOptions> = {}) => readTable(bytes, { file: "t", ...options });

describe("a CSV file", () => {
  it("gives header, cells and lines as they are, nothing trimmed", async () => {
    expect(await read(utf8('dsn,"a ""b"""\r\n 007 ,"x\r\ny"\r\n,\r\n'))).toEqual({
      header: ["dsn", 'a "b"'],
      headerPlace: "line 1",
      rows: [
        { cells: [" 007 ", "x\r\ny"], line: 3, place: "line 3" },
        { cells: ["", ""], line: 4, place: "line 4" },
      ],
      notes: [],
    });
  });

  it.each([
    ["LF, then CR LF", "dsn,lot\nA1,1\r\nA2,2\r\n"],
    ["CR LF, then LF", "dsn,lot\r\nA1,1\nA2,2\n"],
    ["CR alone", "dsn,lot\rA1,1\rA2,2\r"],
    ["CR, then CR LF, and none at the end", "dsn,lot\rA1,1\r\nA2,2"],
  ])("ends its rows by %s", async (_what, text) => {
    const { header, rows } = await read(utf8(text));
    expect(header).toEqual(["dsn", "lot"]);
    expect(rows.map(({ cells, place }) => [...cells, place])).toEqual([
      ["A1", "1", "line 2"],
      ["A2", "2", "line 3"],
    ]);
  });

  it("takes LF, CR LF and CR as the end of a row anywhere outside quotes, and counts its lines", async () => {
    const cell = fc.array(fc.constantFrom("a", " ", ",", '"', "\r", "\n", "\r\n"), { maxLength: 6 });
    const row = fc.record({
      cells: fc.tuple(
        cell.map((parts) => `x${parts.join("")}`),
        cell.map((parts) => `${parts.join("")}x`),
      ),
      end: fc.constantFrom("\n", "\r\n", "\r"),
    });
    const property = fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (written) => {
      const texts = written.map(({ cells }) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const { rows } = await read(utf8(`dsn,b\n${texts.map((text, at) => text + (written[at]?.end ?? "")).join("")}`));
      expect(rows.map(({ cells }) => cells)).toEqual(written.map(({ cells }) => [...cells]));
      let line = 1;
      const lines = texts.map((text) => {
        line += 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
        return line;
      });
      expect(rows.map((read) => read.line)).toEqual(lines);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("keeps rows of another length for its reader, and the line of an empty one", async () => {
    const { rows } = await read(utf8("a,b\n1\n\n1,2,3\n"));
    expect(rows.map(({ cells }) => cells.length)).toEqual([1, 1, 3]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it.each([
    [";", "semicolons"],
    ["\t", "tabs"],
  ])("sees columns separated by %j and says so", async (separator, name) => {
    const table = await read(utf8(`a${separator}"b,c"${separator}d\n1${separator}2${separator}3\n`));
    expect(table.header).toEqual(["a", "b,c", "d"]);
    expect(table.notes).toEqual([`t separates its columns by ${name}.`]);
  });

  it.each([
    ["UTF-8 with a byte order mark", [0xef, 0xbb, 0xbf, ...utf8("dsn\nÄ1\n")], "Ä1", []],
    // 序号 is d0 f2 ba c5, 型号 is d0 cd ba c5 in GB 18030-2022.
    [
      "GB18030",
      [...utf8("dsn,"), 0xd0, 0xcd, 0xba, 0xc5, ...utf8("\n"), 0xd0, 0xf2, 0xba, 0xc5, ...utf8(",x\n")],
      "序号",
      ["t is not UTF-8; it was read as GB18030. See whether its texts are right."],
    ],
    ["UTF-16", [0xff, 0xfe, ...Buffer.from("dsn\nÄ1\n", "utf16le")], "Ä1", ["t is in UTF-16; it was read as that."]],
  ])("is read in %s", async (_encoding, bytes, cell, notes) => {
    const table = await read(Uint8Array.from(bytes));
    expect(table.rows[0]?.cells[0]).toBe(cell);
    expect(table.notes).toEqual(notes);
  });

  it.each([
    ["no encoding that is known", Uint8Array.of(0x64, 0xff, 0x0a, 0xe9), "is not text in UTF-8, nor in GB18030"],
    ["NUL characters", utf8("a\u0000b\n"), "has NUL characters"],
    ["the old format XLS", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "old format XLS"],
    ["a quote that is never closed", utf8('a,b\n"1,2\n'), "this is no CSV"],
  ])("is refused with %s", async (_what, bytes, sentence) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: "ERR_TABLE", message: expect.stringContaining(sentence) });
  });

  it("is refused at the first row, column or character too many", async () => {
    const rows = (count: number) => utf8(`a\n${"1\n".repeat(count)}`);
    expect((await read(rows(5), { rowMax: 5 })).rows).toHaveLength(5);
    const tooLarge = { code: "ERR_FILE_TOO_LARGE" };
    await expect(read(rows(6), { rowMax: 5 })).rejects.toMatchObject(tooLarge);
    expect((await read(utf8("a,".repeat(255)))).header).toHaveLength(256);
    await expect(read(utf8("a,".repeat(256)))).rejects.toMatchObject(tooLarge);
    await expect(read(utf8("a".repeat(70_000)))).rejects.toMatchObject({ code: "ERR_TABLE" });
  });
});

describe("a workbook", () => {
  it("that writeXlsx made reads back to the same texts, whatever they are", async () => {
    // The first row is the header; an empty last column or row cannot be told from none.
    const cell = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "007",
        "=1+1",
        "1E5",
        "MAR-1",
        "+4",
        "_x0041_",
        "_x005F_",
        "a\r\nb",
        " a ",
        "\u0001",
        "\ud800",
        "\u007f",
        "\ufffd ",
        "\u{1fffe}",
        "toString",
        "__proto__",
      ),
    );
    const row = fc.tuple(
      cell,
      cell.map((text) => `${text}.`),
    );
    const rows = fc.array(row, { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(rows, async (texts) => {
      const bytes = await writeXlsx({ sheets: [{ name: "Serials", columns: ["dsn", "b"], rows: texts }] });
      const table = await read(bytes);
      expect(table.header).toEqual(["dsn", "b"]);
      expect(table.rows.map(({ cells }) => cells)).toEqual(texts);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it("says where each row is, and which sheet was read", async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: "Run 7", columns: ["dsn"], rows: [["A"], ["B"]] },
        { name: "Notes", columns: ["x"], rows: [] },
      ],
    });
    const table = await read(bytes);
    expect(table.rows.map(({ place }) => place)).toEqual(["'Run 7'!A2", "'Run 7'!A3"]);
    expect(table.notes).toEqual(['t has 2 sheets; "Run 7" was read.']);
    expect((await read(bytes, { sheet: "Notes" })).header).toEqual(["x"]);
    await expect(read(bytes, { sheet: "Lost" })).rejects.toMatchObject({ code: "ERR_TABLE" });
  });

  const mixed = () =>
    workbook([
      {
        name: "Sheet1",
        data: [
          ["dsn", "count", "time"],
          ["A1", 1, null],
          [
            { value: 12_345, type: Number },
            2,
            { value: new Date(Date.UTC(2026, 10, 20, 8)), type: Date, format: "yyyy-mm-dd" },
          ],
          [true, 3, null],
          [{ value: new Date(0), type: Date, format: "yyyy-mm-dd" }, 4, null],
        ],
      },
    ]);

  it("is refused by the address of every number, date and truth value", async () => {
    const refused = read(await mixed(), { mayHoldNumbers: (column) => column !== "dsn" });
    await expect(refused).rejects.toMatchObject({
      code: "ERR_TABLE",
      details: {
        faults: [
          { place: "Sheet1!A3", line: 3, message: expect.stringContaining("the number 12345, not text") },
          { place: "Sheet1!A4", line: 4, message: expect.stringContaining("the truth value TRUE") },
          { place: "Sheet1!A5", line: 5, message: expect.stringContaining("the date 1970-01-01T00:00:00") },
        ],
      },
    });
    await expect(read(await mixed())).rejects.toMatchObject({ details: { faultCount: 8 } });
  });

  const cells = (...inner: readonly string[]) =>
    zipOf(bareWorkbook(`<row r="1"><c r="A1" t="inlineStr"><is><t>dsn</t></is></c></row>${inner.join("")}`));

  it("is refused by the address of every formula and error, whatever it showed last", async () => {
    const bytes = cells(
      '<row r="2"><c r="A2" t="str"><f>"A"&amp;B1</f><v>Ä1&amp;2</v></c></row>',
      '<row r="3"><c r="A3"><f t="shared" si="0"/><v>12</v></c></row>',
      `<row r="4"><c r="A4" s='0' t='e'><v>#N/A</v></c></row>`,
      '<row r="5"><c r="A5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B5"/></row>',
      '<row r="6"><c r="A6" t="inlineStr"><is><t>=1+1 #N/A</t></is></c></row>',
    );
    const fault = (line: number, message: string) => ({ place: `S!A${line}`, line, message });
    await expect(read(bytes)).rejects.toMatchObject({
      code: "ERR_TABLE",
      details: {
        faults: [
          fault(2, 'the cell holds a formula, which showed "Ä1&2" last, not text'),
          fault(3, 'the cell holds a formula, which showed "12" last, not text'),
          fault(4, "the cell holds the error #N/A, not text"),
          fault(5, 'the cell holds a formula, which showed "#DIV/0!" last, not text'),
        ],
      },
    });
    const { rows } = await read(bytes, { mayHoldNumbers: () => true });
    expect(rows.map((row) => row.cells[0])).toEqual(["Ä1&2", "12", "#N/A", "#DIV/0!", "=1+1 #N/A"]);
    const head = zipOf(bareWorkbook('<row r="1"><c r="A1" t="str"><f>B1</f><v>dsn</v></c></row>'));
    await expect(read(head, { mayHoldNumbers: () => true })).rejects.toMatchObject({ code: "ERR_TABLE" });
    const lost = cells('<row r="2"><f>1</f><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>');
    await expect(read(lost)).rejects.toMatchObject({ message: expect.stringContaining("a formula outside of its") });
  });

  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relationB = `<Relationship Id="b" Type="${relations}/worksheet" Target="worksheets/h.xml"/>`;
  it("tells how many sheets it has and which are hidden, and reads the first that is shown", async () => {
    const [book, rels, sheet] = bareWorkbook('<row r="1"><c r="A1" t="inlineStr"><is><t>dsn</t></is></c></row>');
    if (book === undefined || rels === undefined || sheet === undefined) throw new Error("three files make a workbook");
    const changed = (file: typeof book, from: string | RegExp, to: string) => ({
      ...file,
      content: utf8(new TextDecoder().decode(file.content).replace(from, to)),
    });
    const hidden = '<sheet r:id="b" sheetId="2" name="H" state="hidden"/><sheet ';
    const files = [
      changed(book, "<sheet ", hidden),
      changed(rels, /<Relationship .*\/>/, `$&${relationB}`),
      sheet,
      { ...sheet, name: "xl/worksheets/h.xml" },
    ];
    const table = await read(zipOf(files));
    expect(table.workbook).toEqual({ sheetCount: 2, hiddenSheets: ["H"] });
    expect(table.headerPlace).toBe("S!A1");
    expect((await read(zipOf([book, rels, sheet]))).workbook).toEqual({ sheetCount: 1, hiddenSheets: [] });
    expect((await read(utf8("a\n"))).workbook).toBeUndefined();
  });

  it("says of 2,000 cells of one kind only the first, and how many more there are", async () => {
    const data = [["dsn"], ...Array.from({ length: 2_000 }, (_, index) => [{ value: index, type: Number }])];
    const refused = read(await workbook([{ name: "S", data: [...data, [true]] }]));
    const error = await refused.catch((cause: unknown) => cause);
    const lines = (error as Error).message.split("\n");
    expect(lines).toHaveLength(8);
    expect(lines[0]).toBe("t has 2,001 faults");
    expect(lines[1]).toContain("S!A2: the cell holds the number 0");
    expect(lines[5]).toContain("S!A6: ");
    expect(lines[6]).toContain("S!A2002: the cell holds the truth value TRUE");
    expect(lines[7]).toBe("  … and 1,995 more, the last at S!A2002");
  });

  it("may hold numbers and dates where the reader allows it", async () => {
    const { rows } = await read(await mixed(), { mayHoldNumbers: () => true });
    expect(rows[1]?.cells).toEqual(["12345", "2", "2026-11-20T08:00:00"]);
  });

  it("leaves out empty rows at its end only, and keeps a cell beyond the header for its reader", async () => {
    const data = [["a", "b"], [null, null], ["1", "2", "3"], [null], [null]];
    const { rows } = await read(await workbook([{ name: "S", data }]));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["", ""],
      ["1", "2", "3"],
    ]);
  });
});

describe("a hostile workbook", () => {
  const cellAt = (address: string) => `<row><c r="${address}" t="inlineStr"><is><t>x</t></is></c></row>`;
  const bare = (xml: string) => zipOf(bareWorkbook(xml));

  it("is taken when it is not: the archive of these tests is sound", async () => {
    expect((await read(bare(cellAt("B1")))).header).toEqual(["", "x"]);
  });

  it.each(["A1048576", "XFD1", "ZZZZZZZZZZ1", "A99999999999999999999", "IW1"])(
    "with a cell at %s ends before a grid is made that far",
    async (address) => {
      await expect(read(bare(cellAt(address)))).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
      // Before it is parsed at all: as XML this one is broken.
      await expect(read(bare(`${cellAt(address)}<row><c`))).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
    },
  );

  it.each([undefined, 10])("that inflates to 300 MB is stopped, even when it says %s bytes", async (declaredLength) => {
    const content = new Uint8Array(300 * 1024 * 1024);
    const bomb = { name: "xl/a.xml", content, ...(declaredLength === undefined ? {} : { declaredLength }) };
    const bytes = zipOf([...bareWorkbook(""), bomb]);
    expect(bytes.length).toBeLessThan(1024 * 1024);
    await expect(read(bytes)).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
  });

  it.each([
    ["two files of one name", zipOf([...bareWorkbook(""), ...bareWorkbook("")])],
    ["an encrypted file", zipOf(bareWorkbook("").map((file) => ({ ...file, flags: 1 })))],
    ["another packing", zipOf(bareWorkbook("").map((file) => ({ ...file, method: 12 })))],
    ["no workbook in it", zipOf([{ name: "a.xml", content: utf8("<a/>") }])],
    ["XML that is none", zipOf(bareWorkbook("<row><c"))],
    ["an end and nothing else", utf8("PK\u0003\u0004")],
  ])("with %s is refused", async (_what, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: "ERR_TABLE", remedy: expect.any(String) });
  });

  it("of any bytes cut off, changed or made up is read or refused, in bounded time", async () => {
    const sound = await writeXlsx({ sheets: [{ name: "S", columns: ["dsn"], rows: [["A1"], ["A2"]] }] });
    const change = fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }));
    const property = fc.asyncProperty(
      fc.array(change, { maxLength: 8 }),
      fc.nat(sound.length),
      async (changes, cut) => {
        const bytes = Uint8Array.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        for (const hostile of [bytes, bytes.subarray(0, cut)]) {
          const outcome = await read(hostile).catch((error: unknown) => error);
          if (outcome instanceof Error)
            expect(outcome).toMatchObject({ code: expect.stringMatching(/^ERR_(TABLE|FILE_TOO_LARGE)$/) });
        }
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });
});
