import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

/** Print logs as factories have them: what boxproof serials import makes of each. */
const folder = testFolder();
const path = (name: string) => join(folder.path, name);
const serials = (...args: readonly string[]) => runCommand(["serials", ...args], { cwd: folder.path });
const catalog = `format: boxproof-catalog/1
maker: { name: Test }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0 }]
models:
  - deviceModel: ONE
    name: One
    securityProfile: main
    listings: []
    serial: { scheme: [TA, { counter: 0001-0500 }] }
  - deviceModel: ZERO
    name: Zero
    securityProfile: main
    listings: []
    serial: { scheme: [{ counter: 00001-50000 }] }
`;
beforeEach(async () => {
  await writeFile(path("catalog.yaml"), catalog);
  await serials("allocate", "--model", "ONE", "--count", "6");
});

async function importing(text: string | Uint8Array, ...more: readonly string[]) {
  await writeFile(path("log.csv"), text);
  return serials("import", "log.csv", "--model", "ONE", ...more);
}
const states = async () => JSON.parse((await serials("list", "--json")).out).ranges[0].states;

describe("the state of a serial in a print log", () => {
  it.each(["state", "Status", "Print Status", "RESULT", "状态", "打印结果"])(
    "is read from a column %s",
    async (name) => {
      const run = await importing(`dsn,${name}\nTA0001,OK\nTA0002,NG\n`);
      expect(run.out).toContain("1 printed, 0 known already, 1 voided");
      expect(await states()).toEqual({ Printed: 1, LabelScrapped: 1, Allocated: 4 });
    },
  );

  it("is known in the words of factories, blanks around them aside", async () => {
    const rows = ["TA0001,PASS", "TA0002,合格", "TA0003, ok ", "TA0004,FAILED", "TA0005,不合格", "TA0006,作废"];
    const run = await importing(`dsn,status\n${rows.join("\n")}\n`);
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining("3 printed, 0 known already, 3 voided") });
  });

  it("is a fault where its word is not known, and the serial stays as it is", async () => {
    const run = await importing("dsn,status\nTA0001,3\n");
    expect(run.status).toBe(1);
    expect(run.out).toMatch(/line 2: "TA0001" .*state "3" is not known/);
    expect(await states()).toEqual({ Allocated: 6 });
  });

  it("is void where one of several columns says so, unless one column is named", async () => {
    const log = "dsn,Print status,Result\nTA0001,printed,NG\nTA0002,printed,3.5\n";
    const both = await importing(log, "--dry-run");
    expect(both.out).toContain("0 printed, 0 known already, 1 voided");
    expect(both.out).toContain('the state "printed / 3.5" is not known');
    const one = await importing(log, "--state-column", "print status");
    expect(one).toMatchObject({ status: 0, out: expect.stringContaining("2 printed, 0 known already, 0 voided") });
    const none = await importing(log, "--state-column", "State");
    expect(none).toMatchObject({ status: 2, err: expect.stringContaining('no column "State"; its columns are "dsn"') });
  });

  it("is taken as printed where there is no such column, which is said when there are columns besides", async () => {
    const run = await importing("dsn,Zustand,time\nTA0001,schlecht,08:00\n");
    expect(run.out).toContain('has no column of states, so every row was taken as printed; "Zustand" was not read');
    expect((await importing("dsn,time,line\nTA0002,08:00,L2\n")).out).not.toContain("column of states");
  });
});

describe("what stands around a serial in a print log", () => {
  it.each([
    ["TA0001 ", "a blank"],
    ["]C0TA0001", "the reader's symbology identifier"],
    ["'TA0001", "an apostrophe"],
    ['"=""TA0001"""', "a formula"],
    ["ta0001", "small letters"],
  ])("is named, and never repaired: %s", async (cell) => {
    const run = await importing(`dsn\n${cell}\n`);
    expect(run.status).toBe(1);
    expect(run.out).toMatch(/error line 2: .* Without what was put around or changed in it, it would be "TA0001"/);
    expect(await states()).toEqual({ Allocated: 6 });
  });

  it("says that leading zeros are lost, and what a spreadsheet does to long numbers", async () => {
    await serials("allocate", "--model", "ZERO", "--count", "3");
    const zeros = await importing("dsn\n1\n", "--model", "ZERO");
    expect(zeros.out).toMatch(/line 2: "1" .* it would be "00001": leading zeros are lost/);
    const long = await importing("dsn\n2.6E+10\n", "--model", "ZERO");
    expect(long.out).toMatch(/line 2: "2\.6E\+10" .*a spreadsheet program has made a number of it/);
  });
});

describe("the first line of a print log", () => {
  it("of a workbook has to be a heading, as a number below it would be refused", async () => {
    await writeXlsxFile([[1], [2]]).toFile(path("log.xlsx"));
    const run = await serials("import", "log.xlsx", "--model", "ONE");
    expect(run).toMatchObject({ status: 2, err: expect.stringContaining('its columns are "1"') });
  });

  it("may be a serial where there is one column", async () => {
    const run = await importing("TA0001\r\nTA0002\r\n");
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining("2 rows; 2 printed") });
    expect(run.out).toContain("no heading, so its first line was read as a serial");
  });

  it("has to be the headings where there are several, and the error says so", async () => {
    for (const text of ["TA0001,OK\nTA0002,OK\n", "Report of line 2,\n,\ndsn,state\nTA0001,OK\n"]) {
      const run = await importing(text);
      expect(run.status).toBe(2);
      expect(run.err).toMatch(
        /no column "dsn", "serial" or the like; its columns are .*\n.*first line.*headings.*--column/,
      );
    }
  });

  it("is missing in an empty file, and the error says so", async () => {
    expect(await importing("")).toMatchObject({ status: 2, err: expect.stringContaining("log.csv is empty") });
  });
});

it("takes a log with a byte order mark, CR LF, quotes, a Chinese header in GB18030, and blank lines at its end", async () => {
  const quoted = '\uFEFF"Serial Number","Time","State"\r\n"TA0001","2026-11-23 08:00","OK"\r\n\r\n\r\n';
  expect(await importing(quoted)).toMatchObject({ status: 0, out: expect.stringContaining(": 1 row; 1 printed") });
  // 序列号,状态 and TA0002,合格 in GB18030.
  const run = await importing(Buffer.from("d0f2c1d0bac52cd7b4ccac0d0a5441303030322cbacfb8f10d0a", "hex"));
  expect(run.out).toContain("read as GB18030");
  expect(run.out).toContain("1 printed");
});
