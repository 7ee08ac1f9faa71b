import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoCatalogFile } from "../../src/config/index.ts";
import { createGreyRaster } from "../../src/core/raster/index.ts";
import { type DemoLabel, drawDemoLabels } from "../reader/demo-labels.ts";
import { drawSymbols, imageFile } from "../reader/drawn-symbols.ts";
import { runCommand } from "./command-line.ts";

let cwd: string;
let labels: readonly DemoLabel[];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "boxproof-scan-"));
  labels = await drawDemoLabels();
  for (const { deviceModel, raster } of labels) {
    await writeFile(join(cwd, `${deviceModel}.png`), await imageFile(raster, "png"));
  }
  const blank = createGreyRaster({ width: 60, height: 40, grey: 255 });
  await writeFile(join(cwd, "blank.png"), await imageFile(blank, "png"));
  await writeFile(join(cwd, "broken.png"), "no image");
});

afterAll(() => rm(cwd, { recursive: true }));

describe("boxproof scan", () => {
  it("gives every demo label ok, with its serial and model, in the shape of the contract", async () => {
    const files = labels.map(({ deviceModel }) => `${deviceModel}.png`);
    const { status, out, err } = await runCommand(["scan", "--json", ...files], { cwd });
    expect(status).toBe(0);
    expect(err).toContain("demo catalog");
    const lines = linesOf(out);
    expect(lines).toHaveLength(4);
    for (const [index, line] of lines.entries()) {
      const label = labels[index] as DemoLabel;
      expect(Object.keys(line)).toEqual(["file", "symbols", "ms", "verdict", "dsn", "deviceModel", "reasons"]);
      expect(line).toMatchObject({
        file: files[index],
        verdict: "ok",
        dsn: label.serial.text,
        deviceModel: label.deviceModel,
        reasons: [{ code: "one-candidate", args: { dsn: label.serial.text } }],
      });
    }
  });

  it("judges against the model that is expected", async () => {
    const right = await runCommand(["scan", "BREWLINE_ONE.png", "--model", "BREWLINE_ONE", "--json"], { cwd });
    expect(right.status).toBe(0);
    const wrong = await runCommand(["scan", "BREWLINE_ONE.png", "--model", "BREWLINE_INK", "--json"], { cwd });
    expect(wrong.status).toBe(1);
    expect(linesOf(wrong.out)).toMatchObject([
      { verdict: "wrong-model", deviceModel: "BREWLINE_ONE", reasons: [{ code: "other-model-expected" }] },
    ]);
  });

  it("compares the label with the serial of the device inside", async () => {
    const [label] = labels as readonly [DemoLabel];
    const file = `${label.deviceModel}.png`;
    const same = await runCommand(["scan", file, "--device-serial", label.serial.text], { cwd });
    expect(same.status).toBe(0);
    const other = await runCommand(["scan", file, "--json", "--device-serial", "BL12614A000457U"], { cwd });
    expect(other.status).toBe(1);
    expect(linesOf(other.out)).toMatchObject([
      { verdict: "mismatch", reasons: [{ code: "device-serial-differs", args: { device: "BL12614A000457U" } }] },
    ]);
  });

  it("has a verdict for boxes without a symbol and for images that cannot be read, and goes on", async () => {
    const files = ["blank.png", "broken.png", "absent.png", "BREWLINE_ONE.png"];
    const { status, out } = await runCommand(["scan", "--json", "--demo", ...files], { cwd });
    expect(status).toBe(1);
    const lines = linesOf(out);
    expect(lines.map(({ verdict }) => verdict)).toEqual(["no-read", "error", "error", "ok"]);
    expect(lines[1]).toMatchObject({
      symbols: [],
      error: { code: "ERR_IMAGE_FORMAT" },
      reasons: [{ code: "not-judged", args: { error: "ERR_IMAGE_FORMAT" } }],
    });
    expect(lines[2]).toMatchObject({ error: { code: "ERR_FILE_READ" } });
  });

  it("is ambiguous where a second serial is on the box", async () => {
    const { raster } = await drawSymbols({ width: 700, height: 400 }, [
      { bcid: "code128", text: "BL12401A0000011", heightMm: 15, at: [40, 40] },
      { bcid: "code128", text: "BL12614A000457U", heightMm: 15, at: [40, 230] },
    ]);
    const { status, out } = await runCommand(["scan", "-", "--json"], { cwd, stdin: await imageFile(raster, "png") });
    expect(status).toBe(1);
    expect(linesOf(out)).toMatchObject([{ verdict: "ambiguous", reasons: [{ code: "several-candidates" }] }]);
  });

  it("never says ok when it may have missed a symbol", async () => {
    const symbols = Array.from({ length: 24 }, (_, index) => ({
      bcid: "datamatrix",
      text: index === 0 ? "BL12401A0000011" : `X${index}`,
      scale: 3,
      at: [40 + (index % 6) * 110, 40 + Math.floor(index / 6) * 110] as const,
    }));
    const { raster } = await drawSymbols({ width: 720, height: 500 }, symbols);
    const { status, out } = await runCommand(["scan", "-", "--json"], { cwd, stdin: await imageFile(raster, "png") });
    expect(status).toBe(1);
    const [line] = linesOf(out);
    expect(line?.verdict).not.toBe("ok");
    expect(JSON.stringify(line?.reasons)).toContain("partial-pass");
  });

  it("shows people the verdict first, then why, then the symbols; in colour on a terminal only", async () => {
    const plain = await runCommand(["scan", "BREWLINE_ONE.png", "--catalog", demoCatalogFile()], { cwd });
    expect(plain.err).toBe("");
    expect(plain.out).toMatch(
      /^BREWLINE_ONE\.png: ok {2}BL12401A0000011 of BREWLINE_ONE\n {2}BL12401A0000011 is the only/,
    );
    expect(plain.out).toMatch(/\n {2}code128 +BL12401A0000011 {2}\(/);
    expect(plain.out).not.toContain("\u001b");
    const coloured = await runCommand(["scan", "blank.png"], { cwd, terminal: true });
    expect(coloured.out).toContain("\u001b[31mno-read");
  });

  it("refuses a model that the catalog lacks, a missing catalog, and one device serial for several boxes", async () => {
    const model = await runCommand(["scan", "BREWLINE_ONE.png", "--model", "NONE"], { cwd });
    expect(model.status).toBe(2);
    expect(model.err).toMatch(/error ERR_MODEL_UNKNOWN: .*\nIt has: BREWLINE_ONE, /);
    const catalog = await runCommand(["scan", "BREWLINE_ONE.png", "--catalog", "nowhere.yaml"], { cwd });
    expect(catalog.status).toBe(2);
    expect(catalog.err).toContain("error ERR_CATALOG_MISSING:");
    const several = await runCommand(["scan", "blank.png", "blank.png", "--device-serial", "X1"], { cwd });
    expect(several.status).toBe(2);
    expect(several.err).toContain("error ERR_USAGE:");
  });
});

interface Line {
  readonly file: string;
  readonly symbols: readonly unknown[];
  readonly verdict: string;
  readonly reasons: readonly unknown[];
}

function linesOf(out: string): readonly Line[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}
