import { describe, expect, test } from "vitest";
import { ownEngine, withoutTexts } from "./engine.ts";
import { compiledEngine, programEngine } from "./program-engine.ts";
import { lineEngine } from "./tool-engines.ts";

const question = { pattern: "^A$", texts: ["A", "", "A\n"] };

describe("an engine behind a program", () => {
  test("gets a line of fields for each question, empty texts too", async () => {
    const echo = programEngine("echo", ["sed", "s/^f5e4124 f41 f f410a$/101/"]);
    expect(await echo.ask([question, question])).toEqual(Array(2).fill(["found", "not-found", "found"]));
  });

  test("gets escaped bytes where it asks for them", async () => {
    const echo = programEngine("echo", ["sed", String.raw`s/^f\\x5e\\x41\\x24 f\\xc3\\xa9$/1/`], "escaped");
    expect(await echo.ask([{ pattern: "^A$", texts: ["é"] }])).toEqual([["found"]]);
  });

  test("that ends before it has answered says how, and is not taken for one that refuses", async () => {
    const broken = programEngine("broken", ["sh", "-c", "echo E; echo no library >&2; exit 3"]);
    await expect(broken.ask([question, question])).rejects.toThrow(
      "broken answered 1 of 2 questions, status 3: no library",
    );
  });

  test("whose program does not compile says so", async () => {
    const broken = compiledEngine("broken", {
      compile: () => ["sh", "-c", "echo no header >&2; exit 1"],
      command: (target) => [target],
    });
    await expect(broken.ask([question])).rejects.toThrow("broken does not compile its program: no header");
  });
});

describe("a tool that reads lines", () => {
  test("is not asked for a text with a line feed, and may refuse a pattern", async () => {
    const grep = lineEngine("grep", (pattern) => ["grep", "-E", "-n", "-a", "-e", pattern]);
    const texts = ["B", "A\nA", "A", ""];
    expect(await grep.ask([{ pattern: "^A$", texts }])).toEqual([["not-found", "not-asked", "found", "not-found"]]);
    expect(await grep.ask([{ pattern: "^(A$", texts }])).toEqual(["refused"]);
  });
});

test("texts that an engine cannot be given are not asked, and the others keep their places", async () => {
  const whole = ownEngine("whole", (pattern) => (text) => new RegExp(pattern).test(text));
  const texts = ["A", "A\0", "B", "\0"];
  expect(await withoutTexts(whole, /\0/).ask([{ pattern: "^A$", texts }])).toEqual([
    ["found", "not-asked", "not-found", "not-asked"],
  ]);
});
