import { Readable } from "node:stream";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { type ImageReading, readImages } from "../../src/cli/read-images.ts";

const io: Io = {
  out: () => undefined,
  err: () => undefined,
  stdin: Readable.from([]),
  env: {},
  cwd: "/",
  outIsTerminal: false,
  errIsTerminal: false,
  stop: new AbortController().signal,
};

test("a single image is read in a worker too, which its deadline can end", async () => {
  const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  let workers = 0;
  const count = () => {
    workers += 1;
  };
  process.on("worker", count);
  const readings: ImageReading[] = [];
  for await (const reading of readImages(io, [{ file: "blank.png", load: async () => image }])) readings.push(reading);
  process.off("worker", count);
  expect(readings).toMatchObject([{ file: "blank.png", symbols: [], fullPass: true }]);
  expect(workers).toBe(1);
});
