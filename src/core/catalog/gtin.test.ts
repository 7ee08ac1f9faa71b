import { describe, expect, it } from "vitest";
import { gtin14, gtinOfGs1Text, gtinSymbologies, gtinText } from "./gtin.ts";

describe("gtin14", () => {
  it("fills up with zeros", () => {
    expect(gtin14("12345670")).toBe("00000012345670");
    expect(gtin14("412345678903")).toBe("00412345678903");
    expect(gtin14("9521234000013")).toBe("09521234000013");
    expect(gtin14("19521234000010")).toBe("19521234000010");
  });

  it("refuses what is no GTIN", () => {
    for (const text of ["", "1234567", "123456789", "123456789012345", "41234567890X", " 12345670", "١٢٣٤٥٦٧٨"]) {
      expect(gtin14(text)).toBeUndefined();
    }
  });
});

describe("gtinOfGs1Text", () => {
  const gtin = "09521234000013";

  it.each(["]C1", "]d2", "]Q3", "]e0"])("takes application identifier 01 under %s", (identifier) => {
    expect(gtinOfGs1Text(`01${gtin}`, identifier)).toBe(gtin);
    expect(gtinOfGs1Text(`01${gtin}1729010121ABC`, identifier)).toBe(gtin);
    expect(gtinOfGs1Text(`01${gtin.slice(1)}`, identifier)).toBeUndefined();
    expect(gtinOfGs1Text(`02${gtin}`, identifier)).toBeUndefined();
  });

  it.each([undefined, "", "]C0", "]d1", "]Q1"])("takes digits for nothing more under %s", (identifier) => {
    expect(gtinOfGs1Text(`01${gtin}`, identifier)).toBeUndefined();
  });

  it.each([
    [`(01)${gtin}`, gtin],
    [`(01)${gtin}(21)ABC`, gtin],
    [`(01)${gtin}5`, undefined],
    [`(01)${gtin.slice(1)}`, undefined],
    [`(02)${gtin}`, undefined],
    [`https://id.gs1.org/01/${gtin}`, gtin],
    [`https://example.com/some/path/01/${gtin}/10/LOT?17=290101`, gtin],
    ["HTTPS://EXAMPLE.COM/01/9521234000013", gtin],
    ["http://example.com/01/412345678903#x", "00412345678903"],
    ["https://example.com/01/12345670", "00000012345670"],
    ["https://example.com/01/123456789", undefined],
    [`https://example.com/01/${gtin}5`, undefined],
    [`https://example.com/01/${gtin}x`, undefined],
    [`https://example.com/?next=/01/${gtin}`, undefined],
    [`ftp://example.com/01/${gtin}`, undefined],
    [gtin, undefined],
    ["", undefined],
  ])("reads %j", (text, expected) => {
    expect(gtinOfGs1Text(text)).toBe(expected);
  });

  it("takes linear time", () => {
    expect(gtinOfGs1Text(`https://${"/01/1234567".repeat(50_000)}`)).toBeUndefined();
  });
});

describe("gtinSymbologies", () => {
  it("gives the usual symbology first", () => {
    expect(gtinSymbologies("12345670")).toEqual(["ean8", "ean13", "itf"]);
    expect(gtinSymbologies("412345678903")).toEqual(["upca", "ean13", "itf"]);
    expect(gtinSymbologies("00412345678903")).toEqual(["upca", "ean13", "itf"]);
    expect(gtinSymbologies("9521234000013")).toEqual(["ean13", "itf"]);
    expect(gtinSymbologies("19521234000010")).toEqual(["itf"]);
    expect(gtinSymbologies("abc")).toEqual([]);
  });
});

describe("gtinText", () => {
  it("prints the digits of the symbology", () => {
    expect(gtinText("00412345678903", "upca")).toBe("412345678903");
    expect(gtinText("412345678903", "ean13")).toBe("0412345678903");
    expect(gtinText("412345678903", "itf")).toBe("00412345678903");
    expect(gtinText("12345670", "ean8")).toBe("12345670");
  });

  it("prints nothing where digits would be lost or the symbology holds no GTIN", () => {
    expect(gtinText("9521234000013", "upca")).toBeUndefined();
    expect(gtinText("19521234000010", "ean13")).toBeUndefined();
    expect(gtinText("412345678903", "qr")).toBeUndefined();
  });
});
