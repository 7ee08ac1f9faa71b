import { expect, it } from "vitest";
import type { Finding } from "../core/index.ts";
import { findingLines } from "./finding-lines.ts";
import type { Style } from "./style.ts";

const style = (columns?: number): Style =>
  Object.assign((_format: string, text: string) => text, columns === undefined ? {} : { columns });
const finding: Finding = {
  id: "L003",
  level: "warn",
  message:
    'An engine that looks anywhere in a scan, without the anchors, finds "AB000000" in "AB000000x", so it takes it.',
  remedy: "Give each model's serials a text of their own at one place, such as a different beginning of each.",
};

it("keeps a sentence in one line where no terminal is", () => {
  expect(findingLines([finding], { style: style() })).toEqual([
    `    warn  L003  ${finding.message}`,
    `          ${finding.remedy}`,
  ]);
});

it("wraps sentences under their beginning in a terminal of 80 columns", () => {
  const lines = findingLines([finding], { style: style(80) });
  expect(lines.length).toBe(4);
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).toMatch(/^(?: {4}warn {2}L003 {2}| {10})\S/);
  }
});

it("says once what to write", () => {
  const at = [3, 5] as const;
  const fixed: Finding = { id: "D001", level: "error", message: "It is.", at, fix: "[0-9]", remedy: "Write [0-9]." };
  const view = { style: style(80), sourceOf: () => "^AB\\d$" };
  expect(findingLines([fixed], view)).toEqual([
    "    error D001  It is.",
    "          ^AB\\d$",
    "             ^^  write [0-9]",
  ]);
  expect(findingLines([fixed], { style: style(80) }).at(-1)).toBe("          Write [0-9].");
});

it("says what to write into an empty text, without carets under nothing", () => {
  const empty: Finding = { id: "A001", level: "error", message: "It is.", at: [0, 0], fix: "^" };
  const view = { style: style(80), sourceOf: () => "" };
  expect(findingLines([empty], view)).toEqual(["    error A001  It is.", "          write ^"]);
});

it("lets no sentence steer the terminal", () => {
  const evil: Finding = { id: "L003", level: "warn", message: "A serial of EVIL\u001b[2J.", remedy: "Ask \u202eONE." };
  expect(findingLines([evil], { style: style() })).toEqual([
    "    warn  L003  A serial of EVIL<U+001B>[2J.",
    "          Ask <U+202E>ONE.",
  ]);
});
