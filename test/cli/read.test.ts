import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawSymbols, imageFile } from "../reader/drawn-symbols.ts";
import { runProcess } from "../tools/run-process.ts";
import { runCommand } from "./command-line.ts";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));

let cwd: string;
let png: Buffer;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "boxproof-read-"));
  const { raster } = await drawSymbols({ width: 640, height: 260 }, [
    { bcid: "code128", text: "BL12401A0000011", heightMm: 15, at: [30, 40] },
    { bcid: "datamatrix", text: "PURE2401000000155", scale: 2, at: [570, 60] },
  ]);
  png = await imageFile(raster, "png");
  const blank = await drawSymbols({ width: 50, height: 40 }, []);
  await mkdir(join(cwd, "photos", "deeper"), { recursive: true });
  await mkdir(join(cwd, "empty"));
  await Promise.all([
    writeFile(join(cwd, "box.png"), png),
    writeFile(join(cwd, "blank.webp"), await imageFile(blank.raster, "webp")),
    writeFile(join(cwd, "cut.jpg"), (await imageFile(raster, "jpeg")).subarray(0, 4000)),
    writeFile(join(cwd, "note.png"), "no image at all"),
    writeFile(join(cwd, "void.png"), ""),
    writeFile(join(cwd, "-dash.png"), png),
    writeFile(join(cwd, "photos", "b.PNG"), png),
    writeFile(join(cwd, "photos", "a.tiff"), await imageFile(raster, "tiff")),
    writeFile(join(cwd, "photos", "notes.txt"), "not looked at"),
    writeFile(join(cwd, "photos", "deeper", "c.png"), png),
  ]);
});

afterAll(() => rm(cwd, { recursive: true }));

describe("boxproof read", () => {
  it("prints one JSON line in the shape of the contract", async () => {
    const { status, out, err } = await runCommand(["read", "box.png", "--json"], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out.endsWith("}\n")).toBe(true);
    const [line, ...more] = linesOf(out);
    expect(more).toEqual([]);
    expect(Object.keys(line ?? {})).toEqual(["file", "symbols", "ms"]);
    expect(line).toEqual({
      file: "box.png",
      ms: expect.any(Number),
      symbols: [
        {
          symbology: "code128",
          text: "BL12401A0000011",
          aim: "]C0",
          corners: cornersAbout([30, 40]),
          lines: expect.any(Number),
          rung: "frame",
        },
        {
          symbology: "datamatrix",
          text: "PURE2401000000155",
          aim: "]d1",
          corners: cornersAbout([570, 60]),
          rung: "frame",
        },
      ],
    });
  });

  it("gives every image one line in the order of the call, and the bad ones an error; the others go on", async () => {
    const images = ["box.png", "cut.jpg", "absent.png", "blank.webp", "note.png", "void.png", "box.png"];
    const { status, out, err } = await runCommand(["read", "--json", ...images], { cwd });
    expect({ status, err }).toEqual({ status: 1, err: "" });
    const lines = linesOf(out);
    expect(lines.map(({ file }) => file)).toEqual(images);
    expect(lines.map(({ error }) => error?.code)).toEqual([
      undefined,
      "ERR_IMAGE_DAMAGED",
      "ERR_FILE_READ",
      undefined,
      "ERR_IMAGE_FORMAT",
      "ERR_IMAGE_FORMAT",
      undefined,
    ]);
    expect(lines.map(({ symbols }) => symbols.length)).toEqual([2, 0, 0, 0, 0, 0, 2]);
    for (const { error } of lines) if (error !== undefined) expect(error.message).toMatch(/\.$/);
  });

  it("reads no symbol without calling it an error", async () => {
    expect(await runCommand(["read", "blank.webp"], { cwd })).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^blank\.webp: no symbols, \d+ ms\n$/),
    });
  });

  it("takes the image files of a folder, sorted, and not those of the folders inside", async () => {
    const { status, out } = await runCommand(["read", "photos", "--json"], { cwd });
    expect(status).toBe(0);
    expect(linesOf(out).map(({ file }) => file)).toEqual([join("photos", "a.tiff"), join("photos", "b.PNG")]);
  });

  it("says that a folder has no images", async () => {
    const { status, out } = await runCommand(["read", "empty", "--json"], { cwd });
    expect(status).toBe(1);
    expect(linesOf(out)).toMatchObject([{ file: "empty", symbols: [], error: { code: "ERR_FILE_READ" } }]);
  });

  it("reads one image from standard input, and refuses to read it twice", async () => {
    const { status, out } = await runCommand(["read", "--json", "-"], { cwd, stdin: png });
    expect(status).toBe(0);
    expect(linesOf(out)).toMatchObject([{ file: "-", symbols: [{}, {}] }]);
    expect(await runCommand(["read", "-", "-"], { cwd, stdin: png })).toMatchObject({
      status: 2,
      err: expect.stringContaining("error ERR_USAGE:"),
    });
  });

  it("takes a file that looks like an option after --", async () => {
    const { status, out } = await runCommand(["read", "--json", "--", "-dash.png"], { cwd });
    expect(status).toBe(0);
    expect(linesOf(out)).toMatchObject([{ file: "-dash.png", symbols: [{}, {}] }]);
  });

  it("shows people each symbol on a line, and errors with a remedy on standard error", async () => {
    const { status, out, err } = await runCommand(["read", "box.png", "note.png"], { cwd });
    expect(status).toBe(1);
    expect(out).toMatch(/^box\.png: 2 symbols, \d+ ms\n {2}code128 {5}BL12401A0000011 {2}\(\]C0, \d+ lines, top left/);
    expect(out).toMatch(/\n {2}datamatrix {2}PURE2401000000155 {2}\(\]d1, top left at \d+, \d+\)\n$/);
    expect(err).toBe(
      "error ERR_IMAGE_FORMAT: note.png: This is no image that boxproof knows; expected JPEG, PNG, WebP or TIFF.\n" +
        "Give a JPEG, PNG, WebP or TIFF image.\n",
    );
  });

  it("spells out control characters of a symbol for people and keeps them in JSON", async () => {
    const text = "A\u001b[2JB";
    const { raster } = await drawSymbols({ width: 300, height: 300 }, [{ bcid: "qrcode", text, scale: 4 }]);
    const stdin = await imageFile(raster, "png");
    const { out } = await runCommand(["read", "-"], { cwd, stdin });
    expect(out).toContain("A\\u{1b}[2JB");
    expect(out).not.toContain("\u001b");
    const json = await runCommand(["read", "-", "--json"], { cwd, stdin });
    expect(linesOf(json.out)).toMatchObject([{ symbols: [{ text }] }]);
  });

  it("says that there may be more symbols than it lists", async () => {
    const many = Array.from({ length: 24 }, (_, index) => ({
      bcid: "datamatrix",
      text: `BL${index}`,
      scale: 3,
      at: [40 + (index % 6) * 90, 40 + Math.floor(index / 6) * 90] as const,
    }));
    const { raster } = await drawSymbols({ width: 600, height: 420 }, many);
    const stdin = await imageFile(raster, "png");
    expect((await runCommand(["read", "-"], { cwd, stdin })).out).toContain("there may be more");
    const { out } = await runCommand(["read", "-", "--json"], { cwd, stdin });
    expect(linesOf(out)).toMatchObject([{ fullPass: false }]);
  });

  it("needs an image", async () => {
    expect(await runCommand(["read"], { cwd })).toMatchObject({ status: 2, out: "" });
  });

  it("ends by itself as a process, with workers and without", async () => {
    for (const images of [["box.png"], ["box.png", "note.png", "box.png"]]) {
      const end = await runProcess(process.execPath, [bin, "read", "--json", ...images], { cwd, timeoutMs: 100_000 });
      expect(end).toMatchObject({ status: images.length === 1 ? 0 : 1, err: "", timedOut: false });
      expect(linesOf(end.out)).toHaveLength(images.length);
    }
  });
});

interface Line {
  readonly file: string;
  readonly symbols: readonly { readonly text: string }[];
  readonly error?: { readonly code: string; readonly message: string };
}

function linesOf(out: string): readonly Line[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

/** Four points of two numbers, the first of them about where the symbol was drawn. */
function cornersAbout([left, top]: readonly [number, number]): unknown {
  const point = [expect.any(Number), expect.any(Number)];
  return [[expect.closeTo(left, -1), expect.closeTo(top, -1)], point, point, point];
}
