import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readTable } from "../../src/sheet/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();
const serials = (...args: readonly string[]) => runCommand(["serials", ...args], { cwd: folder.path });
const path = (name: string) => join(folder.path, name);

// Luhn over the digits of a serial, so that a wrong check character can be told: T plus four digits plus one.
const catalog = `format: boxproof-catalog/1
maker: { name: Test }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0 }]
models:
  - deviceModel: ONE
    name: One
    securityProfile: main
    listings: []
    serial:
      scheme: [T, { oneOf: [A, B] }, { week: 01-53 }, { counter: 0001-0500 }]
      planned: 100
    boxCodes: []
  - deviceModel: CHECKED
    name: Checked
    securityProfile: main
    listings: []
    serial: { scheme: [{ year: 24-33 }, { counter: 0001-0500 }, { check: luhn-10 }] }
    boxCodes: []
  - deviceModel: NARROW
    name: Narrow
    securityProfile: main
    listings: []
    serial: { scheme: [N, { counter: 01-99 }], pattern: "^N[0-8][0-9]$" }
    boxCodes: []
  - deviceModel: BARE
    name: Bare
    securityProfile: main
    listings: []
    serial: { pattern: "^X[0-9]{4}$" }
    boxCodes: []
`;
beforeEach(() => writeFile(path("catalog.yaml"), catalog));

const ofWeek5 = ["--model", "ONE", "--one-of", "A", "--week", "5"] as const;
const allocate = (count: number, ...more: readonly string[]) =>
  serials("allocate", ...ofWeek5, "--count", String(count), ...more);

/** What list says where nothing was reserved: there is no ledger yet, or nothing in it. */
const noneReserved = {
  asymmetricMatch: ({ out, err }: { readonly out: string; readonly err: string }) =>
    out.startsWith("No serials are reserved yet") || err.startsWith("error ERR_FILE_READ: There is no ledger"),
  toString: () => "no serials reserved",
};

describe("boxproof serials allocate", () => {
  it("prints the serials, and in words what they are", async () => {
    expect(await allocate(3)).toEqual({
      status: 0,
      out: "dsn\nTA050001\nTA050002\nTA050003\n",
      err: "range 1: 3 serials of ONE (A, week 05), TA050001 to TA050003\n",
    });
    expect((await allocate(1)).out).toBe("dsn\nTA050004\n");
    expect((await serials("allocate", "--model", "ONE", "--one-of", "B", "--week", "05", "--count", "1")).out).toBe(
      "dsn\nTB050001\n",
    );
  });

  it("never gives a specimen away, and specimens are what label --sample prints", async () => {
    const { out } = await allocate(400);
    // A hundredth of the scheme's 53,000 serials is reserved: of 500 in this week and line about five.
    const last = Number(out.trim().split("\n").at(-1)?.slice(-4));
    expect(last).toBeGreaterThan(400);
    expect(out.trim().split("\n")).toHaveLength(401);
  });

  it.each(["csv", "xlsx"])("writes a %s file that reads back, and records that they are in one", async (format) => {
    const run = await allocate(3, "--out", `s.${format}`, "--json", "--who", "Ida", "--why", "order 7");
    const answer = JSON.parse(run.out);
    expect(answer).toMatchObject({
      range: { id: 1, count: 3, who: "Ida", why: "order 7", states: { Issued: 3 } },
      out: path(`s.${format}`),
    });
    const table = await readTable(await readFile(path(`s.${format}`)), { file: "s" });
    expect(table.header).toEqual(["dsn"]);
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(["TA050001", "TA050002", "TA050003"]);
  });

  it("takes this year and week where none is given, and says so", async () => {
    // In the middle of a year the calendar's year is the week's too; around New Year the model has no week.
    const run = await serials("allocate", "--model", "CHECKED", "--count", "1");
    const year = String(new Date().getFullYear()).slice(-2);
    expect(run.err).toContain(`Year ${year} is today's; --year takes another.`);
    expect(run.out).toMatch(new RegExp(`^dsn\\n${year}0001[0-9]\\n$`));
  });

  it.each([
    [["--model", "ONE", "--week", "5"], "ERR_SERIAL_FIELDS: The scheme has one of A, B; which one is not said"],
    [["--model", "ONE", "--one-of", "C", "--week", "5"], "ERR_SERIAL_FIELDS: --one-of C is not in the scheme"],
    [["--model", "ONE", "--one-of", "A", "--week", "54"], "ERR_SERIAL_FIELDS: --week 54 is not in the scheme"],
    [["--model", "ONE", "--one-of", "A", "--one-of", "B"], "ERR_SERIAL_FIELDS: --one-of is given 2 times"],
    [["--model", "CHECKED", "--week", "5"], "ERR_SERIAL_FIELDS: --week is given 1 times"],
    [["--model", "NARROW"], 'ERR_PATTERN: The pattern of "NARROW" refuses N90'],
    [["--model", "BARE"], "ERR_MODEL_WITHOUT_SCHEME"],
    [["--model", "NONE"], "ERR_MODEL_UNKNOWN"],
    [["--model", "ONE", "--count", "0"], "ERR_USAGE: --count is 1 to 1000000"],
    [["--model", "ONE", "--count", "x"], "ERR_USAGE"],
  ])("refuses %j and reserves nothing", async (args, message) => {
    const run = await serials("allocate", "--count", "2", ...args);
    expect(run).toMatchObject({ status: 2, out: "" });
    expect(run.err).toContain(`error ${message}`);
    expect(await serials("list")).toEqual(noneReserved);
  });

  it("refuses a format, or a folder that is not there, before it reserves", async () => {
    expect(await allocate(1, "--out", "s.txt")).toMatchObject({ status: 2 });
    expect(await allocate(1, "--out", "no/folder/s.csv")).toMatchObject({ status: 3 });
    expect(await serials("list")).toEqual(noneReserved);
  });

  it("says when the counter is used up, with status 1", async () => {
    const run = await allocate(501);
    expect(run.status).toBe(1);
    expect(run.err).toMatch(/error ERR_SERIALS_EXHAUSTED: 501 serials of ONE \(A, week 05\) .* ends at 500, has only/);
  });

  it("says of a week that its year does not have, and reserves it all the same", async () => {
    await writeFile(path("catalog.yaml"), catalog.replace("{ week: 01-53 }", "{ year: 24-33 }, { week: 01-53 }"));
    const of = (year: string, week: string) =>
      serials("allocate", "--model", "ONE", "--one-of", "A", "--year", year, "--week", week, "--count", "1");
    const short = await of("25", "53");
    expect(short).toMatchObject({ status: 0, out: expect.stringContaining("TA255300") });
    expect(short.err).toContain("Week 53 is not in 2025, which has 52 weeks after ISO 8601.");
    expect((await of("2026", "53")).err).not.toContain("is not in");
  });

  it("refuses a file that is there before it reserves, and takes its place only when it is told to", async () => {
    await allocate(2, "--out", "s.csv");
    const before = await readFile(path("s.csv"), "utf8");
    const run = await allocate(3, "--out", "s.csv");
    expect(run).toMatchObject({ status: 2, out: "" });
    expect(run.err).toContain("error ERR_FILE_EXISTS: ");
    expect(run.err).toContain("--replace");
    const list = await serials("list", "--range", "1", "--out", "s.csv");
    expect(list).toMatchObject({ status: 2, err: expect.stringContaining("ERR_FILE_EXISTS") });
    expect(await readFile(path("s.csv"), "utf8")).toBe(before);
    expect(JSON.parse((await serials("list", "--json")).out).ranges).toHaveLength(1);
    expect(await allocate(3, "--out", "s.csv", "--replace")).toMatchObject({ status: 0 });
    expect(await serials("list", "--range", "1", "--out", "s.csv", "--replace")).toMatchObject({ status: 0 });
    expect(await readFile(path("s.csv"), "utf8")).toBe(before);
    await mkdir(path("f.csv"));
    expect(await allocate(1, "--out", "f.csv", "--replace")).toMatchObject({ status: 2 });
    expect(JSON.parse((await serials("list", "--json")).out).ranges).toHaveLength(2);
  });

  it("loses nothing when the file cannot be written: the range stays, and list writes it", async () => {
    // The name is as long as a file's may be; the draft beside it, which has some more characters, cannot be made.
    const run = await allocate(3, "--out", `${"s".repeat(250)}.csv`);
    expect(run.status).toBe(3);
    expect(run.err).toContain("range 1: 3 serials of ONE (A, week 05), TA050001 to TA050003 stays reserved");
    expect(run.err).toContain("boxproof serials list --range 1 --out FILE.csv");
    expect((await allocate(1)).out).toBe("dsn\nTA050004\n");
    expect(await serials("list", "--range", "1", "--out", "again.csv")).toMatchObject({ status: 0 });
    expect(await readFile(path("again.csv"), "utf8")).toBe("dsn\nTA050001\nTA050002\nTA050003\n");
    const { ranges } = JSON.parse((await serials("list", "--json", "--range", "1")).out);
    expect(ranges).toMatchObject([{ states: { Issued: 3 } }]);
  });

  it("works in a process of its own, beside a ledger that another one has open", async () => {
    const run = await boxproof(folder.path, ["serials", "allocate", ...ofWeek5, "--count", "2", "--out", "s.csv"]);
    expect(run).toMatchObject({ status: 0, out: "" });
    expect((await readdir(folder.path)).sort()).toEqual(["boxproof.db", "catalog.yaml", "s.csv"]);
  });
});

describe("boxproof serials void", () => {
  it("takes serials out of use for ever", async () => {
    await allocate(5);
    const one = await serials("void", "TA050002", "--model", "ONE", "--why", "torn");
    expect(one).toMatchObject({ status: 0, out: "TA050002 is void\n" });
    const piece = await serials("void", "--range", "1", "--from", "TA050004", "--why", "roll lost", "--json");
    expect(JSON.parse(piece.out)).toEqual({ rangeId: 1, changed: 2, before: { Allocated: 2 }, left: {} });
    const again = await serials("void", "--range", "1", "--why", "all of it");
    expect(again.out).toBe(
      "2 serials of range 1 are void, of which 2 Allocated before; left as they were: 3 LabelScrapped\n",
    );
    expect((await allocate(1)).out).toBe("dsn\nTA050006\n");
    const none = await serials("list", "--range", "1", "--out", "s.csv");
    expect(none).toMatchObject({ status: 1, err: expect.stringContaining("ERR_SERIALS_STATE: Range 1 has no serial") });
  });

  it("reads serials from standard input, all or none", async () => {
    await allocate(3);
    const run = (text: string) =>
      runCommand(["serials", "void", "-", "--model", "ONE", "--why", "torn"], {
        cwd: folder.path,
        stdin: Buffer.from(text),
      });
    const refused = await run("TA050001\nTA050009\n");
    expect(refused).toMatchObject({ status: 1, out: "" });
    expect(refused.err).toContain("TA050009 was never allocated");
    expect(await run("TA050001\r\nTA050003\n")).toMatchObject({ status: 0, out: "2 serials are void\n" });
  });

  it("takes up to 10,000 serials, none of them when one cannot be voided, and no endless input", async () => {
    const { out } = await serials("allocate", "--model", "CHECKED", "--year", "26", "--count", "450");
    const dsns = out.trim().split("\n").slice(1);
    await writeFile(path("log.csv"), `dsn\n${dsns.slice(0, 7).join("\n")}\n`);
    await serials("import", "log.csv", "--model", "CHECKED");
    const run = (stdin: Buffer) =>
      runCommand(["serials", "void", "-", "--model", "CHECKED", "--why", "torn"], { cwd: folder.path, stdin });
    const refused = await run(Buffer.from([...dsns, "2605000"].join("\n")));
    expect(refused).toMatchObject({ status: 1, out: "" });
    expect(refused.err).toContain("1 serials cannot be voided, so none was\n  2605000 was never allocated");
    expect(await run(Buffer.from(dsns.slice(20).join("\n")))).toMatchObject({ out: "430 serials are void\n" });
    const range = await serials("void", "--range", "1", "--why", "rest");
    expect(range.out).toContain("20 serials of range 1 are void, of which ");
    expect(range.out).toContain("7 Printed");
    expect(range.out).toContain("13 Allocated before; left as they were: 430 LabelScrapped");
    const different = Array.from({ length: 10_001 }, (_, index) => `S${index}`);
    for (const many of [different, Array.from({ length: 20_001 }, () => "SN")]) {
      const end = await run(Buffer.from(many.join("\n")));
      expect(end).toMatchObject({ status: 2, err: expect.stringContaining("More than 10,000 serials are given") });
    }
  });

  it.each([
    [["--why", "x"], "Either serials or --range N"],
    [["TA050001", "--range", "1", "--why", "x"], "Either serials or --range N"],
    [["TA050001", "--why", "x"], "The device model of the serials is not said"],
    [["TA050001", "--model", "ONE"], "--why"],
    [["TA050001", "--model", "ONE", "--why", " "], "--why has 1 to 500 characters"],
    [["TA 1", "--model", "ONE", "--why", "x"], '"TA 1" is no serial'],
    [["--range", "9", "--why", "x"], "ERR_RANGE_UNKNOWN"],
  ])("refuses %j", async (args, message) => {
    await allocate(1);
    const run = await serials("void", ...args);
    expect(run.status).toBe(2);
    expect(run.err).toContain(message);
  });
});

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
    expect(good).toMatchObject({ status: 0, out: expect.stringContaining("1 rows; 1 printed") });
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

describe("a ledger that is not there", () => {
  it("is made by allocate alone; list, void and import say what to do", async () => {
    await writeFile(path("log.csv"), "dsn\nTA050001\n");
    const calls = [
      ["list"],
      ["list", "--range", "1", "--out", "s.csv"],
      ["void", "--model", "ONE", "--why", "torn", "TA050001"],
      ["import", "--model", "ONE", "log.csv"],
      ["import", "--model", "ONE", "log.csv", "--dry-run"],
    ];
    for (const call of calls) {
      const run = await serials(...call);
      expect(run).toMatchObject({ status: 2, out: "" });
      expect(run.err).toMatch(
        /^error ERR_FILE_READ: There is no ledger .*boxproof\.db\.\n.*serials allocate.*--ledger/,
      );
    }
    expect(await readdir(folder.path)).toEqual(["catalog.yaml", "log.csv"]);
  });

  it("is not made by a typing error in --ledger", async () => {
    await allocate(1);
    expect((await serials("list", "--ledger", "boxprof.db")).err).toContain("There is no ledger");
    expect(await readdir(folder.path)).toEqual(["boxproof.db", "catalog.yaml"]);
  });
});

describe("boxproof serials list", () => {
  it("tells ranges, states, the high-water mark, what is left, and warns above 80 % of the plan", async () => {
    await allocate(80);
    const calm = await serials("list");
    expect(calm.out).toContain("ONE: 80 allocated of 100 planned; the scheme has 53,000");
    expect(calm.out).not.toContain("warn");
    await allocate(1);
    const run = await serials("list", "--strict");
    expect(run.status).toBe(1);
    expect(run.out).toContain("warn plan-used: ONE has allocated 81 of 100 planned serials.");
    expect(run.out).toMatch(/ONE \(A, week 05\): used up to TA05[0-9]{4}, [0-9]+ numbers left/);
    expect((await serials("list")).status).toBe(0);
    const document = JSON.parse((await serials("list", "--json")).out);
    expect(document).toMatchObject({
      ranges: [{ id: 1, states: { Allocated: 80 } }, { id: 2 }],
      series: [{ deviceModel: "ONE", fields: "A, week 05", allocated: 81 }],
      models: [{ deviceModel: "ONE", allocated: 81, planned: 100, capacity: "53000", findings: [{ id: "plan-used" }] }],
    });
  });

  it("tells as many left as allocation then gives, and which are left out", async () => {
    await allocate(250);
    const [use] = JSON.parse((await serials("list", "--json")).out).series;
    const { remaining } = use;
    const left = `${remaining} numbers left (${use.leftOut} more are left out: specimens and the like)`;
    expect((await serials("list")).out).toContain(left);
    expect(await allocate(remaining + 1)).toMatchObject({
      status: 1,
      err: expect.stringContaining(`only ${remaining}`),
    });
    expect(await allocate(remaining)).toMatchObject({ status: 0 });
    expect((await serials("list")).out).toContain("used up to TA050500, 0 numbers left");
  });

  it("does not count voided serials against the plan, and groups digits and times for people", async () => {
    await allocate(90);
    await serials("void", "--range", "1", "--from", "TA050060", "--why", "lost");
    const { out } = await serials("list");
    expect(out).toMatch(/ONE: \d\d allocated of 100 planned and not void, \d\d void; the scheme has 53,000/);
    expect(out).not.toContain("plan-used");
    expect(out).toMatch(/; \d{4}-\d\d-\d\d \d\d:\d\d [^ ]+: boxproof serials allocate/);
  });

  it("writes the serials of chosen states only, and refuses an unknown one", async () => {
    await allocate(3);
    await serials("void", "TA050002", "--model", "ONE", "--why", "torn");
    await serials("list", "--range", "1", "--out", "s.csv");
    expect(await readFile(path("s.csv"), "utf8")).toBe("dsn\nTA050001\nTA050003\n");
    await serials("list", "--range", "1", "--out", "void.csv", "--state", "LabelScrapped");
    expect(await readFile(path("void.csv"), "utf8")).toBe("dsn\nTA050002\n");
    expect((await serials("list", "--range", "1", "--out", "s.csv", "--state", "Lost")).err).toContain("is no state");
    expect((await serials("list", "--out", "s.csv")).err).toContain("Add --range N");
    expect(await serials("list", "--range", "9")).toMatchObject({ status: 2 });
  });
});

it("shows its help with an example", async () => {
  expect((await serials("--help")).out).toContain("Examples:\n  boxproof serials allocate --demo");
  expect((await serials("allocate", "--help")).out).toContain("--one-of <text>");
  expect((await serials()).status).toBe(2);
});
