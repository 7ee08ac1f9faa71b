import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { repository } from "../tools/project-files.ts";

/** Files of a small tree by their path; `import` lines stand in for the code. */
export type Files = Readonly<Record<string, string>>;

/** A small tree in which every guard passes: what the planted breaches are added to. */
export const soundTree: Files = {
  "src/core/index.ts": 'export { assert } from "./assert.ts";\n',
  "src/core/assert.ts":
    'export function assert(condition: boolean): void {\n  if (!condition) throw new Error("broken invariant");\n}\n',
  "src/core/dsn/index.ts": 'export { dsnLengthMax } from "./dsn.ts";\nexport { half } from "./half.ts";\n',
  "src/core/dsn/dsn.ts": "export const dsnLengthMax = 64;\n",
  "src/core/dsn/half.ts":
    'import { assert } from "../index.ts";\n\nexport function half(length: number): number {\n  assert(length >= 0);\n  return Math.floor(length / 2);\n}\n',
  "src/core/dsn/half.test.ts":
    'import { expect, it } from "vitest";\nimport { half } from "./half.ts";\n\nit("halves", () => expect(half(Math.random() + 4)).toBe(2));\n',
  "src/press/index.ts": 'export { press } from "./press.ts";\n',
  "src/press/press.ts":
    'import { readFileSync } from "node:fs";\nimport { stringify } from "yaml";\nimport { dsnLengthMax } from "../core/dsn/index.ts";\n\nexport function press(file: string): string {\n  return stringify([dsnLengthMax, readFileSync(file, "utf8")]);\n}\n',
  "src/simulator/index.ts":
    'import { assert } from "../core/index.ts";\n\nexport function simulate(): void {\n  assert(true);\n}\n',
  "src/cli/bin.ts":
    'import { press } from "../press/index.ts";\nimport { simulate } from "../simulator/index.ts";\n\nsimulate();\nprocess.stdout.write(press("/dev/null"));\n',
};

/**
 * Writes a tree with this repository's own settings into a new folder, which goes when the test ends.
 * Returns the folder.
 */
export function plantTree(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "boxproof-planted-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const settings = [
    "package.json",
    "tsconfig.json",
    "biome.json",
    ".gitignore",
    "src/core/tsconfig.json",
    "test/tools/core-purity.grit",
  ];
  for (const path of settings) write(root, path, readFileSync(join(repository, path), "utf8"));
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return root;
}

function write(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
