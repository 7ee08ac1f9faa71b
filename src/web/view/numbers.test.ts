import { expect, it } from "vitest";
import { capacityWords, counted, lengthWords } from "./numbers.ts";

it.each([
  ["1192500000", "1,192,500,000 (1.1\u00a0billion)"],
  ["1000000", "1,000,000 (1\u00a0million)"],
  ["999999", "999,999"],
  ["250000000", "250,000,000 (250\u00a0million)"],
  ["10".padEnd(40, "0"), "about 1.00 × 10^39"],
  ["31800000000000000", "31,800,000,000,000,000"],
  ["infinite", "infinite"],
  ["unknown", "unknown"],
])("says %s for people, never rounded up", (capacity, shown) => expect(capacityWords(capacity)).toBe(shown));

it("says lengths and counts", () => {
  expect([lengthWords([11, 11]), lengthWords([10, 12]), lengthWords([3, null]), lengthWords([null, null])]).toEqual([
    "11",
    "10 to 12",
    "3 or more",
    "none",
  ]);
  expect([counted(1, "model"), counted(2_000, "model")]).toEqual(["1 model", "2,000 models"]);
});
