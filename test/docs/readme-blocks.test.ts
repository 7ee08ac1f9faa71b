import { expect, it } from "vitest";
import { commandBlocks } from "./readme-blocks.ts";

const fence = "```";
const block = (language: string, script: string) => `${fence}${language}\n${script}\n${fence}\n`;

it("takes every sh block with its line and section, and nothing else", () => {
  const page = `# A\n\n${block("sh", "one\ntwo")}\n${block("yaml", "# no heading\nthree: 3")}\n## B\n${block("sh", "four")}`;
  expect(commandBlocks(page)).toEqual([
    { kind: "run", line: 3, script: "one\ntwo", section: 1 },
    { kind: "run", line: 14, script: "four", section: 2 },
  ]);
});

it("reads the kind from the comment above, with or without an empty line between", () => {
  const page = `<!-- docs-test: server -->\n${block("sh", "one")}\n<!-- docs-test: fresh-clone -->\n\n${block("sh", "two")}`;
  expect(commandBlocks(page).map(({ kind }) => kind)).toEqual(["server", "fresh-clone"]);
});

it("lets nothing slip past", () => {
  expect(() => commandBlocks(`<!-- docs-test: skip -->\n${block("sh", "one")}`)).toThrow('not "skip"');
  expect(() => commandBlocks(block("bash", "one"))).toThrow("fenced with sh");
  expect(() => commandBlocks(`${fence}sh\none\n`)).toThrow("never ends");
});
