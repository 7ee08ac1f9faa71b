import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openLedger, type UnitChange } from "../../src/ledger/index.ts";
import { dsnOf } from "../ledger/serial-request.ts";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();
const serials = (...args: readonly string[]) => runCommand(["serials", ...args], { cwd: folder.path });
const path = (name: string) => join(folder.path, name);
beforeEach(() => writeFile(path("catalog.yaml"), serialsCatalog));

/** The digits with their Luhn digit behind them, after the example in Annex B of ISO/IEC 7812-1. */
function luhn(digits: string): string {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const twice = Number(digit) * 2;
    sum += index % 2 === 1 ? Number(digit) : twice > 9 ? twice - 9 : twice;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const log = (name: string, rows: readonly string[]) => writeFile(path(name), `${rows.join("\n")}\n`);
const adopting = (name: string, model: string, ...more: readonly string[]) =>
  serials("import", name, "--model", model, "--adopt", ...more);
const ofWeek5 = ["--model", "ONE", "--one-of", "A", "--week", "5"] as const;
const allocated = async (...args: readonly string[]) =>
  (await serials("allocate", ...args)).out.trim().split("\n").slice(1);

/** Marks units of the model ONE, as a line or a press does. */
async function mark(states: Readonly<Record<string, UnitChange["state"]>>): Promise<void> {
  const ledger = await openLedger(path("boxproof.db"));
  for (const [text, state] of Object.entries(states)) {
    await ledger.markUnit({ unit: { deviceModel: "ONE", dsn: dsnOf(text) }, state, who: "Ida", why: "test" });
  }
  await ledger.close();
}

describe("boxproof serials import --adopt", () => {
  it("takes in serials that were printed before there was a ledger, which allocate then passes by", async () => {
    await log("old.csv", ["dsn,state", "TA050001,ok", "TA050002,", "TA050004,void"]);
    const run = await adopting("old.csv", "ONE");
    expect(run).toMatchObject({ status: 0, err: "" });
    expect(run.out).toContain("3 rows; 0 printed, 0 known already, 0 voided, 3 adopted");
    expect(await allocated(...ofWeek5, "--count", "3")).toEqual(["TA050003", "TA050005", "TA050006"]);
    const listed = await serials("list");
    expect(listed.out).toContain("ONE: 3 allocated of 100 planned");
    expect(listed.out).toContain("ONE: in no range, such as adopted ones: 1 LabelScrapped, 2 Printed\n");
    expect(JSON.parse((await serials("list", "--json")).out).models).toMatchObject([
      { deviceModel: "ONE", allocated: 3, outside: { LabelScrapped: 1, Printed: 2 } },
    ]);
    await log("one.txt", ["dsn", "TA050001"]);
    expect((await serials("void", "TA050001", "--model", "ONE", "--why", "torn")).status).toBe(0);
    expect((await serials("import", "one.txt", "--model", "ONE")).out).toContain('"TA050001" was voided');
  });

  it("changes nothing with the same file again, with --adopt or without, and says so", async () => {
    await log("old.csv", ["dsn", "TA050001", "TA050002"]);
    await adopting("old.csv", "ONE");
    const before = (await serials("list", "--json")).out;
    for (const more of [["--adopt"], []]) {
      const again = await serials("import", "old.csv", "--model", "ONE", ...more);
      expect(again.status).toBe(0);
      expect(again.out).toContain("2 rows; 0 printed, 2 known already, 0 voided");
      expect(again.out).toContain("(nothing was changed)");
    }
    expect((await serials("list", "--json")).out).toBe(before);
  });

  it("reports what it does not adopt, and a dry run tells the same and writes nothing", async () => {
    const [right, other] = [luhn("260007"), luhn("260008")];
    const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 1) % 10);
    const rows = ["dsn,state", `${right},ok`, `${wrong},ok`, `${luhn("260501")},ok`, "hello,ok"];
    rows.push(`${right},`, `${other},ok`, `${other},void`, `${luhn("260009")},strange`, `${wrong},void`);
    await log("old.csv", rows);
    const dry = JSON.parse((await adopting("old.csv", "CHECKED", "--dry-run", "--json")).out);
    expect(await readdir(folder.path)).toEqual(["catalog.yaml", "old.csv"]);
    const run = await adopting("old.csv", "CHECKED", "--json");
    const report = JSON.parse(run.out);
    expect(run.status).toBe(1);
    expect(report).toMatchObject({ rows: 9, printed: 0, already: 0, voided: 0, adopted: 1, faultCount: 8 });
    expect({ ...dry, dryRun: false }).toEqual(report);
    const faults = report.faults as readonly { place: string; kind: string; message: string }[];
    expect(faults.map(({ place, kind }) => [place, kind])).toEqual([
      ["line 3", "wrong-check"],
      ["line 4", "out-of-range"],
      ["line 5", "not-a-serial"],
      ["line 6", "duplicate"],
      ["line 7", "conflict"],
      ["line 8", "conflict"],
      ["line 9", "state"],
      ["line 10", "wrong-check"],
    ]);
    expect(faults[4]?.message).toBe("is printed in one row and void in another, so it was not adopted");
    const models = JSON.parse((await serials("list", "--json")).out).models;
    expect(models).toMatchObject([{ deviceModel: "CHECKED", allocated: 0, outside: { Printed: 1 } }]);
  });

  it("adopts no serial that the pattern refuses, and none that another model has", async () => {
    await log("narrow.csv", ["dsn", "N89", "N95"]);
    const narrow = await adopting("narrow.csv", "NARROW");
    expect(narrow.out).toContain("1 adopted");
    expect(narrow.out).toContain('error line 3: "N95" does not match the pattern of NARROW');
    await log("bare.csv", ["dsn", "X0001"]);
    expect(await adopting("bare.csv", "BARE")).toMatchObject({ status: 0 });
    await writeFile(path("catalog.yaml"), serialsCatalog.replace("deviceModel: BARE", "deviceModel: RENAMED"));
    const taken = await adopting("bare.csv", "RENAMED");
    expect(taken.status).toBe(1);
    expect(taken.out).toContain('error line 2: "X0001" is a serial of another model already');
  });

  it("tells labels that must not be used by the state that their units have", async () => {
    await mark({ TA050001: "Sampled", TA050002: "Quarantined", TA050003: "Scrapped", TA050004: "Destroyed" });
    await mark({ TA050005: "Released" });
    const texts = [1, 2, 3, 4, 5, 6].map((counter) => `TA05000${counter},ok`);
    await log("old.csv", ["dsn,state", ...texts]);
    for (const more of [["--dry-run"], []]) {
      const run = await adopting("old.csv", "ONE", "--json", ...more);
      expect(run.status).toBe(1);
      const report = JSON.parse(run.out);
      expect(report).toMatchObject({ printed: 0, already: 1, voided: 0, adopted: 1, faultCount: 4 });
      const message = (state: string) => `is ${state} in the ledger, so this label must not be used`;
      expect(report.faults).toEqual([
        { place: "line 2", serial: "TA050001", kind: "state", message: message("Sampled") },
        { place: "line 3", serial: "TA050002", kind: "state", message: message("Quarantined") },
        { place: "line 4", serial: "TA050003", kind: "state", message: message("Scrapped") },
        { place: "line 5", serial: "TA050004", kind: "state", message: message("Destroyed") },
      ]);
    }
  });

  it("counts adopted serials against the plan, but no specimens and none that are out of use", async () => {
    const adopted = Array.from({ length: 78 }, (_, index) => `TA05${String(index + 1).padStart(4, "0")}`);
    await log("old.csv", ["dsn", ...adopted]);
    await adopting("old.csv", "ONE");
    await mark({ TA050101: "Sampled", TA050102: "Sampled", TA050103: "Scrapped", TA050104: "Destroyed" });
    await allocated(...ofWeek5, "--count", "2");
    expect((await serials("list", "--strict")).out).not.toContain("plan-used");
    await allocated(...ofWeek5, "--count", "1");
    const full = await serials("list", "--strict");
    expect(full.status).toBe(1);
    expect(full.out).toContain("ONE has allocated 3 and 78 in no range of 100 planned serials.");
  });

  it("is named where a log has serials that were never allocated", async () => {
    await allocated(...ofWeek5, "--count", "1");
    await log("old.csv", ["dsn", "TA050009"]);
    const run = await serials("import", "old.csv", "--model", "ONE");
    expect(run.status).toBe(1);
    expect(run.out).toContain("was never allocated");
    expect(run.out).toContain("--adopt takes them in");
  });
});

describe("a log that contradicts itself", () => {
  it("voids what one row says is printed and another void, and tells both rows, again with the same file", async () => {
    await serials("allocate", ...ofWeek5, "--count", "2");
    await log("log.csv", ["dsn,state", "TA050001,ok", "TA050002,ok", "TA050001,ng"]);
    const fault = {
      serial: "TA050001",
      kind: "conflict",
      message: "is printed in one row and void in another; it counts as void, so this label must not be used",
    };
    const faults = [
      { place: "line 2", ...fault },
      { place: "line 4", ...fault },
    ];
    for (const more of [["--dry-run"], [], [], ["--adopt"]]) {
      const run = await serials("import", "log.csv", "--model", "ONE", "--json", ...more);
      expect([run.status, JSON.parse(run.out).faults]).toEqual([1, faults]);
    }
    const [range] = JSON.parse((await serials("list", "--json")).out).ranges;
    expect(range.states).toEqual({ Printed: 1, LabelScrapped: 1 });
  });
});
