import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type * as Patterns from "../../src/core/pattern/index.ts";
import { createFolder, type LineUnderTest, removeFolder, startLine } from "./line-under-test.ts";

const made = vi.hoisted(() => ({ sets: 0 }));
vi.mock("../../src/core/pattern/index.ts", async (importOriginal) => {
  const patterns = await importOriginal<typeof Patterns>();
  return {
    ...patterns,
    createPatternSet: (...args: Parameters<typeof patterns.createPatternSet>) => {
      made.sets += 1;
      return patterns.createPatternSet(...args);
    },
  };
});

let folder: string;
let line: LineUnderTest;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  await line.stop();
  await removeFolder(folder);
});

it("makes one automaton of all models before it says ready, and none in the middle of a shift", async () => {
  line = await startLine(folder);
  expect(made.sets).toBe(1);
  for (let box = 0; box < 50; box += 1) {
    const text = `ON${String(box).padStart(6, "0")}`;
    const { body } = await line.scan({
      scanId: `scan-${box}`,
      station: "mixed",
      symbols: [{ text }, { text: "other" }],
    });
    expect(body.verdict).toBe("ok");
  }
  expect(made.sets).toBe(1);
});
