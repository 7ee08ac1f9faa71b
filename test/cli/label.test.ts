import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import { findModel } from "../../src/core/catalog/index.ts";
import { matchesPattern, parsePattern } from "../../src/core/pattern/index.ts";

const demoSerials = fileURLToPath(new URL("../../fixtures/demo/serials-one.csv", import.meta.url));

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "boxproof-label-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function label(
  cwd: string,
  args: readonly string[],
  world: { readonly stdin?: string; readonly stop?: AbortSignal; readonly env?: Record<string, string> } = {},
): Promise<Run> {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: Readable.from([Buffer.from(world.stdin ?? "")]),
    env: world.env ?? {},
    cwd,
    outIsTerminal: false,
    errIsTerminal: false,
    stop: world.stop ?? new AbortController().signal,
  };
  const status = await main(["label", ...args], io);
  return { status, out, err };
}

const one = ["--demo", "--model", "BREWLINE_ONE"];

interface JobFile {
  readonly labels: readonly { readonly page: number; readonly dsn: string; readonly sha256: string }[];
  readonly [key: string]: unknown;
}

const jobOf = (file: string) => JSON.parse(readFileSync(file, "utf8")) as JobFile;

describe("boxproof label --sample", () => {
  it("writes specimens of the model's pattern as a PDF with a job file", async () => {
    const cwd = folder();
    const run = await label(cwd, [...one, "--sample", "3", "--out", "x.pdf"]);
    expect(run).toMatchObject({ status: 0 });
    expect(run.out).toContain("3 labels for BREWLINE_ONE on retail-box");
    expect(readdirSync(cwd).sort()).toEqual(["x.job.json", "x.pdf"]);
    expect(readFileSync(join(cwd, "x.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    const job = jobOf(join(cwd, "x.job.json"));
    expect(job).toMatchObject({ deviceModel: "BREWLINE_ONE", symbology: "code128", specimen: true, demo: true });
    expect(job.labels.map((entry) => entry.page)).toEqual([1, 2, 3]);
    const catalog = await loadCatalog(demoCatalogFile());
    const pattern = parsePattern(findModel(catalog, "BREWLINE_ONE")?.serial.pattern ?? "");
    expect(new Set(job.labels.map((entry) => entry.dsn)).size).toBe(3);
    for (const { dsn, sha256 } of job.labels) {
      expect(pattern.ok && matchesPattern(pattern.pattern, dsn)).toBe(true);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("gives the same artwork the same hash in every format", async () => {
    const cwd = folder();
    for (const format of ["pdf", "svg", "png"]) {
      await label(cwd, [...one, "--sample", "1", "--out", `${format}.${format}`]);
    }
    const [pdf, svg, png] = ["pdf", "svg", "png"].map((format) => jobOf(join(cwd, `${format}.job.json`)).labels);
    expect(svg).toEqual(pdf);
    expect(png).toEqual(pdf);
  });

  it("puts several pictures into a folder, and refuses one that has files in it", async () => {
    const cwd = folder();
    expect(await label(cwd, [...one, "--sample", "2", "--out", "x.png"])).toMatchObject({ status: 0 });
    expect(readdirSync(cwd).sort()).toEqual(["x", "x.job.json"]);
    expect(readdirSync(join(cwd, "x")).sort()).toEqual(["000001.png", "000002.png"]);
    const before = readFileSync(join(cwd, "x", "000001.png"));
    const again = await label(cwd, [...one, "--sample", "2", "--out", "x.png", "--dpi", "600"]);
    expect(again.status).toBe(2);
    expect(again.err).toContain("error ERR_FILE_EXISTS: ");
    expect(readFileSync(join(cwd, "x", "000001.png")).equals(before)).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(["x", "x.job.json"]);
  });

  it("fills an empty folder", async () => {
    const cwd = folder();
    mkdirSync(join(cwd, "x"));
    expect(await label(cwd, [...one, "--sample", "2", "--out", "x.svg"])).toMatchObject({ status: 0 });
    expect(readdirSync(join(cwd, "x")).sort()).toEqual(["000001.svg", "000002.svg"]);
  });

  it("is the same to the byte when the build says its date", async () => {
    const cwd = folder();
    const env = { SOURCE_DATE_EPOCH: "1700000000" };
    for (const name of ["a", "b"]) await label(cwd, [...one, "--sample", "2", "--out", `${name}.pdf`], { env });
    const hash = (name: string) =>
      createHash("sha256")
        .update(readFileSync(join(cwd, name)))
        .digest("hex");
    expect(hash("a.pdf")).toBe(hash("b.pdf"));
    expect(hash("a.job.json")).toBe(hash("b.job.json"));
    expect(jobOf(join(cwd, "a.job.json"))["createdAt"]).toBe("2023-11-14T22:13:20.000Z");
  });

  it("prints one JSON document on demand", async () => {
    const cwd = folder();
    const run = await label(cwd, ["--demo", "--model", "BREWLINE_PURE", "--sample", "1", "--out", "x.svg", "--json"]);
    const answer = JSON.parse(run.out) as Record<string, unknown>;
    expect(answer).toMatchObject({
      deviceModel: "BREWLINE_PURE",
      template: "small-carton",
      paths: [join(cwd, "x.svg")],
      job: join(cwd, "x.job.json"),
      labels: [{ page: 1 }],
    });
    expect(answer["findings"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: "printed-elsewhere", level: "info" })]),
    );
  });

  it.each(["0", "10001", "1.5", "-1"])("refuses %s specimens", async (count) => {
    const cwd = folder();
    const run = await label(cwd, [...one, `--sample=${count}`, "--out", "x.pdf"]);
    expect(run.status).toBe(2);
    expect(run.err).toContain("error ERR_USAGE: ");
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("boxproof label --serials", () => {
  it("makes a label of each line, from a file and from standard input alike", async () => {
    const cwd = folder();
    const fromFile = await label(cwd, [...one, "--serials", demoSerials, "--out", "a.pdf"]);
    expect(fromFile).toMatchObject({ status: 0 });
    const text = readFileSync(demoSerials, "utf8");
    await label(cwd, [...one, "--serials", "-", "--out", "b.pdf"], { stdin: text });
    const lines = text.trim().split("\n").slice(1);
    const job = jobOf(join(cwd, "a.job.json"));
    expect(job.labels.map((entry) => entry.dsn)).toEqual(lines.map((line) => line.split(",")[0]));
    expect(job["specimen"]).toBe(false);
    expect(jobOf(join(cwd, "b.job.json")).labels).toEqual(job.labels);
  });

  it("writes nothing when lines are faulty, and names each", async () => {
    const cwd = folder();
    const stdin = "dsn,mac\nBL12614A000457U,00005E005301\nBL12614A000457U,00005E005302\nnonsense,00005E005303\n";
    const run = await label(cwd, [...one, "--serials", "-", "--out", "x.pdf"], { stdin });
    expect(run.status).toBe(2);
    expect(run.err).toContain("error ERR_SERIALS_FILE: standard input has 2 faults");
    expect(run.err).toContain('line 3: "BL12614A000457U" is on line 2 already');
    expect(run.err).toContain('line 4: "nonsense" does not match the pattern of BREWLINE_ONE');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("names a file that is not there and a text in another encoding", async () => {
    const cwd = folder();
    const run = (name: string) => label(cwd, [...one, "--serials", name, "--out", "x.pdf"]);
    expect((await run("none.csv")).err).toContain("error ERR_FILE_READ: ");
    writeFileSync(join(cwd, "latin.csv"), Buffer.from("dsn,mac\nBL1\xe9,1\n", "latin1"));
    const latin = await run("latin.csv");
    expect(latin.err).toContain("is not text in UTF-8");
    expect(latin.status).toBe(2);
  });

  it("stops reading a file that is far too large", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "big.csv"), Buffer.alloc(17 * 1024 * 1024, "x"));
    const run = await label(cwd, [...one, "--serials", "big.csv", "--out", "x.pdf"]);
    expect(run).toMatchObject({ status: 2 });
    expect(run.err).toContain("error ERR_FILE_TOO_LARGE: ");
  });
});

describe("boxproof label refuses", () => {
  it.each([
    [["--sample", "1", "--out", "x.zpl"], "ERR_OUTPUT_FORMAT: Labels in ZPL are planned but not built yet", 2],
    [["--sample", "1", "--out", "x"], "ERR_OUTPUT_FORMAT: ", 2],
    [["--sample", "1", "--out", ".pdf"], "ERR_OUTPUT_FORMAT: ", 2],
    [["--allocate", "5", "--out", "x.pdf"], "ERR_USAGE: The boxes of BREWLINE_ONE carry codes from", 2],
    [["--out", "x.pdf"], "ERR_USAGE: No serials were given", 2],
    [["--sample", "1", "--serials", "-", "--out", "x.pdf"], "ERR_USAGE: --serials and --sample exclude", 2],
    [["--sample", "1", "--dpi", "99", "--out", "x.pdf"], "ERR_USAGE: ", 2],
    [["--sample", "1", "--template", "nowhere", "--out", "x.pdf"], 'ERR_TEMPLATE: There is no template "nowhere"', 2],
    [["--sample", "1", "--out", "no/folder/x.pdf"], "ERR_DISK: ", 3],
  ])("%j", async (args, message, status) => {
    const cwd = folder();
    const run = await label(cwd, [...one, ...args]);
    expect(run.err).toContain(`error ${message}`);
    expect(run.status).toBe(status);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("a model that is unknown, without a label, or without a catalog", async () => {
    const cwd = folder();
    const run = (...args: readonly string[]) => label(cwd, [...args, "--sample", "1", "--out", "x.pdf"]);
    expect((await run("--demo", "--model", "NOPE")).err).toContain("error ERR_MODEL_UNKNOWN: ");
    expect((await run("--demo", "--model", "DRS_Test_Device")).err).toContain("error ERR_MODEL_WITHOUT_LABEL: ");
    expect((await run("--model", "BREWLINE_ONE")).err).toContain("error ERR_CATALOG_MISSING: ");
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("a label on which the serial does not fit, with the numbers, and writes nothing", async () => {
    const cwd = folder();
    const args = [...one, "--template", "small-carton", "--dpi", "203", "--sample", "2", "--out", "x.pdf"];
    const run = await label(cwd, args);
    expect(run.status).toBe(1);
    expect(run.err).toContain("error ERR_LABEL: 2 of 2 labels cannot be made, so nothing was written");
    expect(run.err).toMatch(
      /The code128 symbol "serial" of 15 characters needs [\d.]+ mm .* its place is 50\.2 mm wide/,
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("to go on when the user stops it, and writes nothing", async () => {
    const cwd = folder();
    const stop = AbortSignal.abort();
    for (const name of ["x.pdf", "x.png"]) {
      const run = await label(cwd, [...one, "--sample", "5", "--out", name], { stop });
      expect(run.status).toBe(130);
      expect(run.err).toContain("error ERR_STOPPED: ");
    }
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("boxproof label, where the line would stop the box", () => {
  /** The demo catalog and template, with a free text in the place of the MAC address. */
  function withNote(cwd: string, change: (catalog: string) => string = (catalog) => catalog): void {
    const catalog = readFileSync(demoCatalogFile(), "utf8").replaceAll(
      "name: mac, kind: mac",
      "name: note, kind: text",
    );
    writeFileSync(join(cwd, "catalog.yaml"), change(catalog));
    const template = readFileSync(new URL("../../templates/retail-box.yaml", import.meta.url), "utf8");
    writeFileSync(join(cwd, "retail-box.yaml"), template.replace("slot: mac", "slot: text"));
  }

  it("names the line on which another code is a serial too, and writes nothing", async () => {
    const cwd = folder();
    withNote(cwd);
    const before = readdirSync(cwd);
    const press = (second: string) =>
      label(cwd, ["--model", "BREWLINE_INK", "--serials", "-", "--out", "x.pdf"], {
        stdin: `dsn,mac\nINK2614F00457E,LOT7\nINK2614F00458C,${second}\n`,
      });
    const run = await press("INK2614F00459A");
    expect(run.status).toBe(2);
    expect(run.err).toContain("error ERR_SERIALS_FILE: standard input has 1 fault\n");
    expect(run.err).toContain(
      'line 3: "INK2614F00458C": The line would judge this label ambiguous: 2 texts on the box',
    );
    expect(readdirSync(cwd)).toEqual(before);
    // The same serial twice is one serial.
    expect(await press("INK2614F00458C")).toMatchObject({ status: 0 });
  });

  it("prints no specimen that is a serial of two models", async () => {
    const cwd = folder();
    withNote(cwd, (catalog) =>
      catalog.replace("^TestAmazonPreReg[0-9]{3}$", "^INK[0-9A-Z]{11}$").replace(/good: \[Test.*/, ""),
    );
    const before = readdirSync(cwd);
    const run = await label(cwd, ["--model", "BREWLINE_INK", "--sample", "2", "--out", "x.pdf"]);
    expect(run.err).toContain("error ERR_LABEL: 2 of 2 labels cannot be made, so nothing was written");
    expect(run.err).toContain("is a serial of 2 models, among them BREWLINE_INK and DRS_Test_Device");
    expect(run.status).toBe(1);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it("leaves it to the ledger whether a serial was allocated", async () => {
    const cwd = folder();
    withNote(cwd, (catalog) => catalog.replaceAll(/^( +)(label: \{ symbology)/gm, "$1requireAllocated: true\n$1$2"));
    const run = await label(cwd, ["--model", "BREWLINE_INK", "--sample", "2", "--out", "x.pdf"]);
    expect(run).toMatchObject({ status: 0 });
  });
});

describe("boxproof label --template", () => {
  const template = `format: boxproof-template/1
name: own
media: { width: 120mm, height: 30mm }
print: { dpi: 300 }
elements:
  - { type: mark, at: [1mm, 1mm] }
  - { type: text, at: [40mm, 6mm], size: 9pt, text: "{model} of {maker}, {deviceModel}" }
  - type: symbol
    slot: serial
    symbologies: [code128]
    area: [1mm, 10mm, 118mm, 18mm]
    x: 0.33mm
    hri: { text: "{value}", size: 9pt }
`;

  it("takes a file, and one of that name beside the catalog before one that ships", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "own.yaml"), template);
    const file = await label(cwd, [...one, "--template", "own.yaml", "--sample", "1", "--out", "a.svg"]);
    expect(file).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, "a.svg"), "utf8")).toContain('width="120mm"');
    writeFileSync(join(cwd, "retail-box.yaml"), template);
    writeFileSync(join(cwd, "catalog.yaml"), readFileSync(demoCatalogFile()));
    const beside = await label(cwd, ["--model", "BREWLINE_ONE", "--sample", "1", "--out", "b.svg"]);
    expect(beside).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, "b.svg"), "utf8")).toContain('width="120mm"');
  });

  it("refuses a picture of more dots than can be drawn, with both numbers, and writes nothing", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "own.yaml"), template.replace("120mm, height: 30mm", "2000mm, height: 2000mm"));
    for (const count of ["1", "2"]) {
      const run = await label(cwd, [...one, "--template", "own.yaml", "--sample", count, "--out", "a.png"]);
      // 2000 mm are 23622.05 dots of 300 an inch.
      expect(run.err).toContain(
        "error ERR_LABEL: The label is 23623 x 23623 dots at 300 dpi, 558046129 in all; a PNG has at most 150000000.",
      );
      expect(run.status).toBe(1);
      expect(readdirSync(cwd)).toEqual(["own.yaml"]);
    }
    const svg = await label(cwd, [...one, "--template", "own.yaml", "--sample", "1", "--out", "a.svg"]);
    expect(svg).toMatchObject({ status: 0 });
  });

  it("names line and column of a fault in it", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "own.yaml"), template.replace("x: 0.33mm", "x: 0.33"));
    const run = await label(cwd, [...one, "--template", "own.yaml", "--sample", "1", "--out", "a.svg"]);
    expect(run.status).toBe(2);
    expect(run.err).toContain("error ERR_TEMPLATE: ");
    expect(run.err).toContain("12:8 elements[2].x: expected a length with its unit");
    expect(existsSync(join(cwd, "a.svg"))).toBe(false);
  });
});

it("shows its help with an example", async () => {
  const run = await label(folder(), ["--help"]);
  expect(run.status).toBe(0);
  expect(run.out).toContain("Examples:\n  boxproof label --demo --model BREWLINE_ONE --sample 3 --out specimens.pdf");
});
