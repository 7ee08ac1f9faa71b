import { execFile } from "node:child_process";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BoxproofError } from "../../src/core/index.ts";
import { createReader, type Reader, readImageFile, readImageStream } from "../../src/reader/index.ts";

let reader: Reader;
let folder: string;

beforeAll(async () => {
  reader = await createReader();
  folder = await mkdtemp(join(tmpdir(), "boxproof-hostile-"));
});

afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true });
});

describe("a hostile image", () => {
  it("of 31 kilobytes that would unpack to 256 million pixels is refused by its header", async () => {
    const bomb = blackPng(16_000, 16_000);
    expect(bomb.length).toBeLessThan(40_000);
    const refusal = await refusalOf(bomb);
    expect(refusal.code).toBe("ERR_IMAGE_TOO_LARGE");
    expect(refusal.message).toContain("16000 x 16000");
    expect(refusal.details).toEqual({ width: 16_000, height: 16_000 });
    // Were a pixel unpacked first, this one would be damaged.
    expect((await refusalOf(bomb.subarray(0, 100))).code).toBe("ERR_IMAGE_TOO_LARGE");
  });

  it.each([
    [59_999_999, 1],
    [1, 59_999_999],
    [20_001, 1],
  ])("of %i x %i pixels is refused for its side", async (width, height) => {
    // The pixels need not be there: the header is enough.
    const refusal = await refusalOf(blackPng(width, height, 1));
    expect(refusal.code).toBe("ERR_IMAGE_TOO_LARGE");
    expect(refusal.details).toEqual({ width, height });
  });

  it("of 20000 pixels along a side is read", async () => {
    const strip = { width: 20_000, height: 1, channels: 3, background: "#fff" } as const;
    expect((await reader.read(await sharp({ create: strip }).png().toBuffer())).width).toBe(20_000);
  });

  it("that claims more pixels than there can be is refused", async () => {
    expect((await refusalOf(blackPng(2_000_000_000, 2_000_000_000, 1))).code).toMatch(
      /^ERR_IMAGE_(TOO_LARGE|DAMAGED)$/,
    );
  });

  it("that is an SVG of endless work is refused by its first bytes, and the library could not open one either", async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="7000" height="7000"><filter id="b"><feGaussianBlur ' +
        'stdDeviation="900"/></filter><rect width="7000" height="7000" filter="url(#b)"/></svg>',
    );
    const refusal = await refusalOf(svg);
    expect(refusal.code).toBe("ERR_IMAGE_FORMAT");
    expect(refusal.message).toContain("an SVG or XML file");
    await expect(sharp(svg).metadata()).rejects.toThrow("unsupported image format");
    await expect(sharp(Buffer.from("GIF89a....")).metadata()).rejects.toThrow("unsupported image format");
  });

  it.each([
    ["an empty file", ""],
    ["a text named .png", "serial;gtin\nBL1;00850012345671\n"],
    ["a PDF", "%PDF-1.7\n1 0 obj"],
  ])("that is %s is refused with what it is", async (_, text) => {
    const refusal = await refusalOf(Buffer.from(text));
    expect(refusal.code).toBe("ERR_IMAGE_FORMAT");
    expect(refusal.remedy).toBeDefined();
  });

  it.each(["png", "jpeg", "webp", "tiff"] as const)(
    "that is a %s cut short is damaged, not unknown",
    async (format) => {
      const whole = await noise(120, 90).toFormat(format).toBuffer();
      await expect(reader.read(whole)).resolves.toMatchObject({ width: 120, height: 90 });
      for (const share of [0.5, 0.9]) {
        const refusal = await refusalOf(whole.subarray(0, Math.floor(whole.length * share)));
        expect(refusal.code, `${share}`).toBe("ERR_IMAGE_DAMAGED");
        expect(refusal.message).not.toContain("\n");
        expect(refusal.remedy).toContain("again");
      }
    },
  );

  it("that is a PNG with a broken checksum is damaged", async () => {
    const broken = await noise(64, 64).png().toBuffer();
    const at = broken.length - 40;
    broken[at] = (broken[at] ?? 0) ^ 0xff;
    expect((await refusalOf(broken)).code).toBe("ERR_IMAGE_DAMAGED");
  });

  it("with several pages is refused rather than read in part", async () => {
    const pages = await sharp(Buffer.alloc(40 * 60, 200), {
      raw: { width: 40, height: 60, channels: 1, pageHeight: 30 },
    })
      .tiff()
      .toBuffer();
    const refusal = await refusalOf(pages);
    expect(refusal.code).toBe("ERR_IMAGE_FORMAT");
    expect(refusal.message).toContain("2 pages");
  });

  it("given as grey pixels must have as many as it says, and not too many", async () => {
    const short = { width: 10, height: 10, pixels: new Uint8Array(99) };
    await expect(reader.read(short)).rejects.toMatchObject({ code: "ERR_IMAGE_FORMAT" });
    const huge = { width: 60_000, height: 60_000, pixels: new Uint8Array(1) };
    await expect(reader.read(huge)).rejects.toMatchObject({ code: "ERR_IMAGE_TOO_LARGE" });
  });
});

describe("readImageFile", () => {
  it("refuses a huge file without reading it", async () => {
    const path = join(folder, "huge.png");
    await writeFile(path, "");
    await truncate(path, 5_000_000_000);
    // Read up to the limit, it would be said to have one chunk more than that.
    await expect(readImageFile(path)).rejects.toMatchObject({
      code: "ERR_IMAGE_TOO_LARGE",
      details: { byteCount: 5_000_000_000 },
    });
  });

  it("says that there is no file, that it is a folder, a device or a pipe, and never waits for one", async () => {
    const pipe = join(folder, "pipe.png");
    await promisify(execFile)("mkfifo", [pipe]);
    for (const path of [join(folder, "absent.png"), folder, "/dev/zero", pipe]) {
      await expect(readImageFile(path), path).rejects.toMatchObject({ code: "ERR_FILE_READ" });
    }
  });

  it("gives exactly the bytes of a file longer than one chunk", async () => {
    const path = join(folder, "some.bin");
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 7) & 255);
    await writeFile(path, bytes);
    expect(Buffer.compare(Buffer.from(await readImageFile(path)), bytes)).toBe(0);
  });
});

describe("readImageStream", () => {
  it("joins chunks, and stops an endless stream at the limit", async () => {
    const joined = await readImageStream(Readable.from([Buffer.from("ab"), Buffer.from("c")]));
    expect(Buffer.from(joined).toString()).toBe("abc");
    const chunk = Buffer.alloc(1024 * 1024);
    let given = 0;
    const endless = Readable.from(
      (function* () {
        while (true) {
          given += 1;
          yield chunk;
        }
      })(),
    );
    await expect(readImageStream(endless)).rejects.toMatchObject({ code: "ERR_IMAGE_TOO_LARGE" });
    expect(given).toBeLessThan(100);
  });
});

async function refusalOf(file: Uint8Array): Promise<BoxproofError> {
  const refusal: unknown = await reader.read(file).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refusal instanceof BoxproofError) return refusal;
  throw new Error(`not refused as it should be: ${refusal}`);
}

/** A one-bit PNG, all black, written by hand: deflate makes next to nothing of it. */
function blackPng(width: number, height: number, rowsWritten = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc((Math.ceil(Math.min(width, 16_000) / 8) + 1) * rowsWritten);
  return Buffer.concat([
    Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows, { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Grey noise, so that every part of the file carries picture. */
function noise(width: number, height: number): Sharp {
  const pixels = Uint8Array.from({ length: width * height }, (_, index) => Math.imul(index + 1, 2_654_435_761) >>> 24);
  return sharp(pixels, { raw: { width, height, channels: 1 } });
}
