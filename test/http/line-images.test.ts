import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFolder, type LineUnderTest, removeFolder, startLine } from "./line-under-test.ts";

let folder: string;
let line: LineUnderTest;
beforeEach(async () => {
  folder = await createFolder();
  line = await startLine(folder);
  await line.scan({ scanId: "s1", station: "line-1", text: "ON000001" });
  await line.scan({ scanId: "s2", station: "line-1", text: "ON000002" });
});
afterEach(async () => {
  await line.stop();
  await removeFolder(folder);
});

const pngHead = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const png = (length: number) => Buffer.concat([pngHead, randomBytes(length - pngHead.length)]);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const put = (scanId: string, body: NonNullable<RequestInit["body"]>, type = "image/png") =>
  line.call(`/v1/scans/${scanId}/image`, { method: "PUT", headers: { "content-type": type }, body, duplex: "half" });

async function files(): Promise<readonly string[]> {
  const entries = await readdir(join(folder, "line.db.images"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("PUT /v1/scans/{scanId}/image", () => {
  it("keeps the bytes under their SHA-256 and says what it kept", async () => {
    const image = png(100_000);
    const { status, body } = await put("s1", image);
    const hash = sha256(image);
    expect([status, body]).toEqual([
      200,
      { scanId: "s1", sha256: hash, mediaType: "image/png", byteCount: 100_000, at: expect.any(String) },
    ]);
    const kept = await readFile(join(folder, "line.db.images", hash.slice(0, 2), `${hash}.png`));
    expect(kept.equals(image)).toBe(true);
    expect(await files()).toEqual([`${hash}.png`]);
  });

  it("gives the same answer to the same image again, also after a restart", async () => {
    const image = png(1_000);
    const first = await put("s1", image);
    expect((await put("s1", image)).text).toBe(first.text);
    await line.stop();
    line = await startLine(folder);
    expect((await put("s1", image, "image/jpeg")).text).toBe(first.text);
    expect(await files()).toHaveLength(1);
  });

  it("refuses another image for the same scan and keeps nothing of it", async () => {
    await put("s1", png(1_000));
    expect((await put("s1", png(1_000))).body).toMatchObject({ status: 409, code: "ERR_SCAN_CONFLICT" });
    expect(await files()).toHaveLength(1);
  });

  it("keeps one file for two scans with the same image", async () => {
    const image = png(1_000);
    expect([(await put("s1", image)).status, (await put("s2", image)).status]).toEqual([200, 200]);
    expect(await files()).toHaveLength(1);
  });

  it("lets one of many different images at once win, and all of many equal ones", async () => {
    const different = await Promise.all(Array.from({ length: 6 }, () => put("s1", png(1_000))));
    expect(different.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    const image = png(1_000);
    const equal = await Promise.all(Array.from({ length: 6 }, () => put("s2", image)));
    expect(new Set(equal.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  it("says that a scan is unknown", async () => {
    expect((await put("s9", png(1_000))).body).toMatchObject({ status: 404, code: "ERR_SCAN_UNKNOWN" });
    expect(await files()).toEqual([]);
  });

  it.each([
    ["a text", Buffer.from("this is no image at all"), "image/png", "ERR_IMAGE_FORMAT"],
    ["nothing", Buffer.alloc(0), "image/png", "ERR_IMAGE_FORMAT"],
    ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/svg+xml", "ERR_IMAGE_FORMAT"],
    ["a form", pngHead, "multipart/form-data; boundary=x", "ERR_MEDIA_TYPE"],
    ["JSON", Buffer.from("{}"), "application/json", "ERR_MEDIA_TYPE"],
  ])("refuses %s and keeps nothing of it", async (_what, bytes, type, code) => {
    expect((await put("s1", bytes, type)).body).toMatchObject({ status: 415, code });
    expect(await files()).toEqual([]);
  });

  it("believes the bytes, not the claim", async () => {
    expect((await put("s1", png(1_000), "image/jpeg")).body.mediaType).toBe("image/png");
  });

  it("takes 20 MiB and not one byte more, whether the length was told before or not", async () => {
    const bytesMax = 20 * 1024 * 1024;
    const image = png(bytesMax + 1);
    expect((await put("s1", image)).body).toMatchObject({ status: 413, code: "ERR_IMAGE_TOO_LARGE" });
    const streamed = new Blob([image]).stream();
    expect((await put("s1", streamed)).body).toMatchObject({ status: 413, code: "ERR_IMAGE_TOO_LARGE" });
    expect(await files()).toEqual([]);
    expect((await put("s1", image.subarray(0, bytesMax))).body).toMatchObject({ byteCount: bytesMax });
  });

  it("takes an image in pieces of any size", async () => {
    const image = png(64);
    const pieces = new ReadableStream({
      start(sink) {
        for (const byte of image) sink.enqueue(Uint8Array.of(byte));
        sink.close();
      },
    });
    expect((await put("s1", pieces)).body).toMatchObject({ sha256: sha256(image), byteCount: 64 });
  });

  it("leaves nothing of an image whose sender hangs up, nor of one that an ended service had half received", async () => {
    const controller = new AbortController();
    const stream = new ReadableStream({ start: (sink) => sink.enqueue(png(10_000)) });
    const sent = line.call("/v1/scans/s1/image", {
      method: "PUT",
      headers: { "content-type": "image/png" },
      body: stream,
      duplex: "half",
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 100);
    await expect(sent).rejects.toThrow();
    await expect.poll(files).toEqual([]);
    expect(line.failures).toEqual([]);
    await writeFile(join(folder, "line.db.images", "0c0a1b.part"), "half");
    await line.stop();
    line = await startLine(folder);
    expect(await files()).toEqual([]);
  });

  it("receives 8 images at once and asks the others to come again", async () => {
    const sinks: ReadableStreamDefaultController[] = [];
    const image = png(64);
    const open = Array.from({ length: 8 }, () => {
      const stream = new ReadableStream({ start: (sink) => sinks.push(sink) && sink.enqueue(image.subarray(0, 32)) });
      return put("s1", stream);
    });
    await expect.poll(files).toHaveLength(8);
    const refused = await put("s2", image);
    expect(refused.body).toMatchObject({ status: 503, code: "ERR_OVERLOADED" });
    expect(refused.headers.get("retry-after")).toBe("1");
    for (const sink of sinks) {
      sink.enqueue(image.subarray(32));
      sink.close();
    }
    expect((await Promise.all(open)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await put("s2", image)).status).toBe(200);
  });
});
