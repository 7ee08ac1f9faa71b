import { describe, expect, test } from "vitest";
import { catalogOf, modelOf } from "../../../test/catalog/catalog-of.ts";
import { hasText } from "../pattern/index.ts";
import { boxCodeShapes } from "./box-code-shape.ts";
import type { BoxCodeKind } from "./catalog.ts";
import { unitCodeKinds } from "./known-code.ts";

/** Texts that a column of the kind may hold although they are not in the common form of the kind. */
const taken: Readonly<Partial<Record<BoxCodeKind, readonly string[]>>> = {
  fnsku: ["A123456789", "X001ABC123"],
  asin: ["030640615X", "B0DEMO0001"],
  lpn: ["LPN1234", "LPN12345678901234567890", "LPNRRAB1234567"],
  transparency: ["AZ:0123456789ABCDEFGHIJKLMNOP", "0110614141000416211234567890123456789#"],
  mac: ["00:17-88:2A-9F:B1", "0017882A9FB1"],
  imei: ["490154203237519", "490154203237518"],
  url: ["https://[::1]/a", "https://user@brewline.example"],
};

const kinds = Object.entries(taken).map(([kind, texts]) => [kind as BoxCodeKind, texts] as const);

describe("a pattern is held against everything that a column may hold", () => {
  test.each(kinds)("of kind %s", (kind, texts) => {
    const boxCodes = [{ kind, name: kind, symbology: "code128", column: "c" }] as const;
    const [known] = unitCodeKinds(catalogOf(modelOf("AA", "^A$", { boxCodes })));
    for (const text of texts) {
      expect([text, boxCodeShapes[kind]?.shape.test(text)]).toEqual([text, true]);
      expect([text, known?.language !== undefined && hasText(known.language, text)]).toEqual([text, true]);
    }
  });
});
