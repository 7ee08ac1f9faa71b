import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isScanId, parseScanRequest } from "./scan-request.ts";

const base = { scanId: "line-1:000001", station: "line-1" };

function parsed(change: object) {
  const result = parseScanRequest({ ...base, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.request;
}

function faults(body: unknown) {
  const result = parseScanRequest(body);
  return result.ok ? [] : result.faults.map(({ path, message }) => `${path}: ${message}`);
}

describe("a scan request", () => {
  it("keeps symbols exactly, with what the reader said of them", () => {
    const symbols = [{ text: " bl1\r\n\u001d", symbology: "code128", aim: "]C0" }, { text: "2" }];
    expect(parsed({ symbols }).symbols).toEqual(symbols);
    expect(parsed({ symbols }).terminator).toBeUndefined();
  });

  it("takes one terminator off text, and says which", () => {
    expect(parsed({ text: "BL1\r\n" })).toMatchObject({ symbols: [{ text: "BL1" }], terminator: "CRLF" });
    expect(parsed({ text: "BL1" }).terminator).toBeUndefined();
  });

  it("is a no-read with no symbols, or with a text of nothing but a terminator", () => {
    expect(parsed({ symbols: [] }).symbols).toEqual([]);
    expect(parsed({ text: "" }).symbols).toEqual([]);
    expect(parsed({ text: "\r" })).toMatchObject({ symbols: [], terminator: "CR" });
  });

  it("needs exactly one of symbols and text", () => {
    expect(faults(base)).toEqual([expect.stringMatching(/^: must have either symbols/)]);
    expect(faults({ ...base, symbols: [], text: "" })).toEqual([expect.stringMatching(/^: must have either symbols/)]);
  });

  it.each([
    ["20 symbols", { symbols: Array.from({ length: 20 }, () => ({ text: "A" })) }, true],
    ["21 symbols", { symbols: Array.from({ length: 21 }, () => ({ text: "A" })) }, false],
    ["a text of 4096 bytes", { text: "A".repeat(4_096) }, true],
    ["a text of 4097 bytes", { text: "A".repeat(4_097) }, false],
    ["a symbol of 4096 bytes in 2048 characters", { symbols: [{ text: "\u00df".repeat(2_048) }] }, true],
    ["a symbol of 4098 bytes in 2049 characters", { symbols: [{ text: "\u00df".repeat(2_049) }] }, false],
    ["a symbol without text", { symbols: [{ text: "" }] }, false],
    ["a scanId of 128 characters", { scanId: "a".repeat(128), text: "" }, true],
    ["a scanId of 129 characters", { scanId: "a".repeat(129), text: "" }, false],
    ["a device serial of 256 characters", { deviceSerial: "a".repeat(256), text: "" }, true],
    ["a device serial of 257 characters", { deviceSerial: "a".repeat(257), text: "" }, false],
    ["an empty device serial", { deviceSerial: "", text: "" }, false],
    ["a symbology of ours", { symbols: [{ text: "A", symbology: "datamatrix" }] }, true],
    ["a symbology by another name", { symbols: [{ text: "A", symbology: "Code 128" }] }, false],
    ["an identifier that is none", { symbols: [{ text: "A", aim: "C0" }] }, false],
    ["an unknown field", { text: "", stattion: "x" }, false],
    ["an unknown field of a symbol", { symbols: [{ text: "A", txt: "B" }] }, false],
    ["null for an absent model", { text: "", model: null }, false],
    ["a number for a text", { text: 412345678903 }, false],
  ])("judges %s at the exact limit", (_what, change, ok) => {
    expect(parseScanRequest({ ...base, ...change }).ok).toBe(ok);
  });

  it.each([null, undefined, [], "text", 7, {}])("refuses %j", (body) => {
    expect(parseScanRequest(body).ok).toBe(false);
  });

  it("refuses a field named __proto__", () => {
    expect(parseScanRequest(JSON.parse('{"scanId":"a","station":"b","text":"","__proto__":{"x":1}}')).ok).toBe(false);
  });

  it("names the field of a fault", () => {
    const symbols = [{ text: "A" }, { text: 7 }];
    expect(faults({ ...base, symbols })).toEqual([expect.stringMatching(/^symbols\[1\]\.text: /)]);
  });

  it("lists no more than 20 faults, of bounded length", () => {
    const symbols = Array.from({ length: 20 }, () => ({ text: 7, aim: 7, symbology: 7 }));
    expect(faults({ ...base, symbols }).length).toBe(20);
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]));
    expect(faults({ ...base, text: "", ...wide }).join("").length).toBeLessThan(1_000);
  });

  it("has the same canonical form for any order of fields, another for any other content", () => {
    const symbol = { text: "A", symbology: "qr", aim: "]Q1" };
    const turned = Object.fromEntries(Object.entries(symbol).reverse());
    const { canonical } = parsed({ model: "ONE", symbols: [symbol] });
    const result = parseScanRequest({ symbols: [turned], model: "ONE", station: base.station, scanId: base.scanId });
    expect(result.ok && result.request.canonical).toBe(canonical);
    const others = [{ symbols: [symbol] }, { model: "ONE", symbols: [{ text: "A" }] }, { text: "A" }, { text: "A\r" }];
    expect(new Set([canonical, ...others.map((other) => parsed(other).canonical)]).size).toBe(5);
  });

  it("writes any text into its canonical form so that it reads back exactly", () => {
    const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(anyUnits, (units) => {
        const text = String.fromCharCode(...units);
        const { canonical } = parsed({ symbols: [{ text }] });
        expect(JSON.parse(canonical)).toEqual({ ...base, symbols: [{ text }] });
        expect(canonical.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("a scanId", () => {
  it.each(["a", "0", "line-1:000001", "01J9Z3", "b7e0c7f2-5a3e-4b53-9d8e-0f6b0e1c2a3d", "a.b_c"])(
    "may be %s",
    (text) => {
      expect(isScanId(text)).toBe(true);
    },
  );
  it.each(["", ".", "..", "-a", "a/b", "a b", "a%20b", "\u00e4", "a\n"])("may not be %j", (text) => {
    expect(isScanId(text)).toBe(false);
  });
});
