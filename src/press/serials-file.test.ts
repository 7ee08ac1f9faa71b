import { describe, expect, it } from "vitest";
import type { DeviceModel } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import { parseSerialsFile, unitCountMax } from "./serials-file.ts";

const model: DeviceModel = {
  deviceModel: "TEST",
  name: "Test",
  securityProfile: "main",
  listings: [],
  serial: { pattern: "^T[0-9]{5}$", patternGenerated: false, examples: { good: [], bad: [] } },
  boxCodes: [{ kind: "mac", name: "wifi", symbology: "code39", column: "mac" }],
  requireAllocated: false,
};

function units(text: string) {
  return parseSerialsFile(text, { model, file: "serials.csv" });
}

function faultsOf(text: string): readonly string[] {
  try {
    units(text);
  } catch (error) {
    if (!(error instanceof BoxproofError) || error.code !== "ERR_SERIALS_FILE") throw error;
    const faults = error.details["faults"] as readonly { line: number; message: string }[];
    return faults.map(({ line, message }) => `${line}: ${message}`);
  }
  return [];
}

describe("parseSerialsFile", () => {
  it("gives serial, row and line of each unit", () => {
    expect(units("dsn,mac,lot\nT00001,AB12,x\nT00002,AB13,y\n")).toEqual([
      { dsn: "T00001", row: { dsn: "T00001", mac: "AB12", lot: "x" }, line: 2 },
      { dsn: "T00002", row: { dsn: "T00002", mac: "AB13", lot: "y" }, line: 3 },
    ]);
  });

  it("takes a byte order mark, CRLF, quotes, and serial for the column's name", () => {
    expect(units('\uFEFF"serial","mac"\r\n"T00001","AB12"\r\n')).toMatchObject([{ dsn: "T00001", line: 2 }]);
  });

  it("trims nothing: a blank is part of the serial, so it does not match", () => {
    expect(faultsOf("dsn,mac\n T00001,AB\nT00001 ,AB\n")).toEqual([
      expect.stringMatching(/^2: " T00001": Character 1 is " "/),
      expect.stringMatching(/^3: "T00001 ": Character 7 is " "/),
    ]);
  });

  it("lists every faulty line with its number", () => {
    expect(faultsOf("dsn,mac\nT00001,AB\nT0001,AB\nT00001,AB\nT00003,\nT00004,ab\nT00005\n\nT00006,A,B\n")).toEqual([
      '3: "T0001" does not match the pattern of TEST: at character 6 the serial ends, expected 0-9',
      '4: "T00001" is on line 2 already',
      '5: no wifi in column "mac"',
      expect.stringMatching(/^6: column "mac", "ab": code39 cannot carry "a" at character 1/),
      "7: 1 cells; the header has 2",
      "8: the line is empty",
      "9: 3 cells; the header has 2",
    ]);
  });

  it.each([
    ["", "1: the file is empty; it needs a header"],
    ["dsn,mac\n", "1: there is no serial below the header"],
    ["dsn;mac\nT00001;AB\n", "1: columns are separated by ; here; separate them by commas"],
    ["number,mac\nT00001,AB\n", '1: no column "dsn"; the header has "number", "mac"'],
    ["dsn\nT00001\n", '1: no column "mac" for the box code "wifi"'],
    ["dsn,serial,mac\nT00001,T00001,AB\n", '1: more than one column for the serial: "dsn", "serial"'],
    ["dsn,mac,mac\nT00001,AB,AB\n", '1: the column "mac" is there twice'],
    ['dsn,mac\n"T00001,AB\n', /^[0-9]+: this is no CSV: /],
  ])("refuses %j", (text, expected) => {
    const [first, ...others] = faultsOf(text);
    expect(first).toMatch(expected);
    expect(others).toEqual([]);
  });

  it("takes as many serials as a press run has, and not one more", () => {
    const rows = Array.from({ length: unitCountMax + 1 }, (_, index) => `T${String(index).padStart(5, "0")},AB\n`);
    expect(units(`dsn,mac\n${rows.slice(0, -1).join("")}`)).toHaveLength(unitCountMax);
    expect(faultsOf(`dsn,mac\n${rows.join("")}`)).toEqual([
      `${unitCountMax + 2}: there are ${unitCountMax + 1} serials; one press run takes at most ${unitCountMax}`,
    ]);
  });

  it("judges the scheme too, where the model has one", () => {
    const scheme = {
      parts: [
        { kind: "text", text: "T" },
        { kind: "counter", from: 1, to: 500, width: 5 },
      ],
    } as const;
    const narrow = { ...model, serial: { ...model.serial, scheme } };
    const parse = () => parseSerialsFile("dsn,mac\nT00501,AB\n", { model: narrow, file: "serials.csv" });
    expect(parse).toThrow(/line 2: "T00501" is outside the scheme/);
  });
});
