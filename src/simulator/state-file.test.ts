import { describe, expect, it } from "vitest";
import { BoxproofError } from "../core/index.ts";
import { parseStateFile } from "./state-file.ts";

const models = [{ deviceModel: "M", pattern: "M[0-9]{3}", asins: ["B0TEST0001"], lwaClientId: "client" }];
const parse = (value: unknown) =>
  parseStateFile(typeof value === "string" ? value : JSON.stringify(value), { file: "state.json", models });
const device = { deviceModel: "M", dsn: "M001", purchase: "opted-in", scanned: true };
const file = (...devices: readonly unknown[]) => ({ format: "boxproof-simulator-state/1", devices });

function faultsOf(value: unknown): unknown {
  try {
    parse(value);
    return "none";
  } catch (error) {
    if (!(error instanceof BoxproofError)) throw error;
    expect(error.code).toBe("ERR_STATE_FILE");
    return error.details["faults"];
  }
}

describe("a state file", () => {
  it("gives its devices", () => {
    const unscanned = { deviceModel: "M", dsn: "other+serial", purchase: "skipped", scanned: false };
    expect(parse(file(device, unscanned))).toEqual([device, unscanned]);
    expect(parse(file())).toEqual([]);
  });

  it("may seed Amazon's test model, which no catalog has to name", () => {
    expect(parse(file({ ...device, deviceModel: "DRS_Test_Device", dsn: "TestAmazonPreReg001" }))).toHaveLength(1);
  });

  it("is refused with every fault of its shape", () => {
    expect(
      faultsOf({ format: "x/1", devices: [{ ...device, dsn: "no blank", scanned: "yes", extra: 1 }, 7], more: [] }),
    ).toEqual([
      { path: "format", expected: '"boxproof-simulator-state/1"', found: '"x/1"' },
      { path: "devices[0].dsn", expected: "1 to 64 characters of A-Z a-z 0-9 - + _", found: '"no blank"' },
      { path: "devices[0].scanned", expected: "boolean", found: '"yes"' },
      { path: "devices[0].extra", expected: "no such field", found: "1" },
      { path: "devices[1]", expected: "object", found: "7" },
      { path: "more", expected: "no such field", found: "[]" },
    ]);
  });

  it("is refused with every device that cannot be", () => {
    expect(faultsOf(file({ ...device, deviceModel: "N" }, { ...device, dsn: "M1" }, device, device))).toEqual([
      { path: "devices[0].deviceModel", expected: "one of M, DRS_Test_Device", found: '"N"' },
      { path: "devices[1].dsn", expected: "a serial that matches M[0-9]{3}, since its box was scanned", found: '"M1"' },
      { path: "devices[3]", expected: "each device once", found: "the same device as devices[2]" },
    ]);
  });

  it("is refused when it is no JSON, or no object", () => {
    expect(faultsOf("{")).toEqual([expect.objectContaining({ path: "(file)", expected: "JSON" })]);
    expect(faultsOf("[]")).toEqual([{ path: "(file)", expected: "object", found: "[]" }]);
  });

  it("may lack nothing: a missing field is named", () => {
    const { scanned: _, ...rest } = device;
    expect(faultsOf(file(rest))).toEqual([{ path: "devices[0].scanned", expected: "boolean", found: "nothing" }]);
  });
});
