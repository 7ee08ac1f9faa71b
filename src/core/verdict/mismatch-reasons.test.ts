import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { catalogOf } from "../../../test/catalog/catalog-of.ts";
import { two } from "../../../test/verdict/box-catalog.ts";
import type * as Patterns from "../pattern/index.ts";
import { mismatchReasons } from "./mismatch-reasons.ts";

const explained = vi.hoisted(() => ({ count: 0 }));
vi.mock("../pattern/index.ts", async (importOriginal) => {
  const patterns = await importOriginal<typeof Patterns>();
  return {
    ...patterns,
    explainMismatch: (...args: Parameters<typeof patterns.explainMismatch>) => {
      explained.count += 1;
      return patterns.explainMismatch(...args);
    },
  };
});

const sources = [
  "^AB[0-9]{4}$",
  "^A[BC]{1,3}[0-9]{2}$",
  "^(AB|BA)C{2,5}$",
  "^B[0-9]{4}$",
  "^[A-C]{6}$",
  "^A?B?C?0{3}$",
];
const catalog = catalogOf(
  ...sources.map((pattern, index) => ({ ...two, deviceModel: `M${index}`, serial: { ...two.serial, pattern } })),
);

it("explains the one text that comes closest, however many models and texts there are", () => {
  explained.count = 0;
  const symbols = [{ text: "AB1X" }, { text: "ABBB" }, { text: "https://a.example" }];
  const [, closest] = mismatchReasons({ catalog, symbols, fullPass: true });
  expect(closest?.args).toMatchObject({ text: "ABBB", deviceModel: "M1", at: 4, expected: "0-9" });
  expect(explained.count).toBe(1);
});

/** How far any serial of the pattern goes along with the text, by trying: the native engine over every beginning. */
function progressByTrial(source: string, text: string, serials: readonly string[]): number {
  const own = serials.filter((serial) => new RegExp(source).test(serial));
  const shortest = Math.min(...own.map(({ length }) => length));
  let at = 0;
  while (at < text.length && own.some((serial) => serial.startsWith(text.slice(0, at + 1)))) at += 1;
  return at / shortest;
}

it("finds the text and model that come closest, as trying every serial does", () => {
  const letters = ["A", "B", "C", "0"];
  let serials = [""];
  const all: string[] = [];
  for (let length = 1; length <= 7; length += 1) {
    serials = serials.flatMap((serial) => letters.map((letter) => serial + letter));
    all.push(...serials);
  }
  const reached = new Map(sources.map((source) => [source, all.filter((serial) => new RegExp(source).test(serial))]));
  const isSerial = (text: string) => sources.some((source) => new RegExp(source).test(text));
  const text = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 }).map((one) => one.join(""));
  fc.assert(
    fc.property(
      text.filter((one) => !isSerial(one)),
      (one) => {
        const [, closest] = mismatchReasons({ catalog, symbols: [{ text: one }], fullPass: true });
        const shares = sources.map((source) => progressByTrial(source, one, reached.get(source) ?? []));
        expect(closest?.args["deviceModel"]).toBe(`M${shares.indexOf(Math.max(...shares))}`);
      },
    ),
  );
});
