import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { openLedger } from "../../src/ledger/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const run = promisify(execFile);
const folder = testFolder();
const demo = fileURLToPath(new URL("../../fixtures/demo/catalog.yaml", import.meta.url));
const manifest = (...args: readonly string[]) => runCommand(["manifest", ...args], { cwd: folder.path });
/** Today, as a record names it: nothing goes out before it is made. */
const today = new Date().toISOString().slice(0, 10);
const inFolder = (name: string) => join(folder.path, name);

beforeEach(() => copyFile(demo, inFolder("catalog.yaml")));

/** Replaces one text of the catalog. */
async function edit(before: string, after: string): Promise<void> {
  const text = await readFile(inFolder("catalog.yaml"), "utf8");
  expect(text).toContain(before);
  await writeFile(
    inFolder("catalog.yaml"),
    text.replace(before, () => after),
  );
}

/** Says in the ledger beside the catalog that labels were printed. */
async function printed(...serials: readonly string[]): Promise<void> {
  const ledger = await openLedger(inFolder("boxproof.db"));
  for (const dsn of serials) {
    const change = { state: "Printed", who: "test", why: "test" } as const;
    await ledger.markUnit({ ...change, unit: { deviceModel: "BREWLINE_WASH", dsn: dsn as never } });
  }
  await ledger.close();
}

const wash = { before: 'pattern: "^[0-9]{11}_bw$"', wider: 'pattern: "^[0-9]{11,12}_bw$"' };

describe("boxproof manifest keygen and --sign-with", () => {
  it("make a signature that verify and OpenSSL take, and that no other manifest has", async () => {
    const keygen = await manifest("keygen", "--out", "maker.key");
    expect(keygen.status).toBe(0);
    expect((await stat(inFolder("maker.key"))).mode & 0o777).toBe(0o600);
    expect(keygen.out).not.toContain("PRIVATE");
    const signed = await manifest("export", "--out", "m.json", "--sign-with", "maker.key");
    expect([signed.status, signed.out]).toEqual([0, expect.stringContaining("Signed: m.json.sig, key ")]);
    const verified = await manifest("verify", "m.json", "--public-key", "maker.key.pub", "--json");
    expect([verified.status, JSON.parse(verified.out)]).toMatchObject([
      0,
      { signature: "valid", ok: true, current: true },
    ]);
    const files = ["-in", "m.json", "-sigfile", "m.json.sig", "-inkey", "maker.key.pub"];
    await run("openssl", ["pkeyutl", "-verify", "-rawin", "-pubin", ...files], { cwd: folder.path });

    await manifest("export", "--out", "other.json", "--effective-from", "2030-01-01");
    const other = await manifest("verify", "other.json", "--signature", "m.json.sig", "--public-key", "maker.key.pub");
    expect([other.status, other.out]).toEqual([1, expect.stringContaining("signature  INVALID")]);
  });

  it.each([0o644, 0o640, 0o604, 0o660])("refuse a key file of mode %o, and show nothing of it", async (mode) => {
    await manifest("keygen", "--out", "maker.key");
    await chmod(inFolder("maker.key"), mode);
    const { status, out, err } = await manifest("export", "--out", "m.json", "--sign-with", "maker.key");
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(/^error ERR_SIGNING_KEY: .*0600/);
    expect(err).not.toContain((await readFile(inFolder("maker.key"), "utf8")).split("\n")[1]);
    expect(await readdir(folder.path)).not.toContain("m.json");
  });

  it("say that a CSV has no signature of its own, and verify it by that of the JSON", async () => {
    await manifest("keygen", "--out", "maker.key");
    await manifest("export", "--out", "m.json", "--out", "m.csv", "--sign-with", "maker.key");
    const bare = await manifest("verify", "m.csv", "--public-key", "maker.key.pub");
    expect([bare.status, bare.err]).toEqual([2, expect.stringMatching(/JSON is what is signed.*--signature/s)]);
    const named = await manifest("verify", "m.csv", "--public-key", "maker.key.pub", "--signature", "m.json.sig");
    expect([named.status, named.out]).toEqual([0, expect.stringContaining("signature  valid")]);
  });

  it("never replace a key", async () => {
    await manifest("keygen", "--out", "maker.key");
    const before = await readFile(inFolder("maker.key"));
    const { status, err } = await manifest("keygen", "--out", "maker.key");
    expect([status, err]).toEqual([2, expect.stringContaining("error ERR_FILE_EXISTS")]);
    expect(await readFile(inFolder("maker.key"))).toEqual(before);
  });

  it.each([["no key"], [""]])("refuse a key file that holds %j", async (text) => {
    await writeFile(inFolder("maker.key"), text, { mode: 0o600 });
    const { status, err } = await manifest("export", "--out", "m.json", "--sign-with", "maker.key");
    expect([status, err]).toEqual([2, expect.stringContaining("error ERR_SIGNING_KEY")]);
  });
});

describe("boxproof manifest export over files that are there", () => {
  beforeEach(async () => {
    await manifest("keygen", "--out", "maker.key");
    await manifest("export", "--out", "m.json", "--sign-with", "maker.key");
  });

  it.each([
    [["--out", "m.json"]],
    [["--out", "m.json", "--sign-with", "maker.key"]],
    [["--out", "new.pdf", "--out", "m.json"]],
    [["--out", "folder.json", "--replace"]],
  ])("refuses %s and changes nothing", async (args) => {
    await mkdir(inFolder("folder.json"));
    const before = await readFile(inFolder("m.json"));
    const { status, err } = await manifest("export", "--effective-from", "2030-01-01", ...args);
    expect([status, err]).toEqual([2, expect.stringContaining("error ERR_FILE_EXISTS")]);
    expect(await readFile(inFolder("m.json"))).toEqual(before);
    expect(await readdir(folder.path)).not.toContain("new.pdf");
  });

  it("refuses to put a JSON beside a signature that is not its own", async () => {
    await rm(inFolder("m.json"));
    const { status, err } = await manifest("export", "--out", "m.json");
    expect([status, err]).toEqual([2, expect.stringContaining("m.json.sig is there already")]);
  });

  it("replaces them with --replace: the old signature goes, or a new one takes its place", async () => {
    const next = ["export", "--out", "m.json", "--replace", "--effective-from", "2030-01-01"];
    const signed = await manifest(...next, "--sign-with", "maker.key");
    expect([signed.status, signed.out]).toEqual([0, expect.stringContaining("Signed: m.json.sig")]);
    expect((await manifest("verify", "m.json", "--public-key", "maker.key.pub")).status).toBe(0);
    const bare = await manifest(...next);
    expect([bare.status, bare.out]).toEqual([0, expect.stringContaining("Removed m.json.sig: ")]);
    expect(await readdir(folder.path)).not.toContain("m.json.sig");
  });
});

describe("boxproof manifest verify", () => {
  it("says of a manifest that somebody changed that it does not hold", async () => {
    await manifest("export", "--out", "m.json");
    const text = await readFile(inFolder("m.json"), "utf8");
    await writeFile(inFolder("m.json"), text.replace("B0DEMO0002", "B0DEMO0009"));
    const { status, out } = await manifest("verify", "m.json");
    expect([status, out]).toEqual([1, expect.stringContaining("The manifest does not hold: 1 error.")]);
  });

  it("never says plainly that a forced manifest holds; --strict refuses it", async () => {
    await edit(wash.before, "pattern: '^\\d{11}_bw$'");
    await manifest("export", "--out", "m.json", "--force");
    const { status, out } = await manifest("verify", "m.json");
    expect([status, out.trimEnd().split("\n").at(-1)]).toEqual([
      0,
      "The manifest is as it was written, but it was FORCED with 1 error: do not rely on it.",
    ]);
    expect((await manifest("verify", "m.json", "--strict")).status).toBe(1);
  });

  it("says when a manifest comes from the demo catalog, in each of its forms", async () => {
    await manifest("export", "--demo", "--out", "m.json", "--out", "m.csv", "--out", "m.xlsx");
    expect(JSON.parse(await readFile(inFolder("m.json"), "utf8")).demo).toBe(true);
    for (const name of ["m.json", "m.csv", "m.xlsx"]) {
      const { status, out } = await manifest("verify", name);
      expect([status, out]).toEqual([
        0,
        expect.stringMatching(/manifest-demo[\s\S]*but it is a DEMO: do not rely on it\.\n$/),
      ]);
    }
    await manifest("export", "--out", "own.json");
    expect(JSON.parse(await readFile(inFolder("own.json"), "utf8"))).not.toHaveProperty("demo");
  });

  it("says when the catalog has moved on", async () => {
    await manifest("export", "--out", "m.json");
    await edit(wash.before, wash.wider);
    const { status, out } = await manifest("verify", "m.json", "--json");
    expect([status, JSON.parse(out)]).toMatchObject([0, { current: false, findings: [{ id: "manifest-stale" }] }]);
  });

  it.each([
    [["verify", "none.json"], "ERR_FILE_READ"],
    [["verify", "catalog.yaml"], "ERR_MANIFEST_FILE"],
    [["verify", "m.json", "--signature", "x"], "ERR_(?:FILE_READ|USAGE)"],
    [["verify"], "ERR_USAGE"],
  ])("refuses %s", async (args, code) => {
    const { status, err } = await manifest(...args);
    expect([status, err]).toEqual([2, expect.stringMatching(new RegExp(`error ${code}: `))]);
  });
});

describe("boxproof manifest sent", () => {
  const send = (file: string, ...more: readonly string[]) =>
    manifest("sent", file, "--to", "Amazon", "--on", today, ...more);

  it("records what went out and keeps a copy; the next export counts on", async () => {
    await manifest("export", "--out", "m.json");
    const { status, out } = await send("m.json", "--note", "by mail");
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/^Revision 1 went to Amazon on \d{4}-\d{2}-\d{2}, sha256 /),
    ]);
    const lines = (await readFile(inFolder("boxproof-sent.jsonl"), "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ revision: 1, to: "Amazon", on: today, note: "by mail" }]);
    expect(await readFile(inFolder(lines[0].copy), "utf8")).toBe(await readFile(inFolder("m.json"), "utf8"));
    await edit(wash.before, wash.wider);
    const next = await manifest("export", "--out", "n.json");
    expect(next.out).toContain("revision 2, 5 rows for 4 models (4 unchanged, 1 changed).");
    expect(JSON.parse(await readFile(inFolder("n.json"), "utf8")).previousRevisionSha256).toBe(lines[0].sha256);
    expect((await manifest("sent")).out).toContain(`Revision 1 went to Amazon on ${today}`);
  });

  it("says that what went out was forced, and with which error", async () => {
    await printed("335340000031_bw");
    await manifest("export", "--out", "m.json", "--force");
    const { status, err } = await send("m.json");
    expect([status, err]).toEqual([0, expect.stringMatching(/by force although 1 error stood.*BREWLINE_WASH L008: /)]);
  });

  it("never takes another manifest under a revision that went out", async () => {
    await manifest("export", "--out", "m.json");
    await manifest("export", "--out", "other.json", "--effective-from", "2030-01-01");
    expect((await send("m.json")).status).toBe(0);
    const { status, err } = await send("other.json");
    expect([status, err]).toEqual([
      2,
      expect.stringContaining("error ERR_MANIFEST_REVISION: Revision 1 went to Amazon"),
    ]);
    expect((await send("m.json")).status).toBe(0);
    expect((await readFile(inFolder("boxproof-sent.jsonl"), "utf8")).trimEnd().split("\n")).toHaveLength(2);
  });

  it("loses no record when several processes record at once", async () => {
    await manifest("export", "--out", "m.json");
    const ends = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        boxproof(folder.path, ["manifest", "sent", "m.json", "--to", `desk ${index}`, "--on", today]),
      ),
    );
    expect(ends.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    const { records } = JSON.parse((await manifest("sent", "--json")).out);
    expect(records.map(({ to }: { to: string }) => to).sort()).toEqual(["desk 0", "desk 1", "desk 2", "desk 3"]);
  });

  it("leaves out a line that a broken write left behind, says so, and goes on below it", async () => {
    await manifest("export", "--out", "m.json");
    await send("m.json");
    const text = await readFile(inFolder("boxproof-sent.jsonl"), "utf8");
    await writeFile(inFolder("boxproof-sent.jsonl"), `${text}{"revision":2,"sha`);
    await send("m.json");
    const { out, err } = await manifest("sent", "--json");
    expect(JSON.parse(out).records).toHaveLength(2);
    expect(err).toMatch(/^Line 2 of .* is not whole and is left out\.\n$/);
  });

  it("never gives the number of a kept copy again, though its record is lost", async () => {
    await manifest("export", "--out", "m.json");
    await send("m.json");
    await manifest("export", "--out", "n.json");
    await send("n.json");
    const text = await readFile(inFolder("boxproof-sent.jsonl"), "utf8");
    await writeFile(inFolder("boxproof-sent.jsonl"), text.slice(0, -40));
    const { status, out, err } = await manifest("export", "--out", "o.json");
    expect([status, out]).toEqual([0, expect.stringContaining("revision 3,")]);
    expect(err).toContain("A copy of revision 2 is kept");
    await writeFile(inFolder("boxproof-sent.jsonl"), "");
    expect((await manifest("export", "--out", "p.json")).out).toContain("revision 3,");
  });

  it("refuses to go on when the kept copy was changed", async () => {
    await manifest("export", "--out", "m.json");
    await send("m.json");
    const [copy] = await readdir(inFolder("boxproof-sent"));
    const file = inFolder(join("boxproof-sent", copy ?? ""));
    await writeFile(file, (await readFile(file, "utf8")).replace("B0DEMO0002", "B0DEMO0009"));
    for (const args of [["diff"], ["export"]]) {
      const { status, err } = await manifest(...args);
      expect([status, err]).toEqual([2, expect.stringContaining("error ERR_SENT_RECORD")]);
    }
  });

  it.each([
    [["sent", "m.json", "--to", "Amazon"]],
    [["sent", "m.json", "--on", today]],
    [["sent", "m.json"]],
    [["sent", "m.json", "--to", "Amazon", "--on", "2026-02-30"]],
    [["sent", "m.json", "--to", "Amazon", "--on", "yesterday"]],
    [["sent", "m.json", "--to", "Amazon", "--on", "2999-01-01"]],
    [["sent", "m.json", "--to", "Amazon", "--on", "2026-01-31"]],
    [["sent", "none.json", "--to", "Amazon", "--on", today]],
  ])("refuses %s and records nothing", async (args) => {
    await manifest("export", "--out", "m.json");
    expect((await manifest(...args)).status).toBe(2);
    expect((await readdir(folder.path)).sort()).toEqual(["catalog.yaml", "m.json"]);
  });
});

describe("boxproof manifest export before any was sent", () => {
  it("is refused for a serial of the ledger that the regex refuses, and says what to do", async () => {
    await printed("335340000031_bw", "26140004570_bw");
    const { status, err } = await manifest("export", "--out", "m.json");
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/BREWLINE_WASH L008: .* 1 of 2 serials .*"335340000031_bw"/),
    ]);
    expect(err).toContain("boxproof serials void");
    expect(await readdir(folder.path)).not.toContain("m.json");
    expect((await manifest("export", "--out", "m.json", "--force")).status).toBe(0);
    const { forced } = JSON.parse(await readFile(inFolder("m.json"), "utf8"));
    expect(forced).toMatchObject([{ deviceModel: "BREWLINE_WASH", id: "L008", witness: "335340000031_bw" }]);
  });

  it("goes on where every serial of the ledger is accepted, or where there is no ledger, and creates none", async () => {
    expect((await manifest("export", "--out", "m.json")).status).toBe(0);
    expect(await readdir(folder.path)).not.toContain("boxproof.db");
    await printed("26140004570_bw");
    expect((await manifest("export", "--out", "n.json")).status).toBe(0);
  });

  it("refuses a ledger that is named and not there", async () => {
    const { status, err } = await manifest("export", "--out", "m.json", "--ledger", "none.db");
    expect([status, err]).toEqual([2, expect.stringContaining("error ERR_FILE_READ")]);
  });
});

describe("boxproof manifest export after one was sent", () => {
  const exportNext = (...more: readonly string[]) => manifest("export", "--out", "n.json", "--replace", ...more);

  beforeEach(async () => {
    await edit(wash.before, wash.wider);
    await manifest("export", "--out", "m.json");
    await manifest("sent", "m.json", "--to", "Amazon", "--on", today);
    await edit(wash.wider, wash.before);
  });

  it("is refused while it is not known whether lost serials are on boxes, and creates no ledger", async () => {
    const { status, err } = await exportNext();
    expect([status, err]).toEqual([1, expect.stringMatching(/^error ERR_MANIFEST_BLOCKED: .*BREWLINE_WASH L008/)]);
    expect(err).toContain("boxproof manifest diff");
    expect((await readdir(folder.path)).filter((name) => /^n\.|\.db/.test(name))).toEqual([]);
  });

  it("is refused for a serial that the ledger knows; --force writes that into the manifest", async () => {
    await printed("335340000031_bw", "26140004570_bw");
    const { status, err } = await exportNext();
    expect([status, err]).toEqual([1, expect.stringContaining("335340000031_bw")]);
    expect((await exportNext("--force")).status).toBe(0);
    const { forced } = JSON.parse(await readFile(inFolder("n.json"), "utf8"));
    expect(forced).toMatchObject([{ deviceModel: "BREWLINE_WASH", id: "L008", witness: "335340000031_bw" }]);
  });

  it("goes on with a warning where the ledger knows no serial that is lost", async () => {
    await printed("26140004570_bw");
    const { status, err } = await exportNext();
    expect([status, err]).toEqual([0, expect.stringContaining("BREWLINE_WASH L008: The regex refuses")]);
    expect(JSON.parse(await readFile(inFolder("n.json"), "utf8")).forced).toBeUndefined();
  });

  it("asks the ledger that is named, and refuses one that is not there", async () => {
    await printed("26140004570_bw");
    await copyFile(inFolder("boxproof.db"), inFolder("other.db"));
    expect((await exportNext("--ledger", "other.db")).status).toBe(0);
    const { status, err } = await exportNext("--ledger", "none.db");
    expect([status, err]).toEqual([2, expect.stringContaining("error ERR_FILE_READ")]);
  });
});

describe("boxproof manifest diff", () => {
  const narrowed = 'pattern: "^2[0-9]{10}_bw$"';

  beforeEach(async () => {
    await manifest("export", "--out", "m.json");
    await manifest("sent", "m.json", "--to", "Amazon", "--on", today);
  });

  it("compares what was sent last with the catalog", async () => {
    const same = await manifest("diff");
    expect([same.status, same.out]).toEqual([0, expect.stringContaining("4 models unchanged.")]);
    await edit(wash.before, wash.wider);
    const { status, out } = await manifest("diff");
    expect(status).toBe(0);
    expect(out).toContain("BREWLINE_WASH  widened: accepts more serials");
    expect(out).toContain('gained  1,000,000,000,000, e.g. "000000000000_bw"');
    expect(out).toContain("info  L009");
  });

  it("is an error while it is not known whether lost serials are on boxes", async () => {
    await edit(wash.before, narrowed);
    const { status, out } = await manifest("diff", "--json");
    expect(status).toBe(1);
    const { ok, ledgerAsked, models } = JSON.parse(out);
    expect({ ok, ledgerAsked }).toEqual({ ok: false, ledgerAsked: false });
    expect(models.find(({ change }: { change: string }) => change === "narrowed")).toMatchObject({
      deviceModel: "BREWLINE_WASH",
      lost: { count: "90000000000", witness: "00000000000_bw" },
      findings: [{ id: "L008", level: "error" }],
    });
    expect(await readdir(folder.path)).not.toContain("boxproof.db");
  });

  it("names the serials of the ledger that would now be refused", async () => {
    const serials = ["24010000012_bw", "33534000003_bw", "26140004570_bw"];
    await printed(...serials);
    await edit(wash.before, narrowed);
    const { status, out } = await manifest("diff", "--json");
    expect(status).toBe(1);
    const model = JSON.parse(out).models.find(({ change }: { change: string }) => change === "narrowed");
    expect(model.serials).toEqual({ knownCount: 3, refusedCount: 1, refused: ["33534000003_bw"] });
    expect(model.findings).toMatchObject([{ id: "L008", level: "error", witness: "33534000003_bw" }]);
    await edit(narrowed, 'pattern: "^[23][0-9]{10}_bw$"');
    const harmless = await manifest("diff");
    expect([harmless.status, harmless.out]).toEqual([0, expect.stringContaining("warn  L008")]);
  });

  it("never says that no serial in use is refused while the regex that was sent refuses one, and export is refused", async () => {
    await printed("335340000031_bw", "26140004570_bw");
    const { status, out } = await manifest("diff");
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/BREWLINE_WASH {2}same.*warn {2}L008.*"335340000031_bw"/s),
    ]);
    expect(out).toContain("1 serial of the ledger is refused, as before; no other.");
    expect(out).toContain("4 models unchanged.");
    const next = await manifest("export", "--out", "n.json");
    expect([next.status, next.err]).toEqual([
      1,
      expect.stringMatching(/BREWLINE_WASH L008: The regex refuses 1 of 2 .*, as it did before,/),
    ]);
    expect(next.err).toContain("boxproof serials void");
    expect(await readdir(folder.path)).not.toContain("n.json");
    expect((await manifest("export", "--out", "n.json", "--force")).status).toBe(0);
    const { forced } = JSON.parse(await readFile(inFolder("n.json"), "utf8"));
    expect(forced).toMatchObject([{ deviceModel: "BREWLINE_WASH", id: "L008", witness: "335340000031_bw" }]);
  });

  it("compares two files without any catalog, in any of their forms", async () => {
    await manifest("export", "--from", "m.json", "--out", "m.csv", "--out", "m.xlsx");
    await edit(wash.before, wash.wider);
    await manifest("export", "--out", "n.json");
    await writeFile(inFolder("catalog.yaml"), "no catalog");
    for (const before of ["m.csv", "m.xlsx"]) {
      const { status, out } = await manifest("diff", before, "n.json");
      expect([status, out]).toEqual([0, expect.stringContaining("BREWLINE_WASH  widened")]);
    }
    expect((await manifest("diff", "n.json", "m.json")).status).toBe(1);
  });

  it("says what to do where nothing was sent, and that a ledger is not there", async () => {
    const unsent = await manifest("diff", "--demo");
    expect([unsent.status, unsent.err]).toEqual([2, expect.stringContaining("error ERR_SENT_RECORD")]);
    const lost = await manifest("diff", "--ledger", "none.db");
    expect([lost.status, lost.err]).toEqual([2, expect.stringContaining("error ERR_FILE_READ")]);
  });
});
