import { expect, test } from "vitest";
import type { DeviceModel } from "../core/catalog/index.ts";
import { type Dsn, parseDsn } from "../core/dsn/index.ts";
import { createRandom, defined } from "../core/index.ts";
import { SerialSource } from "./serial-source.ts";

const model = { deviceModel: "M" } as DeviceModel;
const other = { deviceModel: "N" } as DeviceModel;

/** A model with nine serials. */
function draw(_: DeviceModel, use: string): Dsn {
  return defined(parseDsn(`M${createRandom(use).integer(1, 9)}`), "a DSN");
}

test("gives every use a serial of its own, the same on every call", () => {
  const source = new SerialSource(draw);
  const uses = ["a", "b", "c", "d", "e"];
  const serials = uses.map((use) => source.take(model, use));
  expect(new Set(serials).size).toBe(uses.length);
  expect(uses.map((use) => source.take(model, use))).toEqual(serials);
});

test("runs out instead of giving a serial twice", () => {
  const source = new SerialSource(draw);
  const serials = Array.from({ length: 30 }, (_, index) => source.take(model, `use ${index}`));
  const given = serials.filter((serial) => serial !== undefined);
  expect(new Set(given).size).toBe(given.length);
  expect(given.length).toBeLessThanOrEqual(9);
  expect(serials.at(-1)).toBeUndefined();
});

test("counts each model by itself", () => {
  const source = new SerialSource(() => defined(parseDsn("ONLY"), "a DSN"));
  expect([source.take(model, "a"), source.take(other, "a"), source.take(model, "b")]).toEqual([
    "ONLY",
    "ONLY",
    undefined,
  ]);
});
