import { beforeAll, describe, expect, it } from "vitest";
import type { DisplayList } from "../../src/core/layout/index.ts";
import { createPressKit, type PressKit, renderPdf, runTool } from "./press-kit.ts";

let kit: PressKit;

beforeAll(async () => {
  kit = await createPressKit();
});

/** zbarimg's names of symbologies. EAN-13 that begins with 0 and UPC-A are the same bars; zbar says EAN-13 for both. */
const zbarNames: Readonly<Record<string, string>> = {
  code128: "CODE-128",
  code39: "CODE-39",
  qr: "QR-Code",
  ean13: "EAN-13",
  upca: "EAN-13",
};

async function zbarReads(file: string): Promise<readonly string[]> {
  const end = await runTool("zbarimg", ["--quiet", file], "zbar-tools");
  expect(end).toMatchObject({ status: 0, timedOut: false });
  return end.out.trim().split("\n");
}

async function dmtxReads(file: string): Promise<string> {
  const end = await runTool("dmtxread", ["-N1", "-m", "90000", file], "dmtx-utils");
  expect(end).toMatchObject({ timedOut: false });
  return end.out;
}

function zbarExpects(list: DisplayList): readonly string[] {
  return list.symbols
    .filter(({ symbology }) => symbology !== "datamatrix")
    .map(({ symbology, text }) => `${zbarNames[symbology]}:${symbology === "upca" ? `0${text}` : text}`);
}

describe.each([300, 600])("independent readers of every demo label, printed at %i dpi,", (dotsPerInch) => {
  it("read exactly what it says", async () => {
    for (const model of kit.models) {
      const template = model.label?.template ?? "";
      const dsns = model.serial.examples.good;
      const lists = await Promise.all(dsns.map((dsn) => kit.label(model.deviceModel, template, { dsn })));
      const pages = await renderPdf(await kit.pdf(...lists), { dotsPerInch, antialias: true });
      expect(pages).toHaveLength(lists.length);
      for (const [index, { file }] of pages.entries()) {
        const list = lists[index];
        if (list === undefined) throw new Error("a page without a label");
        expect([...(await zbarReads(file))].sort()).toEqual([...zbarExpects(list)].sort());
        const matrix = list.symbols.find(({ symbology }) => symbology === "datamatrix");
        if (matrix !== undefined) expect(await dmtxReads(file)).toBe(matrix.text);
      }
    }
  });
});
