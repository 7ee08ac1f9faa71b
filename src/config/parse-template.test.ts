import { describe, expect, it } from "vitest";
import { BoxproofError } from "../core/index.ts";
import { parseTemplate } from "./parse-template.ts";

const head = `format: boxproof-template/1
name: mine
media: { width: 50mm, height: 20mm }
print: { dpi: 203 }
elements:
  - { type: mark, at: [1mm, 1mm] }
`;
const serial = `  - type: symbol
    slot: serial
    symbologies: [code128]
    area: [0mm, 0mm, 50mm, 20mm]
    x: 0.25mm
    hri: { size: 8pt, gap: 0.5mm }
`;

/** Each fault as `line:column path: expected`. */
function faultsOf(text: string): readonly string[] {
  try {
    parseTemplate(text, "mine.yaml");
  } catch (error) {
    if (!(error instanceof BoxproofError) || error.code !== "ERR_TEMPLATE") throw error;
    const faults = error.details["faults"] as readonly {
      line: number;
      column: number;
      path: string;
      expected: string;
    }[];
    return faults.map((fault) => `${fault.line}:${fault.column} ${fault.path}: ${fault.expected}`);
  }
  return [];
}

describe("parseTemplate", () => {
  it("turns lengths into micrometres and a 203 dpi head into 8 dots a millimetre", () => {
    const template = parseTemplate(head + serial, "mine.yaml");
    expect(template).toMatchObject({ name: "mine", widthUm: 50_000, heightUm: 20_000, dotsPerInch: 203.2 });
    expect(template.elements[1]).toMatchObject({
      kind: "symbol",
      area: { xUm: 0, yUm: 0, widthUm: 50_000, heightUm: 20_000 },
      xUm: 250,
      xMaxUm: 250,
      align: "left",
      hri: { text: "{value}", font: "mono", sizeUm: 2_822, sizeMinUm: 2_822, gapUm: 500, place: "below", wrap: false },
    });
  });

  it("names every fault at once with line, column and field", () => {
    const text = head.replace("50mm", "50") + serial.replace("x: 0.25mm", "x: 0.2505mm").replace("slot:", "slt:");
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^3:17 media\.width: a length with its unit/),
      expect.stringMatching(/^7:5 elements\[1\]\.slot: one of serial, gtin/),
      expect.stringMatching(/^8:5 elements\[1\]\.slt: /),
      expect.stringMatching(/^11:8 elements\[1\]\.x: whole micrometres/),
    ]);
  });

  it("wants an area inside the label, to the micrometre", () => {
    expect(faultsOf(head + serial.replace("50mm, 20mm", "50mm, 20.001mm"))).toEqual([
      "10:11 elements[1].area: an area inside the label of 50mm x 20mm",
    ]);
  });

  it("wants the serial readable by people, exactly", () => {
    const without = serial.replace("    hri: { size: 8pt, gap: 0.5mm }\n", "");
    expect(faultsOf(head + without)).toEqual([expect.stringContaining("the serial must also be readable by people")]);
    const other = serial.replace("{ size: 8pt", '{ text: "S/N", size: 8pt');
    expect(faultsOf(head + other)).toEqual([expect.stringContaining("elements[1].hri.text: {value} in it")]);
  });

  it("points at a placeholder that nobody fills in", () => {
    const text = `${head}  - { type: text, at: [1mm, 9mm], size: 8pt, text: "For {modl}" }\n`;
    expect(faultsOf(text)).toEqual(["7:57 elements[1].text: only {model}, {maker}, {deviceModel}, {dsn} in braces"]);
  });

  it("wants one place for the word that marks demo labels and specimens", () => {
    const expected = "one element of type: mark, where DEMO or SPECIMEN stands on labels that are not for sale";
    expect(faultsOf(head.replace(/ {2}- \{ type: mark.*\n/, serial))).toEqual([`6:3 elements: ${expected}`]);
    const twice = `${head}  - { type: mark, at: [9mm, 1mm] }\n`;
    expect(faultsOf(twice)).toEqual([`7:5 elements[1]: ${expected}`]);
  });

  it("wants smallest sizes below sizes, and text at the right of matrix symbols only", () => {
    const text = serial.replace("{ size: 8pt", "{ place: right, sizeMin: 9pt, size: 8pt");
    expect(faultsOf(head + text)).toEqual([
      expect.stringContaining("elements[1].hri.place: below for code128"),
      expect.stringContaining("elements[1].hri.sizeMin: at most size, which is 8pt"),
    ]);
  });

  it("refuses what is no template at all", () => {
    expect(faultsOf("")).toHaveLength(1);
    expect(faultsOf("[1, 2]").length).toBeGreaterThan(0);
    expect(faultsOf("format: boxproof-catalog/1").length).toBeGreaterThan(0);
  });
});
