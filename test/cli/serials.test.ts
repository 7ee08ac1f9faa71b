import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readTable } from "../../src/sheet/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();
const serials = (...args: readonly string[]) => runCommand(["serials", ...args], { cwd: folder.path });
const path = (name: string) => join(folder.path, name);

beforeEach(() => writeFile(path("catalog.yaml"), serialsCatalog));
afterEach(() => vi.useRealTimers());

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
    // In the middle of a year, where the year of the calendar is that of the week too.
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(2028, 6, 1) });
    const run = await serials("allocate", "--model", "CHECKED", "--count", "1");
    expect(run.err).toContain("Year 28 is today's; --year takes another.");
    expect(run.out).toMatch(/^dsn\n280001[0-9]\n$/);
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
    await writeFile(
      path("catalog.yaml"),
      serialsCatalog.replace("{ week: 01-53 }", "{ year: 24-33 }, { week: 01-53 }"),
    );
    const of = (year: string, week: string) =>
      serials("allocate", "--model", "ONE", "--one-of", "A", "--year", year, "--week", week, "--count", "1");
    const short = await of("25", "53");
    expect(short).toMatchObject({ status: 0, out: expect.stringContaining("TA255300") });
    expect(short.err).toContain("Week 53 is not in 2025, which has 52 weeks after ISO 8601.");
    expect((await of("2026", "53")).err).not.toContain("is not in");
  });

  it("says which range stays reserved when the user stops it, and leaves no half file", async () => {
    const before = await readdir(folder.path);
    const args = ["serials", "allocate", ...ofWeek5, "--count", "3", "--out", "s.csv"];
    const run = await runCommand(args, { cwd: folder.path, stop: AbortSignal.abort() });
    expect(run).toMatchObject({ status: 130, out: "" });
    expect(run.err).toContain(
      "error ERR_STOPPED: Stopped; nothing was written.\nrange 1: 3 serials of ONE (A, week 05)",
    );
    expect(run.err).toContain("stays reserved.\n");
    expect(run.err).not.toContain("Then");
    expect(run.err).toContain("boxproof serials list --range 1 --out FILE.csv writes them.");
    const again = ["serials", "list", "--range", "1", "--out", "s.csv"];
    const stopped = await runCommand(again, { cwd: folder.path, stop: AbortSignal.abort() });
    expect(stopped).toMatchObject({ status: 130, out: "", err: "error ERR_STOPPED: Stopped; nothing was written.\n" });
    expect(await readdir(folder.path)).toEqual([...before, "boxproof.db"].toSorted());
    expect((await serials(...again.slice(1))).status).toBe(0);
    expect(await readFile(path("s.csv"), "utf8")).toBe("dsn\nTA050001\nTA050002\nTA050003\n");
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
    expect(run.err).toContain(". Then boxproof serials list --range 1 --out FILE.csv writes them.");
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
    expect(refused.err).toContain("1 serial cannot be voided, so none was\n  2605000 was never allocated");
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
  const wrapped = (await serials("import", "--help")).out.replace(/\s+/g, " ");
  expect(wrapped).toContain("the ledger file, which must be there, except that --adopt makes it (default: ");
  expect(wrapped).toContain("taken as printed, which is said where the file has other columns.");
  expect((await serials()).status).toBe(2);
});
