import { expect, it } from "vitest";
import { differenceView, type ModelDifference } from "./difference-view.ts";

const view = (...models: readonly ModelDifference[]) =>
  differenceView({ before: "r1.json (revision 1)", after: "this catalog", models }).text;
const one = { deviceModel: "ONE", isChanged: true, fields: [] };

it("says what became of a model, with an example and an exact count each way", () => {
  const text = view({
    ...one,
    change: "moved",
    before: "^A[0-9]$",
    after: "^B[0-9]{7}$",
    lost: { count: "10", witness: "A0" },
    gained: { count: "10000000", witness: "B0000000" },
  });
  expect(text).toMatch(/class="badge fail".*Moved/s);
  expect(text).toMatch(/Refused now<\/span> 10 serials, for example <code class="specimen">A0</);
  expect(text).toMatch(
    /Accepted now<\/span> 10,000,000 \(10\u00a0million\) serials, for example <code class="specimen">B0000000</,
  );
});

it("counts what is unchanged instead of showing it", () => {
  const same = { ...one, isChanged: false, change: "same" };
  expect(view(same, { ...same, deviceModel: "TWO" })).toMatch(/nothing changed, 2 models unchanged/);
});

it("shows fields that were added, removed and changed", () => {
  const fields = [
    { field: "listing", after: "US B0" },
    { field: "listing", before: "DE B1" },
    { field: "productName", before: "Old", after: "New" },
  ];
  const text = view({ ...one, change: "same", fields });
  expect(text).toMatch(/added <code>US B0/);
  expect(text).toMatch(/removed <code>DE B1/);
  expect(text).toMatch(/Product name<\/span> <code>Old<\/code>.*becomes<\/span> <code>New/);
});

it("escapes what a manifest says", () => {
  const text = view({ ...one, deviceModel: "<script>", change: "<b>", before: "<i>", after: "</i>" });
  expect(text).not.toMatch(/<script>|<b>|<i>/);
});
