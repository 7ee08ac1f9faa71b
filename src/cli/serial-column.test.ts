import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { writeXlsx } from "../sheet/index.ts";
import { serialColumn, serialColumnIndex } from "./serial-column.ts";

const names = ["dsn", "DSN", "Serial", "Serial Number", "SERIAL NO.", "serial_no", "S/N", "sn", "序列号"];

describe("serialColumnIndex", () => {
  it.each(names)("takes %s for the serial's column", (name) => {
    expect(serialColumnIndex(["model", name], { file: "a.csv" })).toBe(1);
  });

  it("finds a named column in any case, and first the one that is written exactly so", () => {
    expect(serialColumnIndex(["a", "Code"], { file: "a.csv", column: "code" })).toBe(1);
    expect(serialColumnIndex(["Code", "code"], { file: "a.csv", column: "code" })).toBe(1);
    expect(serialColumnIndex(["a", "b"], { file: "a.csv", column: "code" })).toBeUndefined();
    expect(serialColumnIndex(["a", "b"], { file: "a.csv" })).toBeUndefined();
  });

  it("refuses to choose between several", () => {
    const cases = [
      [["Code", "CODE"], "code"],
      [["dsn", "Serial"], undefined],
    ] as const;
    for (const [header, column] of cases) {
      expect(() => serialColumnIndex(header, { file: "a.csv", column })).toThrow(
        expect.objectContaining({ code: "ERR_SERIALS_FILE" }),
      );
    }
  });
});

describe("serialColumn", () => {
  it("names the serial's own cell of a workbook", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Out",
          columns: ["model", "Serial No"],
          rows: [
            ["X", "A1"],
            ["X", "A2"],
          ],
        },
      ],
    });
    expect((await serialColumn(bytes, { file: "a.xlsx" })).serials).toEqual([
      { serial: "A1", place: "Out!B2" },
      { serial: "A2", place: "Out!B3" },
    ]);
  });

  it("refuses numbers in a workbook without a heading too", async () => {
    const bytes = await writeXlsxFile([["A1"], [12], ["A3"]]).toBuffer();
    await expect(serialColumn(bytes, { file: "a.xlsx" })).rejects.toMatchObject({
      code: "ERR_TABLE",
      message: expect.stringContaining("!A2: the cell holds the number 12"),
    });
  });
});
