import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../tools/project-files.ts";
import { runProcess } from "../tools/run-process.ts";
import { type Files, plantTree, soundTree } from "./planted-tree.ts";

/** This repository's package.json with only the packages that the sound tree uses, and no scripts. */
function packageJson(dependencies: Readonly<Record<string, string>>): string {
  const own = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Record<string, unknown>;
  return JSON.stringify({ ...own, dependencies, devDependencies: { vitest: "*", typescript: "*" }, scripts: {} });
}

async function knip(files: Files) {
  const root = plantTree({
    ...files,
    "test/vitest.config.ts": readFileSync(join(repository, "test/vitest.config.ts"), "utf8"),
  });
  const tool = join(repository, "node_modules/.bin/knip");
  const end = await runProcess(tool, ["--reporter", "compact", "--no-progress"], { cwd: root, timeoutMs: 100_000 });
  return { status: end.status, text: end.out + end.err };
}

it("finds nothing dead in the sound tree", async () => {
  expect(await knip({ ...soundTree, "package.json": packageJson({ yaml: "*" }) })).toMatchObject({ status: 0 });
});

it("reports an unused export, file and package, and a package that is not listed", async () => {
  const { status, text } = await knip({
    ...soundTree,
    "package.json": packageJson({ yaml: "*", commander: "*" }),
    "src/press/index.ts": 'export { press } from "./press.ts";\nexport { spare } from "./spare.ts";\n',
    "src/press/spare.ts": "export const spare = 1;\n",
    "src/press/forgotten.ts": "export const forgotten = 1;\n",
    "src/simulator/index.ts":
      'import { z } from "zod";\nimport { assert } from "../core/index.ts";\n\nexport function simulate(): void {\n  assert(z !== undefined);\n}\n',
  });
  expect(status).toBe(1);
  expect(text).toMatch(/^src\/press\/forgotten\.ts/m);
  expect(text).toMatch(/^src\/press\/index\.ts: spare/m);
  expect(text).toMatch(/^package\.json: commander/m);
  expect(text).toMatch(/^src\/simulator\/index\.ts: zod/m);
});
