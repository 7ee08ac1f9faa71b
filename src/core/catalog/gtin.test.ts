import { describe, expect, it } from "vitest";
import { gtin14, gtinSymbologies, gtinText } from "./gtin.ts";

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
