import { expect, it } from "vitest";
import { boundedBytes } from "./bounded-bytes.ts";

/** Endless, and says how many pieces were asked for. */
function endless(): { readonly pieces: AsyncIterable<string>; count: number; isClosed: boolean } {
  const seen = { count: 0, isClosed: false };
  async function* pieces(): AsyncIterable<string> {
    try {
      while (true) {
        seen.count += 1;
        yield "ééééé";
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return Object.assign(seen, { pieces: pieces() });
}

async function* given(...pieces: (string | Uint8Array)[]): AsyncIterable<string | Uint8Array> {
  yield* pieces;
}

it("gives all bytes up to the limit, texts in UTF-8", async () => {
  expect(await boundedBytes(given(), 0)).toEqual(Buffer.alloc(0));
  expect(await boundedBytes(given("é", new Uint8Array([1, 2])), 4)).toEqual(Buffer.from([0xc3, 0xa9, 1, 2]));
  expect(await boundedBytes(given("é", new Uint8Array([1, 2])), 3)).toBeUndefined();
});

it("stops reading and closes what never ends", async () => {
  const source = endless();
  expect(await boundedBytes(source.pieces, 29)).toBeUndefined();
  expect([source.count, source.isClosed]).toEqual([3, true]);
});
