import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();
const run = (...args: readonly string[]) => runCommand(args, { cwd: folder.path });
const path = (...names: readonly string[]) => join(folder.path, ...names);
const label = (...args: readonly string[]) => run("label", "--model", "ONE", ...args);
const jobOf = (name: string) => JSON.parse(readFileSync(path(name), "utf8"));
const hasLedger = () => readdirSync(folder.path).includes("boxproof.db");
const listed = async () => (hasLedger() ? JSON.parse((await run("serials", "list", "--json")).out).ranges : []);

const catalog = (boxCodes: string) => `format: boxproof-catalog/1
maker: { name: Test }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0 }]
models:
  - deviceModel: ONE
    name: One
    securityProfile: main
    listings: []
    serial: { scheme: [T, { week: 01-53 }, { counter: 00001-50000 }, { check: luhn-36 }] }
    label: { symbology: code128, template: retail-box }
    boxCodes: ${boxCodes}
`;
beforeEach(() => writeFile(path("catalog.yaml"), catalog("[]")));

describe("boxproof label --allocate", () => {
  it("reserves serials, prints exactly these, and records that they are in a written file", async () => {
    const first = await label("--allocate", "3", "--week", "5", "--who", "Ida", "--out", "a.pdf");
    expect(first).toMatchObject({ status: 0, err: "" });
    const job = jobOf("a.job.json");
    expect(job).toMatchObject({ range: 1, specimen: false });
    const dsns = job.labels.map(({ dsn }: { readonly dsn: string }) => dsn);
    const [range] = await listed();
    expect(range).toMatchObject({ count: 3, who: "Ida", states: { Issued: 3 }, first: dsns[0], last: dsns[2] });
    const second = await label("--allocate", "2", "--week", "5", "--out", "b.svg", "--json");
    expect(JSON.parse(second.out)).toMatchObject({ range: 2, labels: [{ page: 1 }, { page: 2 }] });
    const all = [...dsns, ...jobOf("b.job.json").labels.map(({ dsn }: { readonly dsn: string }) => dsn)];
    expect(new Set(all).size).toBe(5);
  });

  it("never prints what --sample prints", async () => {
    await label("--sample", "200", "--out", "samples.svg");
    await label("--allocate", "200", "--week", "5", "--out", "real.svg");
    const [samples, real] = ["samples", "real"].map(
      (name) => new Set<string>(jobOf(`${name}.job.json`).labels.map(({ dsn }: { readonly dsn: string }) => dsn)),
    );
    expect(real?.size).toBe(200);
    expect([...(samples ?? [])].filter((dsn) => real?.has(dsn))).toEqual([]);
  });

  it.each([
    ["a choice that the scheme does not have", ["--one-of", "A"], "ERR_SERIAL_FIELDS: --one-of is given 1 times", 2],
    ["too many for one run", ["--allocate", "10001"], "ERR_USAGE: --allocate is 1 to 10000", 2],
    ["none", ["--allocate", "0"], "ERR_USAGE: --allocate is 1 to 10000", 2],
    ["two sources", ["--sample", "1"], "ERR_USAGE: --sample and --allocate exclude each other", 2],
    ["an output that is not built", ["--out", "a.zpl"], "ERR_OUTPUT_FORMAT: Labels in ZPL are planned", 2],
  ] as const)("refuses %s before it reserves", async (_what, args, message, status) => {
    const end = await label("--allocate", "2", "--week", "5", "--out", "a.pdf", ...args);
    expect(end.status).toBe(status);
    expect(end.err).toContain(message);
    expect(await listed()).toEqual([]);
  });

  it("tries one label first, so that no number is reserved for a run that cannot be made", async () => {
    const wide = catalog("[]").replace("[T,", `[${"T".repeat(40)},`);
    await writeFile(path("catalog.yaml"), wide);
    const end = await label("--allocate", "2", "--week", "5", "--out", "a.pdf");
    expect(end).toMatchObject({ status: 1, err: expect.stringContaining("error ERR_LABEL: 1 of 1 labels") });
    expect(await listed()).toEqual([]);
  });

  it("refuses a model whose boxes carry codes that differ from unit to unit", async () => {
    await writeFile(path("catalog.yaml"), catalog("[{ name: wifi, kind: mac, symbology: code128, column: mac }]"));
    const end = await label("--allocate", "2", "--week", "5", "--out", "a.pdf");
    expect(end).toMatchObject({ status: 2 });
    expect(end.err).toContain('ERR_USAGE: The boxes of ONE carry codes from the column "mac" too');
  });

  it("keeps the range reserved when the labels cannot be written, and says so", async () => {
    // The name is as long as a file's may be; the draft beside it cannot be made.
    const end = await label("--allocate", "2", "--week", "5", "--out", `${"a".repeat(246)}.pdf`);
    expect(end.status).toBe(3);
    expect(end.err).toMatch(/range 1: 2 serials of ONE \(week 05\), T0500001. to T0500002. stays reserved/);
    expect(await listed()).toMatchObject([{ states: { Allocated: 2 } }]);
  });

  it("refuses labels and job files that are there before it reserves, unless they may be replaced", async () => {
    await writeFile(path("a.job.json"), "{}");
    await writeFile(path("b.pdf"), "mine");
    await mkdir(path("c"));
    await writeFile(path("c", "x"), "mine");
    await mkdir(path("d.job.json"));
    for (const out of ["a.pdf", "b.pdf", "c.svg", "d.pdf"]) {
      const end = await label("--allocate", "2", "--week", "5", "--out", out);
      expect(end).toMatchObject({ status: 2, err: expect.stringContaining("ERR_FILE_EXISTS") });
    }
    expect(await label("--allocate", "2", "--week", "5", "--out", "d.pdf", "--replace")).toMatchObject({ status: 2 });
    expect(await listed()).toEqual([]);
    expect(await label("--allocate", "2", "--week", "5", "--out", "a.pdf", "--replace")).toMatchObject({ status: 0 });
    // A job file of real labels says which serial is on which page: specimens do not take its place.
    expect(await label("--sample", "1", "--out", "a.svg")).toMatchObject({ status: 2 });
    expect(await label("--sample", "1", "--out", "s.svg")).toMatchObject({ status: 0 });
    expect(await label("--sample", "2", "--out", "s.pdf")).toMatchObject({ status: 0 });
    expect(await label("--allocate", "1", "--week", "5", "--out", "s.png")).toMatchObject({ status: 2 });
  });

  it("leaves no label when the job file cannot be written", async () => {
    const name = "j".repeat(246);
    // FILE.job.json beside FILE.pdf is six characters longer, and its draft is too long.
    const end = await label("--allocate", "2", "--week", "5", "--out", `${name.slice(0, 233)}.pdf`);
    expect(end.status).toBe(3);
    expect(readdirSync(folder.path).filter((file) => file.startsWith("j"))).toEqual([]);
    expect(await listed()).toMatchObject([{ states: { Allocated: 2 } }]);
  });

  it("says that choices in a scheme are for --allocate only", async () => {
    expect((await label("--sample", "1", "--week", "5", "--out", "a.pdf")).err).toContain(
      "choose what --allocate composes",
    );
  });
});

describe("boxproof label --sample", () => {
  const scheme = (counter: string) =>
    writeFile(path("catalog.yaml"), catalog("[]").replace(/scheme: .*/, `scheme: [SN-, { counter: ${counter} }] }`));
  const dsnsOf = (name: string) => new Set<string>(jobOf(name).labels.map(({ dsn }: { readonly dsn: string }) => dsn));
  const reserve = async (count: number) =>
    (await run("serials", "allocate", "--model", "ONE", "--count", String(count))).out.trim().split("\n").slice(1);

  it("records specimens, so that a wider scheme never gives them to a box", async () => {
    await scheme("0001-0500");
    await reserve(50);
    expect(await label("--sample", "5", "--out", "s.svg", "--who", "Ida")).toMatchObject({ status: 0, err: "" });
    await label("--sample", "5", "--out", "again.svg");
    expect(dsnsOf("again.job.json")).toEqual(dsnsOf("s.job.json"));
    await scheme("0001-0999");
    const later = await reserve(500);
    expect(later.filter((dsn) => dsnsOf("s.job.json").has(dsn))).toEqual([]);
  });

  it("never prints a serial of a box as a specimen, however the scheme was changed", async () => {
    await scheme("0001-0500");
    const boxes = await reserve(480);
    await scheme("0001-0999");
    // Most of a hundredth of 999 lie among the 480: those that do are left out.
    const some = await label("--sample", "3", "--out", "s.svg");
    const printed = some.status === 0 ? [...dsnsOf("s.job.json")] : [];
    expect(printed.filter((dsn) => boxes.includes(dsn))).toEqual([]);
    const all = await label("--sample", "9", "--out", "t.svg");
    expect(all).toMatchObject({ status: 2, err: expect.stringMatching(/of the 9 that there are, [1-9] are serials/) });
  });

  it("makes no ledger where there is none, unless it is named", async () => {
    await label("--sample", "2", "--out", "s.svg");
    expect(readdirSync(folder.path)).not.toContain("boxproof.db");
    await label("--sample", "2", "--out", "s2.svg", "--ledger", "own.db");
    expect(readdirSync(folder.path)).toContain("own.db");
  });
});

describe("boxproof label --serials", () => {
  async function twoSerials(): Promise<readonly string[]> {
    const { out } = await run("serials", "allocate", "--model", "ONE", "--week", "5", "--count", "2");
    return out.trim().split("\n").slice(1);
  }
  const book = (rows: SheetData) => writeXlsxFile(rows).toFile(path("s.xlsx"));

  it("takes a workbook, also one that serials allocate wrote, and a text with semicolons", async () => {
    await run("serials", "allocate", "--model", "ONE", "--week", "5", "--count", "3", "--out", "s.xlsx");
    expect(await label("--serials", "s.xlsx", "--out", "a.pdf")).toMatchObject({ status: 0, err: "" });
    const dsns = jobOf("a.job.json").labels.map(({ dsn }: { readonly dsn: string }) => dsn);
    expect(dsns).toHaveLength(3);
    await writeFile(path("s.csv"), `lot;serial\n1;${dsns[0]}\n`);
    const end = await label("--serials", "s.csv", "--out", "b.pdf");
    expect(end).toMatchObject({ status: 0, err: expect.stringContaining("separates its columns by semicolons") });
  });

  it("knows the serial's column by the names that import knows, and by --column", async () => {
    const [dsn = ""] = await twoSerials();
    await writeFile(path("s.csv"), `lot,序列号 (SN)\n1,${dsn}\n`);
    expect(await label("--serials", "s.csv", "--out", "a.pdf")).toMatchObject({ status: 0, err: "" });
    await writeFile(path("s.csv"), `lot,Code\n1,${dsn}\n`);
    const end = await label("--serials", "s.csv", "--out", "b.pdf");
    expect(end.status).toBe(2);
    expect(end.err).toMatch(/line 1: no column "dsn", "serial" or the like; its columns are "lot", "Code"\n.*--column/);
    expect(await label("--serials", "s.csv", "--column", "code", "--out", "b.pdf")).toMatchObject({ status: 0 });
    expect((await label("--sample", "1", "--column", "code", "--out", "c.pdf")).err).toContain("ERR_USAGE: --column");
  });

  it("names the cells of a workbook that are wrong, and writes nothing", async () => {
    const [one = "", two = ""] = await twoSerials();
    await book([
      ["dsn", "lot"],
      [one, 1],
      [two, 2],
      [one, 3],
      ["nonsense", 4],
    ]);
    const end = await label("--serials", "s.xlsx", "--out", "a.pdf");
    expect(end.status).toBe(2);
    expect(end.err).toContain("s.xlsx has 2 faults");
    expect(end.err).toContain(`Sheet1!A4: "${one}" is on Sheet1!A2 already`);
    expect(end.err).toContain('Sheet1!A5: "nonsense" does not match the pattern of ONE');
    await book([["dsn"], [500_001]]);
    const numbers = await label("--serials", "s.xlsx", "--out", "a.pdf");
    expect(numbers.status).toBe(2);
    expect(numbers.err).toContain("error ERR_SERIALS_FILE: ");
    expect(numbers.err).toContain("Sheet1!A2: the cell holds the number 500001, not text");
    expect(readdirSync(folder.path).filter((name) => name.startsWith("a."))).toEqual([]);
  });
});

describe("what the ledger says of --serials", () => {
  const print = (dsns: readonly string[], ...args: readonly string[]) =>
    writeFile(path("s.csv"), `dsn\n${dsns.join("\n")}\n`).then(() =>
      label("--serials", "s.csv", "--out", "a.pdf", "--replace", ...args),
    );
  async function allocated(count: number): Promise<readonly string[]> {
    const { out } = await run("serials", "allocate", "--model", "ONE", "--week", "5", "--count", String(count));
    return out.trim().split("\n").slice(1);
  }
  const requireAllocated = () => writeFile(path("catalog.yaml"), catalog("[]\n    requireAllocated: true"));
  // Never allocated: drawn as specimens of another folder's catalog, then printed as real ones.
  const strangers = async () => {
    await label("--sample", "2", "--out", "other.pdf");
    return jobOf("other.job.json").labels.map(({ dsn }: { readonly dsn: string }) => dsn) as readonly string[];
  };

  it("is nothing where there is none, and where all is well; it is only read", async () => {
    const unknown = await strangers();
    await requireAllocated();
    expect((await print(unknown, "--json")).out).toContain('"findings":[]');
    expect(hasLedger()).toBe(false);
    const dsns = await allocated(2);
    const before = readFileSync(path("boxproof.db"));
    expect(JSON.parse((await print(dsns, "--json", "--strict")).out).findings).toEqual([]);
    expect(readFileSync(path("boxproof.db"))).toEqual(before);
  });

  it("tells of serials that are void, with their number, the first and its place, and with --strict writes nothing", async () => {
    const dsns = await allocated(3);
    await run("serials", "void", "--model", "ONE", "--why", "torn", dsns[1] ?? "", dsns[2] ?? "");
    const end = await print(dsns);
    expect(end.status).toBe(0);
    expect(end.out).toContain(
      `warn serial-unit-blocked: The ledger knows of 2 serials of this run, the first (line 3): ${dsns[1]} must not be used`,
    );
    const strict = await print(dsns, "--strict", "--out", "strict.pdf");
    expect(strict).toMatchObject({ status: 1, out: "" });
    expect(strict.err).toMatch(/^error ERR_SERIALS_STATE: .*2 serials.*line 3.*\nNothing was written/);
    expect(readdirSync(folder.path)).not.toContain("strict.pdf");
  });

  it("tells of serials that were never allocated where the model demands it, and only there", async () => {
    const unknown = await strangers();
    const [one = ""] = await allocated(1);
    expect(JSON.parse((await print([one, ...unknown], "--json")).out).findings).toEqual([]);
    await requireAllocated();
    const { findings } = JSON.parse((await print([one, ...unknown], "--json")).out);
    expect(findings).toMatchObject([{ id: "serial-not-allocated", level: "warn" }]);
    expect(findings[0].message).toMatch(/2 serials of this run, the first \(line 3\): .*never allocated/);
  });

  it("takes serials that were adopted as printed ones, also where the model demands that they are allocated", async () => {
    const unknown = await strangers();
    await requireAllocated();
    await writeFile(path("until-now.csv"), `dsn\n${unknown.join("\n")}\n`);
    expect((await run("serials", "import", "until-now.csv", "--model", "ONE", "--adopt")).status).toBe(0);
    const { findings } = JSON.parse((await print(unknown, "--json", "--strict")).out);
    expect(findings).toMatchObject([{ id: "serial-printed", level: "info" }]);
  });

  it("notes serials that a print log has confirmed before", async () => {
    const [one = "", two = ""] = await allocated(2);
    await writeFile(path("log.csv"), `dsn\n${two}\n`);
    await run("serials", "import", "log.csv", "--model", "ONE");
    const { findings } = JSON.parse((await print([one, two], "--json", "--strict")).out);
    expect(findings).toMatchObject([{ id: "serial-printed", level: "info" }]);
    expect(findings[0].message).toContain(`1 serial of this run (line 3): ${two} was printed before`);
  });

  it("refuses a --ledger that is not there", async () => {
    const [one = ""] = await allocated(1);
    expect(await print([one], "--ledger", "no.db")).toMatchObject({ status: 2, out: "" });
  });
});
