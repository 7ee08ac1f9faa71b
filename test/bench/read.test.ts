import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawSymbols, imageFile } from "../reader/drawn-symbols.ts";
import { runProcess } from "../tools/run-process.ts";
import type { Figure } from "./figure.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

let corpus: string;

beforeAll(async () => {
  corpus = await mkdtemp(join(tmpdir(), "boxproof-corpus-"));
  const draw = async (file: string, symbols: Parameters<typeof drawSymbols>[1]) => {
    const { raster } = await drawSymbols({ width: 600, height: 300 }, symbols);
    await writeFile(join(corpus, file), await imageFile(raster, "png"));
  };
  await draw("right.png", [{ bcid: "code128", text: "RIGHT1", heightMm: 15 }]);
  await draw("upc.png", [{ bcid: "upca", text: "850012345671", heightMm: 15 }]);
  await draw("other.png", [{ bcid: "code128", text: "OTHER1", heightMm: 15 }]);
  await draw("empty.png", []);
  await draw("full.png", [{ bcid: "qrcode", text: "NOT LISTED", scale: 3 }]);
  const lines = [
    { set: "codes", file: "right.png", expect: [{ symbology: "code128", text: "RIGHT1" }] },
    { set: "codes", file: "upc.png", expect: [{ symbology: "upca", text: "850012345671" }] },
    { set: "codes", file: "other.png", expect: [{ symbology: "code128", text: "EXPECTED1" }] },
    { set: "nothing", file: "empty.png", expect: [] },
    { set: "nothing", file: "full.png", expect: [] },
  ];
  await writeFile(join(corpus, "corpus.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
});

afterAll(() => rm(corpus, { recursive: true }));

describe("npm run bench -- read", () => {
  it("counts right, wrong and false reads of both engines, by set and symbology", async () => {
    const end = await bench(["read", "--corpus", corpus, "--json"]);
    expect(end).toMatchObject({ status: 0, err: "" });
    const figures = end.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Figure);
    const values = Object.fromEntries(figures.map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({
      "read/codes/code128/images": 2,
      "read/codes/code128/right": 1,
      "read/codes/code128/right/zxing-wasm": 1,
      "read/codes/code128/wrong": 1,
      "read/codes/code128/wrong/zxing-wasm": 1,
      "read/codes/upca/right": 1,
      "read/codes/upca/right/zxing-wasm": 1,
      "read/codes/upca/wrong": 0,
      "read/nothing/all/false-reads": 1,
      "read/nothing/all/false-reads/zxing-wasm": 1,
      "read/all/images": 5,
      "read/all/right": 2,
    });
    const cpu = figures.find(({ id }) => id === "read/all/cpu");
    expect(cpu?.unit).toBe("ms/image");
    expect(cpu?.value).toBeGreaterThan(0);
    const other = values["read/all/cpu/zxing-wasm"] ?? 0;
    expect(cpu?.ratios?.["zxing-wasm"]).toBeCloseTo(other / (cpu?.value ?? 1), 1);
  });

  it("prints a table for people", async () => {
    const end = await bench(["read", "--corpus", corpus]);
    expect(end.status).toBe(0);
    expect(end.out).toMatch(/^read\/codes\/code128\/images +2 images$/m);
  });

  it("says what a corpus is when there is none, and which benches there are", async () => {
    for (const args of [["read"], ["read", "--corpse", "x"], ["read", "--corpus", join(corpus, "nowhere")]]) {
      expect(await bench(args)).toMatchObject({ status: 2, out: "", err: expect.stringContaining("corpus.jsonl") });
    }
    expect(await bench(["nothing-known"])).toMatchObject({ status: 2, err: expect.stringContaining("read") });
  });
});

function bench(args: readonly string[]) {
  return runProcess(process.execPath, [main, ...args], { cwd: corpus, timeoutMs: 100_000 });
}
