import fc from "fast-check";
import { expect, it } from "vitest";
import { wrappedText } from "./wrapped-text.ts";

const place = { columns: 60, lead: 17, indent: 10 };
const sentence = 'An engine that looks anywhere in a scan finds "AB  000 000" in "LPNAB  000 000", an LPN label.';

it("ends lines at blanks, the first one earlier for what stands before it, and never inside quotes", () => {
  expect(wrappedText(sentence, place)).toEqual([
    "An engine that looks anywhere in a scan",
    'finds "AB  000 000" in "LPNAB  000 000", an LPN',
    "label.",
  ]);
});

it.each([undefined, 10])("leaves a text whole where the terminal has %s columns", (columns) => {
  expect(wrappedText(sentence, { ...place, columns })).toEqual([sentence]);
});

it("loses no character but blanks, and keeps every line of several words within its room", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", '"', "\\", "."), maxLength: 300 });
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 120 }), (given, columns) => {
      const lines = wrappedText(given, { columns, lead: 20, indent: 10 });
      const bare = (one: string) => one.replaceAll(" ", "");
      expect(bare(lines.join(""))).toBe(bare(given));
      for (const [index, line] of lines.entries()) {
        const room = columns - (index === 0 ? 20 : 10);
        if (line.trim().includes(" ") && !line.includes('"')) expect(line.length).toBeLessThanOrEqual(room);
      }
    }),
  );
});
