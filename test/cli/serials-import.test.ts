import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();
const serials = (...args: readonly string[]) => runCommand(["serials", ...args], { cwd: folder.path });
const path = (name: string) => join(folder.path, name);
beforeEach(() => writeFile(path("catalog.yaml"), serialsCatalog));

const ofWeek5 = ["--model", "ONE", "--one-of", "A", "--week", "5"] as const;

describe("boxproof serials import", () => {
  // Luhn of 26 and four digits, by hand: 260001 → 1·2, 0, 0, 0, 6, 2·2… = 2+0+0+0+3+2 → see each test's own sum.
  const year = ["--model", "CHECKED", "--year", "26"] as const;
  const importing = (name: string, ...more: readonly string[]) =>
    serials("import", name, "--model", "CHECKED", ...more);

  it("confirms what was printed and names everything that is wrong, each with its place", async () => {
    const { out } = await serials("allocate", ...year, "--count", "6");
    const [, a = "", b = "", c = "", d = "", e = "", f = ""] = out.split("\n");
    const wrong = b.slice(0, -1) + ((Number(b.at(-1)) + 1) % 10);
    const rows = ["serial,time,line,state", `${a},08:00,L2,`, `${c},,,printed`, `${a},,,`, `${wrong},,,ok`];
    rows.push("2605018,,,", "hello,,,", `${d},,,void`, `${e},09:00,,strange`);
    await writeFile(path("log.csv"), `${rows.join("\n")}\n`);
    const dry = JSON.parse((await importing("log.csv", "--dry-run", "--json")).out);
    const run = await importing("log.csv", "--json");
    const report = JSON.parse(run.out);
    expect(run.status).toBe(1);
    expect(report).toMatchObject({ rows: 8, printed: 2, already: 0, voided: 1, faultCount: 5, dryRun: false });
    expect({ ...dry, dryRun: false }).toEqual(report);
    const faults = report.faults as readonly { place: string; kind: string }[];
    expect(faults.map(({ place, kind }) => [place, kind])).toEqual([
      ["line 4", "duplicate"],
      ["line 5", "wrong-check"],
      ["line 6", "out-of-range"],
      ["line 7", "not-a-serial"],
      ["line 9", "state"],
    ]);
    const gap = { rangeId: 1, count: 1 };
    expect(report.gaps).toEqual([
      { ...gap, place: "line 3", first: b, last: b, message: expect.stringContaining(`${b} was not printed`) },
      {
        ...gap,
        place: "line 9",
        first: f,
        last: f,
        message: expect.stringContaining(`up to ${e}; 1 serial, ${f}, of`),
      },
    ]);
    const again = JSON.parse((await importing("log.csv", "--json")).out);
    expect(again).toMatchObject({ printed: 0, already: 3, voided: 0, faultCount: 5 });
    const listed = JSON.parse((await serials("list", "--json")).out);
    expect(listed.ranges[0].states).toEqual({ Printed: 2, LabelScrapped: 1, Allocated: 3 });
  });

  it("tells a serial that is right and was never allocated from one that was voided", async () => {
    const { out } = await serials("allocate", ...year, "--count", "3");
    const [, a = "", b = "", c = ""] = out.split("\n");
    await serials("void", b, "--model", "CHECKED", "--why", "torn");
    // 27 0001: from the right 1·2 + 0 + 0 + 0 + 7·2 = 14 → 1+4 = 5, + 2 = 9, check 1; by ISO/IEC 7812-1.
    await writeFile(path("log.csv"), `dsn\n${a}\n${b}\n${c}\n2700011\n`);
    const run = await importing("log.csv");
    expect(run.status).toBe(1);
    expect(run.out).toContain("4 rows; 2 printed, 0 known already, 0 voided");
    expect(run.out).toContain(`error line 3: "${b}" was voided`);
    expect(run.out).toContain('error line 5: "2700011" was never allocated');
    expect(run.out).toContain("were printed before there was one, --adopt takes them in");
  });

  it("takes a workbook with dates and counts beside its serials, and refuses a serial that is a number", async () => {
    await serials("allocate", ...ofWeek5, "--count", "2");
    const date = { value: new Date(Date.UTC(2026, 0, 30)), type: Date, format: "yyyy-mm-dd" };
    const book = (serial: string | number) =>
      writeXlsxFile([
        ["Serial no", "count", "time"],
        [serial, 1, date],
      ]).toFile(path("log.xlsx"));
    await book("TA050001");
    const good = await serials("import", "log.xlsx", "--model", "ONE", "--column", "Serial no");
    expect(good).toMatchObject({ status: 0, out: expect.stringContaining(": 1 row; 1 printed") });
    await book(50_001);
    const refused = await serials("import", "log.xlsx", "--model", "ONE", "--column", "Serial no");
    expect(refused.status).toBe(2);
    expect(refused.err).toContain("error ERR_TABLE: ");
    expect(refused.err).toContain("Sheet1!A2: the cell holds the number 50001, not text");
    const found = await serials("import", "log.xlsx", "--model", "ONE");
    expect(found.err).toContain("Sheet1!A2: the cell holds the number 50001, not text");
    await writeFile(path("log.csv"), "DSN,state\nTA050002,ok\n");
    expect(await serials("import", "log.csv", "--model", "ONE")).toMatchObject({ status: 0 });
    await writeFile(path("log.csv"), "name,count\nTA050002,1\n");
    const lost = await serials("import", "log.csv", "--model", "ONE");
    expect(lost.err).toContain('has no column "dsn", "serial" or the like; its columns are "name", "count"');
  });

  it("reads GB18030 and other separators, and says so", async () => {
    await serials("allocate", ...ofWeek5, "--count", "2");
    // 产线 (line) is b2 fa cf df in GB 18030-2022.
    await writeFile(
      path("log.csv"),
      Buffer.concat([Buffer.from("dsn;line\nTA050001;"), Buffer.from("b2facfdf0a", "hex")]),
    );
    const run = await serials("import", "log.csv", "--model", "ONE");
    expect(run.status).toBe(0);
    expect(run.out).toContain("is not UTF-8; it was read as GB18030");
    expect(run.out).toContain("separates its columns by semicolons");
  });

  it("counts what the log names as seen, whatever its state, and tells what is missing at both ends", async () => {
    await serials("allocate", ...year, "--count", "250");
    const { out } = await serials("list", "--range", "1", "--out", "r.csv");
    expect(out).toContain("250 of 250");
    const dsns = (await readFile(path("r.csv"), "utf8")).trim().split("\n").slice(1);
    const states = new Map([
      [50, "void"],
      [60, "strange"],
    ]);
    const rows = dsns.slice(0, 199).map((dsn, index) => `${dsn},${states.get(index) ?? "ok"}`);
    await writeFile(path("log.csv"), `dsn,state\n${rows.join("\n")}\n`);
    const dry = await importing("log.csv", "--dry-run", "--json");
    const gap = { rangeId: 1, first: dsns[199], last: dsns[249], count: 51, place: "line 200" };
    const message = `the log goes up to ${dsns[198]}; 51 serials, ${dsns[199]} to ${dsns[249]}, of range 1 are not in any log`;
    expect(JSON.parse(dry.out).gaps).toEqual([{ ...gap, message }]);
    expect(JSON.parse((await importing("log.csv", "--json")).out).gaps).toEqual([{ ...gap, message }]);
    // The rest in a log of its own, without its first: what earlier logs had is no gap.
    await writeFile(path("rest.csv"), `dsn\n${dsns.slice(200).join("\n")}\n`);
    const rest = await importing("rest.csv", "--strict");
    expect(rest.status).toBe(1);
    expect(rest.out).toContain(`warn line 2: before it, 2 serials from ${dsns[60]} to ${dsns[199]} were not printed`);
  });

  it("fails for gaps only when it is asked to be strict", async () => {
    await serials("allocate", ...ofWeek5, "--count", "5");
    await writeFile(path("log.csv"), "dsn\nTA050001\nTA050005\n");
    expect((await serials("import", "log.csv", "--model", "ONE", "--dry-run")).status).toBe(0);
    const strict = await serials("import", "log.csv", "--model", "ONE", "--strict");
    expect(strict.status).toBe(1);
    expect(strict.out).toMatch(
      /warn line 3: before it, [0-9] serials from TA05000[23] to TA050004 were not printed \(range 1\)/,
    );
  });
});
