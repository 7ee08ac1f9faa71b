import { expect, test } from "vitest";
import { parsePattern } from "../parse-pattern.ts";

test("what is missing is missing at the end, and of an empty text there is nothing to point at", () => {
  const missing = (source: string) => {
    const parsed = parsePattern(source);
    return (parsed.ok ? [] : parsed.findings).map(({ id, message }) => [id, /\(([^()]*)\)\.$/.exec(message)?.[1]]);
  };
  expect(missing("^A")).toEqual([["A002", "at the end"]]);
  expect(missing("")).toEqual(
    expect.arrayContaining([
      ["A001", "the regex is empty"],
      ["A002", "the regex is empty"],
    ]),
  );
});
