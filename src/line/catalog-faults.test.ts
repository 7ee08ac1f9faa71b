import { describe, expect, it } from "vitest";
import { catalogOf } from "../../test/catalog/catalog-of.ts";
import { one, twin, two } from "../../test/verdict/box-catalog.ts";
import { catalogFaults } from "./catalog-faults.ts";

const station = (name: string, model?: string) =>
  model === undefined ? { name, requireDeviceSerial: false } : { name, model, requireDeviceSerial: false };
const catalog = catalogOf(one, two, twin);
const namesOf = (...stations: readonly ReturnType<typeof station>[]) => [
  ...new Set(catalogFaults({ ...catalog, stations }).map(({ deviceModel }) => deviceModel)),
];

describe("catalogFaults", () => {
  it("tells the errors of every model that a station packs, by model and rule", () => {
    const faults = catalogFaults({ ...catalog, stations: [station("line-2", "TWO")] });
    expect(faults).toEqual([{ deviceModel: "TWO", id: "L003", message: expect.stringContaining("TWIN") }]);
  });

  it("passes over models that no station packs", () => {
    expect(namesOf(station("line-1", "ONE"))).toEqual([]);
    expect(namesOf(station("line-1", "ONE"), station("line-2", "TWIN"))).toEqual(["TWIN"]);
  });

  it("takes all models where one station packs any", () => {
    expect(namesOf(station("line-1", "ONE"), station("mixed"))).toEqual(["TWO", "TWIN"]);
  });
});
