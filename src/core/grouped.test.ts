import { expect, it } from "vitest";
import { countWords, grouped } from "./grouped.ts";

it("puts commas between thousands", () => {
  expect([0, 999, 1_000, 1_234_567, 10n ** 27n].map(grouped)).toEqual([
    "0",
    "999",
    "1,000",
    "1,234,567",
    "1,000,000,000,000,000,000,000,000,000",
  ]);
});

it("says a count exactly up to 24 digits, then about, never rounded up", () => {
  expect([5, 10n ** 24n - 1n, 10n ** 24n, 1_199n * 10n ** 79n, 10n ** 82n - 1n].map(countWords)).toEqual([
    "5",
    "999,999,999,999,999,999,999,999",
    "about 1.00 × 10^24",
    "about 1.19 × 10^82",
    "about 9.99 × 10^81",
  ]);
});
