import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../tools/project-files.ts";
import { runProcess } from "../tools/run-process.ts";
import { type Files, plantTree, soundTree } from "./planted-tree.ts";

const bin = (name: string) => join(repository, "node_modules", ".bin", name);

/** What `npm run lint` says of a tree: one line an error. */
async function lint(root: string) {
  const end = await runProcess(
    bin("biome"),
    ["lint", "--error-on-warnings", "--max-diagnostics=none", "--reporter=github", "src/core"],
    { cwd: root, timeoutMs: 100_000 },
  );
  return { status: end.status, text: end.out + end.err };
}

/** What the second compile of core/ says of a tree. */
async function compileCore(root: string) {
  const end = await runProcess(bin("tsc"), ["-p", "src/core/tsconfig.json", "--pretty", "false"], {
    cwd: root,
    timeoutMs: 100_000,
  });
  return { status: end.status, text: end.out + end.err };
}

/** One breach a file: the code, and the rule that has to name it. */
type Breaches = Readonly<Record<string, readonly [code: string, rule: string]>>;

const forLint: Breaches = {
  "date-new": ["export const now = new Date();", "noRestrictedGlobals"],
  "date-now": ["export const now = Date.now();", "noRestrictedGlobals"],
  "date-global": ["export const now = globalThis.Date.now();", "noRestrictedGlobals"],
  "date-global-computed": ['export const now = globalThis["Date"].now();', "noRestrictedGlobals"],
  "date-intl": ['export const now = new Intl.DateTimeFormat("en").format();', "noRestrictedGlobals"],
  "date-text": ['export const now = new Function("return Date.now()")();', "noRestrictedGlobals"],
  "random-called": ["export const chance = Math.random();", "plugin"],
  "random-passed": ["export const chances = [1, 2].map(Math.random);", "plugin"],
  "random-computed": ['export const chance = Math["random"]();', "plugin"],
  "random-taken-apart": ["const { random } = Math;\nexport const chance = random();", "plugin"],
  "random-renamed": ["const m = Math;\nexport const chance = m.random();", "plugin"],
  "locale-order": ['export const order = "a".localeCompare("b");', "plugin"],
  "buffer-type": ["export type Bytes = Buffer;", "noRestrictedGlobals"],
  "fetch-called": ['export const page = fetch("/");', "noRestrictedGlobals"],
  "node-module": ['export { readFileSync } from "node:fs";', "noNodejsModules"],
};

const forCompiler: Breaches = {
  "buffer-type": ["export type Bytes = Buffer;", "TS2591"],
  "node-module": ['export { readFileSync } from "node:fs";', "TS2591"],
  "process-env": ["export const home = process.env;", "TS2591"],
  "fetch-called": ['export const page = fetch("/");', "TS2304"],
  "timer-set": ["export const timer = setTimeout(() => {}, 1);", "TS2304"],
  "timer-global": ["export const timer = globalThis.setTimeout(() => {}, 1);", "TS7017"],
  "page-touched": ["export const title = document.title;", "TS2584"],
  "crypto-asked": ["export const id = crypto.randomUUID();", "TS2304"],
  "text-encoded": ["export const bytes = new TextEncoder().encode();", "TS2304"],
  "console-written": ['console.log("x");\nexport {};', "TS2584"],
  "url-parsed": ['export const url = new URL("x:y");', "TS2552"],
};

function planted(breaches: Breaches): Files {
  const files = Object.entries(breaches).map(([name, [code]]) => [`src/core/dsn/${name}.ts`, `${code}\n`] as const);
  return { ...soundTree, ...Object.fromEntries(files) };
}

it("lets the sound tree pass both, with Math.random in a unit test", async () => {
  const root = plantTree(soundTree);
  const [linted, compiled] = await Promise.all([lint(root), compileCore(root)]);
  expect(linted).toMatchObject({ status: 0 });
  expect(compiled).toEqual({ status: 0, text: "" });
});

it("refuses by lint every way to a clock, to randomness and to the platform", async () => {
  const { status, text } = await lint(plantTree(planted(forLint)));
  expect(status).toBe(1);
  const errors = text.split("\n").filter((line) => line.startsWith("::error"));
  const caught = Object.entries(forLint).filter(([name, [, rule]]) =>
    errors.some((line) => line.includes(`/${name}.ts,`) && line.includes(rule)),
  );
  expect(caught.map(([name]) => name)).toEqual(Object.keys(forLint));
});

it("refuses by the second compile every name that only Node or a browser has", async () => {
  const { status, text } = await compileCore(plantTree(planted(forCompiler)));
  expect(status).not.toBe(0);
  const lines = text.split("\n");
  const caught = Object.entries(forCompiler).filter(([name, [, code]]) =>
    lines.some((line) => line.includes(`/${name}.ts(`) && line.includes(code)),
  );
  expect(caught.map(([name]) => name)).toEqual(Object.keys(forCompiler));
});
