import { describe, expect, it } from "vitest";
import { parseLength } from "./length.ts";

describe("parseLength", () => {
  it.each([
    ["0.33mm", 330],
    ["100mm", 100_000],
    ["1um", 1],
    ["1in", 25_400],
    ["0.5in", 12_700],
    ["10mil", 254],
    ["13.33mil", 339],
    ["72pt", 25_400],
    ["14pt", 4_939],
    ["0mm", 0],
    ["2000mm", 2_000_000],
  ])("reads %s as %i micrometres", (text, um) => {
    expect(parseLength(text)).toBe(um);
  });

  it.each(["0.3305mm", "0.5um", "5", "5 mm", "-5mm", "1e3mm", ".5mm", "5cm", "5MM", "", "2000.001mm"])(
    "refuses %j",
    (text) => {
      expect(parseLength(text)).toBeUndefined();
    },
  );
});
