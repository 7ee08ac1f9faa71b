import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Confidential } from "./confidential.ts";

test("only reveal() gives the value", () => {
  const value = new Confidential("Atza|planted");
  const shown = [
    String(value),
    `${value}`,
    JSON.stringify({ value }),
    inspect(value, { showHidden: true, depth: 9, getters: true }),
    inspect({ nested: [value] }),
    JSON.stringify(Object.getOwnPropertyDescriptors(value)),
    Object.keys(value).join(),
    JSON.stringify(structuredClone({ ...value })),
  ].join("\n");
  expect(shown).not.toContain("planted");
  // The control arm: a plain object in its place would be found.
  expect(inspect({ value: "Atza|planted" })).toContain("planted");
  expect(value.reveal()).toBe("Atza|planted");
});
