import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runProcess } from "../tools/run-process.ts";
import type { Figure } from "./figure.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

describe("npm run bench -- pattern", () => {
  it("prints every figure with its unit and what it is compared with", async () => {
    const end = await bench(["pattern", "--quick", "--json"]);
    expect(end).toMatchObject({ status: 0, err: "" });
    const figures = end.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Figure);
    expect(figures.map(({ id, unit, ratios = {} }) => [id, unit, Object.keys(ratios)])).toEqual([
      ["one-model", "ns/serial", ["native"]],
      ["thousand-models", "ns/serial", ["native-loop", "re2js-set"]],
      ["build-thousand", "ms", []],
      ["one-against-thousand", "ms", []],
      ["all-pairs", "ms", []],
      ["lint", "ms", []],
    ]);
    for (const { value, ratios = {} } of figures) {
      for (const number of [value, ...Object.values(ratios)]) expect(number).toBeGreaterThan(0);
    }
    expect(figures[2]?.note).toMatch(/\d+ bytes/);
  });

  it("prints a table for people", async () => {
    const end = await bench(["pattern", "--quick"]);
    expect(end.status).toBe(0);
    expect(end.out).toMatch(/^all-pairs +[\d.]+ ms/m);
  });

  it("says what it takes when it is given something else", async () => {
    const end = await bench(["pattern", "--models", "5"]);
    expect(end).toMatchObject({ status: 2, out: "", err: expect.stringContaining("--quick") });
  });
});

function bench(args: readonly string[]) {
  return runProcess(process.execPath, [main, ...args], { cwd: tmpdir(), timeoutMs: 100_000 });
}
