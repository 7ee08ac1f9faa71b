import fc from "fast-check";
import { expect, it } from "vitest";
import { stripTerminator } from "./reader-terminator.ts";

it.each([
  ["BL1\r", "BL1", "CR"],
  ["BL1\n", "BL1", "LF"],
  ["BL1\r\n", "BL1", "CRLF"],
  ["BL1\t", "BL1", "TAB"],
  ["BL1\r\r", "BL1\r", "CR"],
  ["BL1\n\r", "BL1\n", "CR"],
  ["BL1\r\n\r\n", "BL1\r\n", "CRLF"],
  ["\r\n", "", "CRLF"],
])("takes exactly one terminator off %j", (sent, text, terminator) => {
  expect(stripTerminator(sent)).toEqual({ text, terminator });
});

it.each(["", "BL1", "\rBL1", "BL1\n ", " BL1", "BL1\u001d", "BL1\u0000", "BL1\u0004"])("leaves %j as it is", (text) => {
  expect(stripTerminator(text)).toEqual({ text });
});

it("takes at most two characters, only from the end, and never a letter", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("", "\r", "\n", "\r\n", "\t"), (body, suffix) => {
      const { text } = stripTerminator(body + suffix);
      const taken = (body + suffix).slice(text.length);
      expect(text + taken).toBe(body + suffix);
      expect(["", "\r", "\n", "\r\n", "\t"]).toContain(taken);
    }),
  );
});
