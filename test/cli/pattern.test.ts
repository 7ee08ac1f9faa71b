import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseCatalog } from "../../src/config/index.ts";
import { parseScheme, schemeSpecimens } from "../../src/core/dsn/index.ts";
import { createRandom } from "../../src/core/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();
const run = (args: readonly string[], stdin?: string | Uint8Array) =>
  runCommand(args, {
    cwd: folder.path,
    ...(stdin === undefined ? {} : { stdin: typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin }),
  });

interface Document {
  readonly regex: string;
  readonly portable: boolean;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}

async function proved(...args: readonly string[]): Promise<Document & Readonly<Record<string, unknown>>> {
  const { out } = await run(["pattern", "--json", ...args]);
  return JSON.parse(out);
}

describe("boxproof pattern", () => {
  it("prints the document of the contract", async () => {
    const document = await proved("AB\\d{4}", "--against", "^AB0[0-9]{3}$", "--against", "^CD$");
    expect(document).toMatchObject({
      regex: "AB\\d{4}",
      portable: false,
      fixed: "^AB[0-9]{4}$",
      fixRelation: "same",
      capacity: "10000",
      lengths: [6, 6],
      against: [
        { regex: "^AB0[0-9]{3}$", overlap: true, witness: "AB0000" },
        { regex: "^CD$", overlap: false },
      ],
    });
    expect(document.findings).toContainEqual(
      expect.objectContaining({ id: "D001", level: "error", at: [2, 4], fix: "[0-9]", message: expect.any(String) }),
    );
  });

  it("ends with 1 for errors, 0 for warnings, and 1 for warnings with --strict", async () => {
    expect((await run(["pattern", "^AB\\d{4}$"])).status).toBe(1);
    expect((await run(["pattern", "^AB[0-9]{4}$"])).status).toBe(0);
    expect((await run(["pattern", "^AB[0-9]{4}$", "--strict"])).status).toBe(1);
  });

  it("puts carets under the characters of a finding, and says what to write there", async () => {
    const { out } = await run(["pattern", "^SN\\d{8}$"]);
    expect(out).toContain("          ^SN\\d{8}$\n             ^^  write [0-9]\n");
    expect(out).toContain("SN · 0-9 ×8");
    expect(out).toContain("100,000,000, 10 characters");
    expect(out).toContain("With all fixes, and it accepts exactly the same serials:\n    ^SN[0-9]{8}$\n");
    expect(out).not.toContain("A004");
    expect((await run(["pattern", "^SN\\d{8}$", "--verbose"])).out).toContain("A004");
  });

  it("says what a fix leaves, and what is judged by the fix alone", async () => {
    const { out } = await run(["pattern", "[0-9]+"]);
    expect(out).toContain("With all fixes, and it accepts exactly the same serials; still 2 errors:\n    ^[0-9]+$\n");
    const looked = await run(["pattern", "^AB(?!0000)[0-9]{4}$"]);
    expect(looked.out).toContain("with its fixes, since it is not sure what it means as it stands");
    expect(looked.out).toContain("9,999, 6 characters");
  });

  it("never says that a pattern accepts nothing because its texts are long", async () => {
    const accepted = async (regex: string) => /accepts +(.*)/.exec((await run(["pattern", regex])).out)?.[1];
    expect(await accepted(`^${"(A|B)?".repeat(130)}$`)).toBe('""');
    expect(await accepted("^A{129}$")).toBe("only texts that are too long to show");
    expect(await accepted("^A{127}B*$")).toMatch(/^"A{60}/);
    expect(await accepted("^[A-Z&&[0-9]]$")).toBe("nothing");
  });

  it("proves nothing of a blank that may belong to the serials", async () => {
    const { out } = await run(["pattern", " AB[0-9]{4}"]);
    expect(out).toContain("With all fixes, and whether it accepts the same serials is not proved:\n    ^AB[0-9]{4}$\n");
    expect(out).toContain("since it is not sure what it means as it stands");
  });

  it("reads a regex from standard input and takes off one line end", async () => {
    for (const [stdin, regex] of [
      ["^AB[0-9]{4}$", "^AB[0-9]{4}$"],
      ["^AB[0-9]{4}$\n", "^AB[0-9]{4}$"],
      ["^AB[0-9]{4}$\r\n", "^AB[0-9]{4}$"],
      ["^AB[0-9]{4}$\n\n", "^AB[0-9]{4}$\n"],
      ["", ""],
    ] as const) {
      const { out } = await run(["pattern", "-", "--json"], stdin);
      expect(JSON.parse(out).regex).toBe(regex);
    }
  });

  it("works in a process of its own, from a pipe", async () => {
    const { status, out, err } = await boxproof(folder.path, ["pattern", "-"], "^AB[0-9]{4}$\n");
    expect([status, err]).toEqual([0, ""]);
    expect(out).toContain("Portable: 0 errors");
  });

  it("refuses bytes that are no text and input without end, and answers other hostile regexes", async () => {
    const binary = await run(["pattern", "-"], Uint8Array.from([0x5e, 0xff, 0x00, 0x24]));
    expect([binary.status, binary.err.split(":")[0]]).toEqual([2, "error ERR_PATTERN"]);
    const endless = await run(["pattern", "-"], "A".repeat(70_000));
    expect([endless.status, endless.err.split(":")[0]]).toEqual([2, "error ERR_FILE_TOO_LARGE"]);
    for (const regex of ["", "^Ä$", "^\u0000\u001b[31m$", `^${"(".repeat(500)}$`, "A".repeat(60_000)]) {
      const { status, out, err } = await run(["pattern", "-"], regex);
      expect([status, err]).toEqual([1, ""]);
      expect(out).not.toContain("\u001b");
      expect(out).not.toContain("\u0000");
    }
  });

  it("judges the symbology and the plan, and refuses names and numbers that are none", async () => {
    const document = await proved("^[0-9]{3}[a-c]$", "--symbology", "code39", "--planned", "3001");
    const ids = document.findings.filter(({ level }) => level === "error").map(({ id }) => id);
    expect(ids).toEqual(["Y001", "L011"]);
    expect((await run(["pattern", "^A$", "--symbology", "code40"])).status).toBe(2);
    expect((await run(["pattern", "^A$", "--planned", "0"])).status).toBe(2);
    expect((await run(["pattern"])).status).toBe(2);
  });

  it("takes the word suggest for a regex behind --", async () => {
    expect(JSON.parse((await run(["pattern", "--json", "--", "suggest"])).out).regex).toBe("suggest");
    const bare = await run(["pattern", "suggest"]);
    expect([bare.status, bare.err.split(":")[0]]).toEqual([2, "error ERR_USAGE"]);
  });
});

describe("boxproof pattern suggest", () => {
  const parts = ["QX", { year: "24-26" }, { week: "01-53" }, { oneOf: ["A", "B"] }, { counter: "00001-09999" }];
  const parsed = parseScheme(parts as Parameters<typeof parseScheme>[0]);
  if (!parsed.ok) throw new Error("the scheme is one");
  const serials = schemeSpecimens(parsed.scheme, { count: 500, random: createRandom("suggest") });

  it("proposes YAML that a catalog takes, and whose pattern accepts every serial", async () => {
    const { status, out } = await run(["pattern", "suggest", "-"], `serial\n${serials.join("\n")}\n`);
    expect(status).toBe(0);
    const { serial } = parse(out);
    expect(out).toMatch(/\n# {3}shorter, and accepts [0-9,]+ texts more: "\^QX[^"]*\[0-9\]\{5\}\$"\n/);
    const pattern = new RegExp(serial.pattern);
    expect(serials.filter((one) => !pattern.test(one))).toEqual([]);
    const indented = out.split("\n").map((line) => `    ${line}`);
    const catalog = `format: boxproof-catalog/1
maker: { name: Acme }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0000 }]
models:
  - deviceModel: QX
    name: QX
    securityProfile: main
    listings: []
${indented.join("\n")}`;
    expect(parseCatalog(catalog, "catalog.yaml").models[0]?.serial.scheme).toBeDefined();
  });

  it("reads a CSV by its column, one serial a line, and names rows that do not fit", async () => {
    const file = join(folder.path, "serials.csv");
    await writeFile(
      file,
      `box,Serial No,count\n${serials.map((one, index) => `B${index},${one},1`).join("\n")}\nB,broken,1\n`,
    );
    const { status, out } = await run(["pattern", "suggest", "serials.csv", "--json"]);
    expect(status).toBe(0);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ rowCount: 501, outsideCount: 1 });
    expect(document.outside[0]).toMatchObject({ place: "line 502", serial: "broken" });
    expect(document.layouts[0]).toMatchObject({
      rowCount: 500,
      pattern: expect.stringMatching(/^\^QX/),
      capacity: expect.any(String),
    });
    const lines = await run(["pattern", "suggest", "-", "--json"], serials.join("\n"));
    expect(JSON.parse(lines.out).layouts[0].pattern).toBe(document.layouts[0].pattern);
  });

  it("names the lines of a serial that is there twice, rows that do not fit by reason, and single things in the singular", async () => {
    const values = serials.map((one, index) => `${"ABCDEFGHIJKL"[index % 12]}1${one.slice(2)}`);
    const rows = [...values, values[3], "broken", "A B"];
    const { out } = await run(["pattern", "suggest", "-"], `serial\n${rows.join("\n")}\n`);
    expect(out).toContain(`#   line 502: ${JSON.stringify(values[3])} repeats line 5\n`);
    expect(out).toMatch(/# 2 rows do not fit:\n# {3}.* \(1 row\):\n# {5}line 50[34]: /);
    expect(out).not.toContain("U+2026");
    expect(out).not.toContain("every row\b");
    expect((await run(["pattern", "suggest", "-"], "serial\nA1\n")).out).toContain("1 row fits; room for 1 serial.");
  });

  it("asks for the column where none is clear, and refuses options about a regex", async () => {
    const unclear = await run(["pattern", "suggest", "-"], "a,b\n1,2\n");
    expect([unclear.status, unclear.err.split(":")[0]]).toEqual([2, "error ERR_SERIALS_FILE"]);
    expect((await run(["pattern", "suggest", "-", "--column", "b"], "a,b\nX1,X2\nX1,X3\n")).out).toContain("2 serials");
    expect((await run(["pattern", "suggest", "-", "--planned", "5"], "A1\n")).err).toContain("ERR_USAGE");
    expect((await run(["pattern", "suggest", "none.csv"])).status).toBe(2);
  });

  it("says that nothing can be proposed from nothing", async () => {
    const { status, out } = await run(["pattern", "suggest", "-"], "serial\n");
    expect(status).toBe(1);
    expect(out).toContain("There is no serial to read a scheme out of.");
  });

  it("keeps what a serial may hold inside its comment", async () => {
    const { out } = await run(
      ["pattern", "suggest", "-"],
      `serial\n${serials.slice(0, 50).join("\n")}\n"A\nserial: { pattern: x }"\n`,
    );
    expect(parse(out).serial.pattern).toMatch(/^\^QX/);
  });

  it("takes the demo's own serials file", async () => {
    const demo = fileURLToPath(new URL("../../fixtures/demo/serials-one.csv", import.meta.url));
    const { out } = await run(["pattern", "suggest", demo]);
    const rows = (await readFile(demo, "utf8"))
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0] ?? "");
    expect(rows.filter((row) => !new RegExp(parse(out).serial.pattern).test(row))).toEqual([]);
  });
});
