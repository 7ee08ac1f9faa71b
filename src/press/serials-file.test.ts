import { describe, expect, it } from "vitest";
import type { DeviceModel } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import { readSerialsFile, unitCountMax } from "./serials-file.ts";

const model: DeviceModel = {
  deviceModel: "TEST",
  name: "Test",
  securityProfile: "main",
  listings: [],
  serial: { pattern: "^T[0-9]{5}$", patternGenerated: false, examples: { good: [], bad: [] } },
  boxCodes: [{ kind: "mac", name: "wifi", symbology: "code39", column: "mac" }],
  requireAllocated: false,
};

const read = (text: string, of: DeviceModel = model, column?: string) =>
  readSerialsFile(new TextEncoder().encode(text), { model: of, file: "serials.csv", column });

async function units(text: string) {
  return (await read(text)).units;
}

async function faultsOf(text: string): Promise<readonly string[]> {
  try {
    await units(text);
  } catch (error) {
    if (!(error instanceof BoxproofError) || error.code !== "ERR_SERIALS_FILE") throw error;
    const faults = error.details["faults"] as readonly { place: string; message: string }[];
    return faults.map(({ place, message }) => `${place.replace("line ", "")}: ${message}`);
  }
  return [];
}

describe("readSerialsFile", () => {
  it("gives serial, row and line of each unit", async () => {
    expect(await units("dsn,mac,lot\nT00001,00005E005301,x\nT00002,00005E005302,y\n")).toEqual([
      { dsn: "T00001", row: { dsn: "T00001", mac: "00005E005301", lot: "x" }, place: "line 2" },
      { dsn: "T00002", row: { dsn: "T00002", mac: "00005E005302", lot: "y" }, place: "line 3" },
    ]);
  });

  it("takes a byte order mark, CRLF, quotes, and serial for the column's name", async () => {
    expect(await units('\uFEFF"serial","mac"\r\n"T00001","00005E005301"\r\n')).toMatchObject([
      { dsn: "T00001", place: "line 2" },
    ]);
  });

  it("knows the names that factories give the serial's column", async () => {
    for (const name of ["Serial Number", "S/N", "SN", "序列号", "device_serial_number", "产品序列号（SN）"]) {
      expect(await units(`lot,${name},mac\nx,T00001,00005E005301\n`)).toMatchObject([{ dsn: "T00001" }]);
    }
  });

  it("takes the column that is named, and no other one", async () => {
    const text = "dsn,Code,mac\nX,T00001,00005E005301\n";
    expect((await read(text, model, "code")).units).toMatchObject([{ dsn: "T00001", row: { dsn: "X" } }]);
    await expect(read(text, model, "Number")).rejects.toMatchObject({
      code: "ERR_SERIALS_FILE",
      message: expect.stringContaining('no column "Number"; its columns are "dsn", "Code", "mac"'),
      remedy: expect.stringContaining("--column"),
    });
  });

  it("does not take a box code's column for the serial's where another is there", async () => {
    const of = { ...model, boxCodes: [{ kind: "text", name: "board", symbology: "code39", column: "SN" }] } as const;
    expect((await read("dsn,SN\nT00001,B77\n", of)).units).toMatchObject([{ dsn: "T00001", row: { SN: "B77" } }]);
    expect((await read("SN\nT00001\n", of)).units).toMatchObject([{ dsn: "T00001" }]);
  });

  it("trims nothing: a blank is part of the serial, so it does not match", async () => {
    expect(await faultsOf("dsn,mac\n T00001,00005E005301\nT00001 ,00005E005302\n")).toEqual([
      expect.stringMatching(/^2: " T00001": Character 1 is " "/),
      expect.stringMatching(/^3: "T00001 ": Character 7 is " "/),
    ]);
  });

  it("refuses a text that the pattern of its code does not have", async () => {
    const lot = { kind: "text", name: "lot", symbology: "code39", column: "lot", pattern: "^L[0-9]{2}$" } as const;
    const of = { ...model, boxCodes: [lot] };
    expect((await read("dsn,lot\nT00001,L01\nT00002,L01\n", of)).units).toHaveLength(2);
    await expect(read("dsn,lot\nT00001,L01\nT00002,T00001\n", of)).rejects.toMatchObject({
      code: "ERR_SERIALS_FILE",
      details: {
        faults: [
          {
            place: "line 3",
            message:
              'column "lot", "T00001" does not match the code\'s pattern: at character 1 "T" stands, expected "L"',
          },
        ],
      },
    });
  });

  it("lists every faulty line with its number", async () => {
    const lines = [
      "dsn,mac",
      "T00001,00005E005301",
      "T0001,00005E005302",
      "T00001,00005E005303",
      "T00003,",
      "T00004,00005e005304",
      "T00005",
      "",
      "T00006,A,B",
    ];
    expect(await faultsOf(lines.join("\n"))).toEqual([
      '3: "T0001" does not match the pattern of TEST: at character 6 the serial ends, expected 0-9',
      '4: "T00001" is on line 2 already',
      '5: no wifi in column "mac"',
      expect.stringMatching(/^6: column "mac", "00005e005304": code39 cannot carry "e" at character 6/),
      "7: 1 cells; the header has 2",
      "8: the line is empty",
      "9: 3 cells; the header has 2",
    ]);
  });

  it.each([
    ["", "1: the file is empty; it needs a header"],
    ["dsn,mac\n", "1: there is no serial below the header"],
    ["number,mac\nT00001,AB\n", '1: no column "dsn", "serial" or the like; its columns are "number", "mac"'],
    ["dsn\nT00001\n", '1: no column "mac" for the box code "wifi"'],
    ["dsn,serial,mac\nT00001,T00001,AB\n", '1: 2 columns that could hold the serials: "dsn", "serial"'],
    ["dsn,mac,mac\nT00001,AB,AB\n", '1: the column "mac" is there twice'],
    ['dsn,mac\n"T00001,AB\n', /^[0-9]+: this is no CSV: /],
  ])("refuses %j", async (text, expected) => {
    const [first, ...others] = await faultsOf(text);
    expect(first).toMatch(expected);
    expect(others).toEqual([]);
  });

  it("takes as many serials as a press run has, and not one more", async () => {
    const serialDigits = (index: number) => String(index).padStart(5, "0");
    const macOf = (index: number) => `0200000${serialDigits(index)}`;
    const rows = Array.from({ length: unitCountMax + 1 }, (_, index) => `T${serialDigits(index)},${macOf(index)}\n`);
    expect(await units(`dsn,mac\n${rows.slice(0, -1).join("")}`)).toHaveLength(unitCountMax);
    expect(await faultsOf(`dsn,mac\n${rows.join("")}`)).toEqual([
      `${unitCountMax + 2}: there are ${unitCountMax + 1} serials; one press run takes at most ${unitCountMax}`,
    ]);
  });

  it.each([
    ["mac", "00005E00530", "a MAC address: 12 hexadecimal digits"],
    ["mac", "00-00:5E-00-53", "a MAC address: "],
    ["mac", "T00002", "a MAC address: "],
    ["imei", "49015420323751", "an IMEI: 15 digits"],
    ["imei", "4901542032375184", "an IMEI: 15 digits"],
    ["fnsku", "X00DEMO01", "an FNSKU: 10 capitals or digits"],
    ["url", "brewline.example", "an address that begins with https://"],
  ] as const)("refuses in a column for %s the text %s", async (kind, text, expected) => {
    const coded: DeviceModel = { ...model, boxCodes: [{ kind, name: kind, symbology: "code128", column: kind }] };
    await expect(read(`dsn,${kind}\nT00001,${text}\n`, coded)).rejects.toThrow(
      `line 2: column "${kind}", "${text}": expected ${expected}`,
    );
  });

  it.each([
    ["mac", ["02:00:5e:00:53:01", "02005E005302", "02005E005301"]],
    ["imei", ["490154203237518", "490154203237526", "490154203237518"]],
  ] as const)(
    "names the line that has the same %s already, however it is written",
    async (kind, [first, second, third]) => {
      const twin = { kind, symbology: "code128", column: kind } as const;
      // Two codes from one column are not a repetition.
      const boxCodes = [
        { ...twin, name: "one" },
        { ...twin, name: "two" },
      ];
      const text = `dsn,${kind}\nT00001,${first}\nT00002,${second}\nT00003,${third}\n`;
      const faults = read(text, { ...model, boxCodes });
      await expect(faults).rejects.toThrow(`line 4: column "${kind}", "${third}" is on line 2 already`);
      await expect(faults).rejects.not.toThrow(/line [23]: /);
    },
  );

  it("judges the scheme too, where the model has one", async () => {
    const scheme = {
      parts: [
        { kind: "text", text: "T" },
        { kind: "counter", from: 1, to: 500, width: 5 },
      ],
    } as const;
    const narrow = { ...model, serial: { ...model.serial, scheme } };
    await expect(read("dsn,mac\nT00501,00005E005301\n", narrow)).rejects.toThrow(
      /line 2: "T00501" is outside the scheme/,
    );
  });
});
