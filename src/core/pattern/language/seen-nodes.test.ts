import { expect, test } from "vitest";
import { createRandom } from "../../index.ts";
import { seenNodes } from "./seen-nodes.ts";

test.each([1_000, 2 ** 24 + 1, 2 ** 31 + 5, 2 ** 32 - 1, 2 ** 40])("each of %d nodes is new once", (nodeCount) => {
  const random = createRandom("seen");
  const seen = seenNodes(nodeCount);
  const expected = new Set<number>();
  for (let count = 0; count < 20_000; count += 1) {
    // Half of them near the end, where numbers are the largest.
    const small = random.integer(0, 999);
    const node = count % 2 === 0 ? small : nodeCount - 1 - small;
    expect(seen.add(node)).toBe(!expected.has(node));
    expected.add(node);
  }
});
