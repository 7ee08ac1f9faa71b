import { describe, expect, it } from "vitest";
import { symbolGtin } from "./symbol-gtin.ts";

const gtin = "09521234000013";

describe("symbolGtin", () => {
  it.each([
    [{ text: "9521234000013" }],
    [{ text: "9521234000013\r" }],
    [{ text: "]E09521234000013" }],
    [{ text: "*9521234000013*" }],
    [{ text: "0109521234000013", aim: "]C1" }],
    [{ text: "010952123400001321ABC", aim: "]d2" }],
    [{ text: "\u001d0109521234000013", aim: "]Q3" }],
    [{ text: "]C10109521234000013" }],
    [{ text: "]e00109521234000013\r\n" }],
    [{ text: "(01)09521234000013(21)ABC" }],
    [{ text: " (01)09521234000013" }],
    [{ text: "https://id.gs1.org/01/09521234000013/21/ABC" }],
    [{ text: "]Q1https://example.com/01/9521234000013?17=290101\n" }],
  ])("finds the GTIN of %j", (symbol) => {
    expect(symbolGtin(symbol)).toBe(gtin);
  });

  it.each([
    [{ text: "0109521234000013" }],
    [{ text: "0109521234000013", aim: "]C0" }],
    [{ text: "]d10109521234000013" }],
    [{ text: "2109521234000013", aim: "]C1" }],
    [{ text: "https://example.com/9521234000013" }],
    [{ text: "B1234" }],
  ])("finds none in %j", (symbol) => {
    expect(symbolGtin(symbol)).toBeUndefined();
  });
});
