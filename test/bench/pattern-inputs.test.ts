import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import { type BenchInput, benchPatterns, inputCount, inputMix, patternInputs } from "./pattern-inputs.ts";
import { drawSerial } from "./serial-parts.ts";
import { benchModels, drawOfModels, newModel } from "./thousand-models.ts";

const golden = new URL("../../fixtures/pattern-bench/expected.json", import.meta.url);

describe("the inputs of the pattern bench", () => {
  it("are the ones that were written down before the engine that they measure", async () => {
    const { models } = benchModels();
    const found = {
      inputs: benchPatterns().map((pattern) => ({
        pattern: pattern.source,
        sha256: sha256(patternInputs(pattern).map(({ text }) => text)),
      })),
      models: { count: models.length, sha256: sha256(models.map(({ source }) => source)) },
      modelInputs: { sha256: sha256(inputMix(drawOfModels(models), "thousand-models").map(({ text }) => text)) },
    };
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(await readFile(golden, "utf8")));
  });

  it("are a quarter other codes, a quarter mutants, a half valid", () => {
    for (const pattern of benchPatterns()) {
      const inputs = patternInputs(pattern);
      expect(inputs).toHaveLength(inputCount);
      expect(inputs.filter(({ kind }) => kind === "other-code")).toHaveLength(inputCount / 4);
      expect(inputs.filter(({ kind }) => kind === "mutant")).toHaveLength(inputCount / 4);
      const native = new RegExp(pattern.source);
      expect(inputs.filter(({ text, kind }) => kind === "valid" && !native.test(text))).toEqual([]);
      expect(share(inputs, "other-code", native)).toBeLessThan(0.05);
      expect(share(inputs, "mutant", native)).toBeLessThan(0.6);
    }
  });
});

describe("the thousand models of the pattern bench", () => {
  const { models, planted } = benchModels();

  it("accept the serials of their own generators", () => {
    const random = createRandom("thousand-models/valid");
    const refused = models.filter(({ source, parts }) => !new RegExp(source).test(drawSerial(parts, random)));
    // One duplicate takes digits alone where the original takes hexadecimal digits too, two take longer or other texts.
    expect(refused.every((model) => planted.some((pair) => pair.some((index) => models[index] === model)))).toBe(true);
  });

  it("overlap in the planted pairs", () => {
    expect(planted).toHaveLength(5);
    const random = createRandom("thousand-models/planted");
    for (const [a, b] of planted) {
      const [one, other] = [models[a], models[b]].map((model) => new RegExp(model?.source ?? "(?!)"));
      const draws = Array.from({ length: 500 }, () => drawSerial(models[Math.min(a, b)]?.parts ?? [], random));
      expect(draws.some((text) => one?.test(text) && other?.test(text))).toBe(true);
    }
  });

  it("take no text of a new model", () => {
    const random = createRandom("thousand-models/new");
    const { source, parts } = newModel("1");
    const text = drawSerial(parts, random);
    expect(new RegExp(source).test(text)).toBe(true);
    expect(models.filter((model) => new RegExp(model.source).test(text))).toEqual([]);
  });
});

function share(inputs: readonly BenchInput[], kind: BenchInput["kind"], native: RegExp): number {
  const own = inputs.filter((input) => input.kind === kind);
  return own.filter(({ text }) => native.test(text)).length / own.length;
}

function sha256(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
