import { describe, expect, it } from "vitest";
import { readScopeData } from "./scope-data.ts";

const device = { device_serial_number: "A+B_1-2", device_model: "M" };
const read = (value: unknown, options: { encoding?: "json" | "form"; strict?: boolean } = {}) =>
  readScopeData(value, { encoding: "json", strict: false, ...options });

describe("scope_data", () => {
  it("is read as in the document's example", () => {
    const expected = { deviceModel: "M", dsn: "A+B_1-2", nesting: "product_instance_attributes" };
    const value = { product_instance_attributes: device };
    expect(read(value)).toEqual(expected);
    expect(read(value, { strict: true })).toEqual(expected);
    expect(read(JSON.stringify(value), { encoding: "form" })).toEqual(expected);
  });

  it("is read as in the document's text, but not when strict", () => {
    expect(read(device)).toEqual({ deviceModel: "M", dsn: "A+B_1-2", nesting: "direct" });
    expect(read(device, { strict: true })).toHaveProperty("because");
  });

  it.each([
    ["a text in JSON", JSON.stringify(device), "json"],
    ["an object in a form", device, "form"],
    ["no JSON in a form", "{", "form"],
    ["an array", [device], "json"],
    ["null", null, "json"],
    ["the nesting of Login with Amazon", { "dash:replenish": { serial: "A", device_model: "M" } }, "json"],
    ["attributes that are no object", { product_instance_attributes: [device] }, "json"],
    ["attributes that are null", { product_instance_attributes: null, ...device }, "json"],
    ["no serial", { product_instance_attributes: { device_model: "M" } }, "json"],
    ["a number as serial", { ...device, device_serial_number: 12 }, "json"],
    ["an empty model", { ...device, device_model: "" }, "json"],
    ["a NUL in the serial", { ...device, device_serial_number: "A\0" }, "json"],
    [
      "fields of the prototype only",
      JSON.parse('{"__proto__": {"device_model": "M", "device_serial_number": "A"}}'),
      "json",
    ],
  ] as const)("%s names no device", (_, value, encoding) => {
    expect(read(value, { encoding })).toHaveProperty("because");
  });
});
