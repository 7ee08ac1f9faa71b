import { expect, it } from "vitest";
import { specimen } from "./specimen.ts";

it("shows a text as it is and names what nobody could see", () => {
  expect(specimen("BL1<A").text).toBe('<code class="specimen">BL1&#60;A</code>');
  expect(specimen("A \n").text).toContain('A<span class="unseen">space</span><span class="unseen">LF</span>');
  expect(specimen("\u202eA").text).toContain('<span class="unseen">U+202E</span>A');
  expect(specimen("").text).toContain("empty");
});

it("marks one character, a whole code point, or the end", () => {
  expect(specimen("AB", 1).text).toContain("A<mark>B</mark>");
  expect(specimen("A😀B", 1).text).toContain("A<mark>😀</mark>B");
  expect(specimen("AB", 2).text).toContain('AB<mark class="end"');
});

it("stays small for a long text", () => {
  expect(specimen("A".repeat(100_000)).text.length).toBeLessThan(500);
});
