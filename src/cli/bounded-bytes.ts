/** All bytes of a stream; undefined when there are more than `byteCountMax`, of which no more is read then. */
export async function boundedBytes(
  stream: AsyncIterable<string | Uint8Array>,
  byteCountMax: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    byteCount += bytes.length;
    if (byteCount > byteCountMax) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
