import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { calendarDay, collected, portNumber, positiveBigint, positiveNumber, wholeNumber } from "./option-value.ts";

describe("values of options", () => {
  for (const [read, text, value] of [
    [wholeNumber, "0", 0],
    [wholeNumber, "999999999", 999_999_999],
    [positiveNumber, "1", 1],
    [positiveNumber, "999999999", 999_999_999],
    [positiveBigint, "999999999999999999", 999_999_999_999_999_999n],
    [portNumber, "0", 0],
    [portNumber, "65535", 65_535],
    [calendarDay, "2024-02-29", "2024-02-29"],
  ] as const) {
    it(`${read.name} takes ${text}`, () => expect(read(text)).toBe(value));
  }

  for (const [read, texts] of [
    [wholeNumber, ["", "-1", "1000000000", "1.0", "1e3", " 1", "١"]],
    [positiveNumber, ["", "0", "01", "1000000000"]],
    [positiveBigint, ["", "0", "01", "1000000000000000000", "1n"]],
    [portNumber, ["", "65536", "-1", "0x50", "1e3"]],
    [calendarDay, ["", "2026-02-29", "2026-02-31", "2026-13-01", "2026-1-31", "tomorrow", "2026-01-31T00:00"]],
  ] as const) {
    it(`${read.name} refuses what is none`, () => {
      for (const text of texts) expect(() => read(text), text).toThrow(InvalidArgumentError);
    });
  }

  it("keeps the values of an option that stands several times in their order", () => {
    expect(["B", "A", "B"].reduce((all, text) => collected(text, all), collected("C"))).toEqual(["C", "B", "A", "B"]);
  });
});
