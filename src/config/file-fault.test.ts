import { describe, expect, it } from "vitest";
import { fieldPathText, fileFaultError } from "./file-fault.ts";

const fault = (line: number, column: number) => ({ line, column, path: ["a", 0, "b"], expected: "x", found: "y" });

describe("fieldPathText", () => {
  it("writes keys, positions and odd keys", () => {
    expect(fieldPathText([])).toBe("(file)");
    expect(fieldPathText(["models", 2, "serial", "pattern"])).toBe("models[2].serial.pattern");
    expect(fieldPathText(["a", "b c", "week:01-53"])).toBe('a["b c"]["week:01-53"]');
  });

  it("cuts a path that is far too deep", () => {
    expect(fieldPathText(Array.from({ length: 13 }, () => "a"))).toBe(`a${".a".repeat(11)}…`);
    expect(fieldPathText(Array.from({ length: 12 }, () => "a"))).toBe(`a${".a".repeat(11)}`);
  });
});

describe("fileFaultError", () => {
  it("sorts the faults as they stand in the file, one line each", () => {
    const error = fileFaultError("ERR_CATALOG", "c.yaml", {
      faults: [fault(9, 1), fault(2, 7), { ...fault(2, 3), hint: "h" }],
      remedy: "r",
    });
    expect(error.message).toBe(
      "c.yaml has 3 faults\n  2:3 a[0].b: expected x, found y (h)\n  2:7 a[0].b: expected x, found y\n  9:1 a[0].b: expected x, found y",
    );
    expect(error.details["faults"]).toMatchObject([{ line: 2, column: 3, path: "a[0].b" }, { column: 7 }, { line: 9 }]);
  });

  it("says how many it does not print, and keeps them as data", () => {
    const faults = Array.from({ length: 60 }, (_, index) => fault(index + 1, 1));
    const error = fileFaultError("ERR_CATALOG", "c.yaml", { faults, remedy: "r" });
    expect(error.message.split("\n")).toHaveLength(52);
    expect(error.message).toMatch(/… and 10 more$/);
    expect(error.details["faults"]).toHaveLength(60);
  });

  it("speaks of one fault in the singular", () => {
    expect(fileFaultError("ERR_CATALOG", "c", { faults: [fault(1, 1)], remedy: "r" }).message).toMatch(
      /^c has 1 fault\n/,
    );
  });
});
