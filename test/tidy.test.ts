import { describe, expect, it } from "vitest";
import { projectFiles } from "./tools/project-files.ts";
import { tidyFaults, tidyRules } from "./tools/tidy-rules.ts";

const files = projectFiles();
/** In parts, because no file of the project, this one included, names a path of a machine. */
const machinePath = ["", "tmp", "x"].join("/");
const lines = (count: number) => "const line = 1;\n".repeat(count);

/** For each rule a file that breaks it, and one that only comes near. */
const controls: Readonly<Record<string, readonly [path: string, broken: string, sound: string]>> = {
  "leftover-mark": ["src/core/x.ts", "// TODO: later\n", "// A mastodon.\n"],
  "unrun-test": ["src/core/x.test.ts", 'it.each([1]).skip("a", () => {});\n', 'it("skips", () => list.skip(1));\n'],
  "machine-path": [
    "README.md",
    `Look in ${machinePath} for it.\n`,
    `See https://example.com${machinePath} and src${machinePath}.\n`,
  ],
  "registry-address": ["package-lock.json", '"resolved": "https://packages.example/x"', '"version": "1.0.0"'],
  "silenced-tool": ["src/press/x.ts", "// @ts-ignore\n", "// The engine ignores it.\n"],
  "silenced-in-core": ["src/core/x.ts", '/// <reference types="node" />\n', "// refers to clause 4\n"],
  "long-file": ["src/press/x.ts", lines(401), lines(400)],
  "long-function": ["src/press/x.ts", `const f = () => {\n${lines(69)}};\n`, `const f = () => {\n${lines(68)}};\n`],
  "vague-name": ["src/press/pdf-utils.ts", "", "src/core/pattern/common-text.ts"],
  "undocumented-export": [
    "src/press/x.ts",
    "// No docstring.\nexport function f(): void {}\n",
    "/** Does nothing. */\nexport function f(): void {}\nfunction g(): void {}\n",
  ],
  "forbidden-typescript": [
    "src/press/x.ts",
    "const a = b!;\n",
    'const a = !b;\nconst many = "any";\ntype T = readonly unknown[];\n',
  ],
  "declared-value-in-core": [
    "src/core/x.ts",
    "declare const fetch: (url: string) => unknown;\n",
    "declare const brand: unique symbol;\n",
  ],
};

it("looks at every file of the project", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.map((file) => file.path)).toContain("src/core/index.ts");
});

describe.each(tidyRules)("$id", (rule) => {
  it("holds in every file", () => {
    expect(tidyFaults(rule, files)).toEqual([]);
  });

  it("is broken by a planted breach and not by what only looks like one", () => {
    const [path, broken, sound] = controls[rule.id] ?? ["", "", ""];
    expect(tidyFaults(rule, [{ path, text: broken }])).toHaveLength(1);
    expect(tidyFaults(rule, [rule.id === "vague-name" ? { path: sound, text: "" } : { path, text: sound }])).toEqual(
      [],
    );
  });
});

it.each([
  ["an enum", "enum A { B }"],
  ["a namespace", "namespace A { export const b = 1; }"],
  ["a global declaration", "declare global { const a: string; }"],
  ["any", "const a: any = 1;"],
  ["a default export", "export default 1;"],
  ["a parameter property", "class A { constructor(private a: string) {} }"],
  ["an import for its side effect", 'import "./x.ts";'],
])("forbids %s", (_what, text) => {
  const rule = tidyRules.find(({ id }) => id === "forbidden-typescript");
  expect(rule && tidyFaults(rule, [{ path: "src/press/x.ts", text }])).toHaveLength(1);
});
