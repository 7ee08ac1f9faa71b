import { expect, it } from "vitest";
import { importFaults } from "../tools/import-direction.ts";
import { repository } from "../tools/project-files.ts";
import { runProcess } from "../tools/run-process.ts";
import { type Files, plantTree, soundTree } from "./planted-tree.ts";

const breaches: readonly { readonly what: string; readonly files: Files; readonly fault: RegExp }[] = [
  {
    what: "an import of a lower room",
    files: { "src/core/dsn/low.ts": 'export { press } from "../../press/index.ts";\n' },
    fault: /^upward-only: core\/dsn .*src\/core\/dsn\/low\.ts → src\/press\/index\.ts/,
  },
  {
    what: "a type of a lower room",
    files: {
      "src/core/dsn/low.ts":
        'import type { press } from "../../press/index.ts";\n\nexport type Low = ReturnType<typeof press>;\n',
    },
    fault: /^upward-only: core\/dsn /,
  },
  {
    what: "a lower room of core/ in core/ itself",
    files: { "src/core/low.ts": 'export { half } from "./dsn/index.ts";\n' },
    fault: /^upward-only: core may import no other room/,
  },
  {
    what: "a way past another room's index",
    files: { "src/press/past.ts": 'export { half } from "../core/dsn/half.ts";\n' },
    fault: /^through-index: press /,
  },
  {
    what: "more than core/ itself in the simulator",
    files: { "src/simulator/oracle.ts": 'export { half } from "../core/dsn/index.ts";\n' },
    fault: /^upward-only: simulator may import core:/,
  },
  {
    what: "a cycle within a room",
    files: {
      "src/press/hen.ts": 'import { egg } from "./egg.ts";\n\nexport function hen(): string {\n  return egg();\n}\n',
      "src/press/egg.ts": 'import { hen } from "./hen.ts";\n\nexport function egg(): string {\n  return hen();\n}\n',
    },
    fault: /^no-cycle: src\/press\/egg\.ts → src\/press\/hen\.ts → src\/press\/egg\.ts/,
  },
  {
    what: "a node: module in core/",
    files: { "src/core/dsn/file.ts": 'export { readFileSync } from "node:fs";\n' },
    fault: /^core-is-pure: .*src\/core\/dsn\/file\.ts → (node:)?fs/,
  },
  {
    what: "a node: module fetched late in core/",
    files: { "src/core/dsn/late.ts": 'export const late = () => import("node:fs");\n' },
    fault: /^core-is-pure: /,
  },
  {
    what: "a package in core/",
    files: { "src/core/dsn/package.ts": 'export { stringify } from "yaml";\n' },
    fault: /^core-is-pure: .*src\/core\/dsn\/package\.ts → .*yaml/,
  },
  {
    what: "a development package in shipped code",
    files: { "src/press/dev.ts": 'export { expect } from "vitest";\n' },
    fault: /^shipped-packages-only: .*src\/press\/dev\.ts → .*vitest/,
  },
  {
    what: "a test in shipped code",
    files: { "src/core/dsn/tested.ts": 'export * from "./half.test.ts";\n' },
    fault: /^no-test-code: /,
  },
  {
    what: "a file that is not there",
    files: { "src/press/gone.ts": 'export { gone } from "./nowhere.ts";\n' },
    fault: /^resolvable: .*src\/press\/gone\.ts → \.\/nowhere\.ts/,
  },
  {
    what: "a room that is not on the list",
    files: { "src/attic/box.ts": "export const box = 1;\n" },
    fault: /^known-rooms: src\/attic\/box\.ts/,
  },
];

it("finds no fault in the sound tree", async () => {
  expect(await importFaults(plantTree(soundTree))).toEqual([]);
});

it.each(breaches)("reports $what, and nothing else", async ({ files, fault }) => {
  const faults = await importFaults(plantTree({ ...soundTree, ...files }));
  expect(faults).not.toEqual([]);
  for (const line of faults) expect(line).toMatch(fault);
});

it("fails when dependency-cruiser cannot see the modules", async () => {
  // As under TypeScript 7, which it cannot drive: it sees no module then and calls that clean.
  const blind = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve(name, context, next) {
        if (name.split("/")[0] === "typescript") throw new Error("planted: no TypeScript");
        return next(name, context);
      },
    });`;
  const hook = `data:text/javascript,${encodeURIComponent(blind)}`;
  const tool = ["test/tools/import-direction.ts", plantTree(soundTree)];
  const run = (args: readonly string[]) => runProcess(process.execPath, args, { cwd: repository, timeoutMs: 100_000 });
  const [sighted, blinded] = await Promise.all([run(tool), run(["--import", hook, ...tool])]);
  expect(sighted).toMatchObject({ status: 0, out: "10 files of src/, 0 faults in their imports\n" });
  expect(blinded.out).toMatch(/^seen-all: /m);
  expect(blinded.status).toBe(1);
});
