import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectPaths, repository } from "../tools/project-files.ts";
import { draftText, mapEntries, mapFaults } from "../tools/source-map-page.ts";

const clean = { missing: [], stale: [], doubled: [], silent: [] };
const paths = [
  "README.md",
  "src/README.md",
  "src/core/assert.ts",
  "src/core/index.ts",
  "src/core/dsn/index.ts",
  "src/core/dsn/dsn.ts",
  "src/core/dsn/dsn.test.ts",
  "src/cli/commands/index.ts",
];
const sound = `# Map
| room | holds |
| --- | --- |
| \`core/\` | errors |
| \`core/dsn/\` | serials |
| \`cli/\` | commands |

- \`core/assert.ts\` — invariants
- \`src/core/dsn/dsn.ts\` — the DSN; see \`parseDsn\`
- \`cli/commands/index.ts\` — every command
- \`parseDsn\` is no path, and neither is this: core/nowhere.ts
`;

it("has a line for every room and every file, and none for what is not there", () => {
  expect(mapFaults(readFileSync(join(repository, "src/README.md"), "utf8"), projectPaths())).toEqual(clean);
});

it("asks for rooms and files, not for tests and rooms' indexes", () => {
  expect(mapEntries(paths)).toEqual([
    "core/",
    "core/dsn/",
    "cli/",
    "core/assert.ts",
    "core/dsn/dsn.ts",
    "cli/commands/index.ts",
  ]);
  expect(mapFaults(sound, paths)).toEqual(clean);
});

it("notices a missing, a stale, a doubled and a silent line", () => {
  expect(mapFaults(sound.replace(/^.*assert.*\n/m, ""), paths)).toEqual({ ...clean, missing: ["core/assert.ts"] });
  expect(mapFaults(`${sound}- \`core/gone.ts\` — was here\n`, paths)).toEqual({ ...clean, stale: ["core/gone.ts"] });
  expect(mapFaults(`${sound}- \`core/assert.ts\` — again\n`, paths)).toEqual({ ...clean, doubled: ["core/assert.ts"] });
  expect(mapFaults(sound.replace("invariants", ""), paths)).toEqual({ ...clean, silent: ["core/assert.ts"] });
});

it("drafts a line from a file's first docstring", () => {
  expect(draftText("import x from 'x';\n/** The DSN. And more. */\nexport const a = 1;")).toBe("The DSN");
  expect(draftText("export const a = 1;")).toBe("");
});
