import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BoxproofError, createRandom, type Random } from "../../src/core/index.ts";
import { createReader, type Reader } from "../../src/reader/index.ts";
import { drawSymbols, imageFile } from "./drawn-symbols.ts";

const imageCount = 2_000;
const text = "BL12833A";

let reader: Reader;

beforeAll(async () => {
  reader = await createReader();
});

afterAll(() => reader.close());

describe("reading broken image files", () => {
  it("ends each of 2,000 mutated files with symbols or with one of its own errors, none with a wrong text", async () => {
    const { raster } = await drawSymbols({ width: 220, height: 160 }, [
      { bcid: "code128", text, scale: 1, heightMm: 20, at: [12, 8] },
      { bcid: "datamatrix", text, scale: 2, at: [150, 90] },
    ]);
    const files = await Promise.all((["png", "jpeg", "webp", "tiff"] as const).map((kind) => imageFile(raster, kind)));
    const ends = new Map<string, number>();
    for (let index = 0; index < imageCount; index += 1) {
      const original = files[index % files.length] as Buffer;
      const end = await endOf(mutated(original, createRandom(`mutation/${index}`)));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const known = ["read", "ERR_IMAGE_FORMAT", "ERR_IMAGE_DAMAGED", "ERR_IMAGE_TOO_LARGE", "ERR_IMAGE_READ"];
    expect([...ends.keys()].filter((end) => !known.includes(end))).toEqual([]);
    // Mutations must reach beyond the first check, or the test would show nothing.
    expect(ends.get("read") ?? 0).toBeGreaterThan(imageCount / 20);
    expect(ends.get("ERR_IMAGE_DAMAGED") ?? 0).toBeGreaterThan(imageCount / 20);
    await expect(reader.read(files[0] as Buffer)).resolves.toMatchObject({ symbols: [{ text }, { text }] });
  }, 240_000);
});

async function endOf(file: Uint8Array): Promise<string> {
  try {
    const { symbols } = await reader.read(file);
    const wrong = symbols.find((symbol) => symbol.text !== text);
    return wrong === undefined ? "read" : `wrong text ${wrong.text}`;
  } catch (error) {
    return error instanceof BoxproofError ? error.code : `not an error of ours: ${error}`;
  }
}

/** A few bytes changed, a piece cut out or doubled, or the end cut off. */
function mutated(original: Buffer, random: Random): Buffer {
  const file = Buffer.from(original);
  const at = random.integer(0, file.length - 1);
  const length = random.integer(1, Math.min(64, file.length - at));
  switch (random.integer(0, 4)) {
    case 0:
      return file.subarray(0, at);
    case 1:
      return Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
    case 2:
      return Buffer.concat([file.subarray(0, at + length), file.subarray(at)]);
    case 3:
      return file.fill(random.integer(0, 255), at, at + length);
    default:
      for (let change = random.integer(1, 8); change > 0; change -= 1) {
        file[random.integer(0, file.length - 1)] = random.integer(0, 255);
      }
      return file;
  }
}
