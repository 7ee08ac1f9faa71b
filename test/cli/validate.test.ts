import { describe, expect, it } from "vitest";
import { boxproof, testFolder } from "./boxproof-process.ts";

const folder = testFolder();
const good = ["BL12614A000457U", "INK2614F00457E", "PURE2614000045778", "26140004570_bw", "TestAmazonPreReg001"];
const models = ["BREWLINE_ONE", "BREWLINE_INK", "BREWLINE_PURE", "BREWLINE_WASH", "DRS_Test_Device"];

async function validate(args: readonly string[], stdin: string | Uint8Array = "") {
  const { status, out, err } = await boxproof(folder.path, ["validate", "--demo", "--json", ...args], stdin);
  return {
    status,
    err,
    lines: out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  };
}

describe("boxproof validate", () => {
  it("tells the model of every good serial", async () => {
    const { status, lines } = await validate(good);
    expect(status).toBe(0);
    expect(lines).toEqual(
      good.map((serial, index) => ({ serial, valid: true, deviceModel: models[index], reasons: [] })),
    );
  });

  it("names the character and the part of the pattern that break", async () => {
    const { status, lines } = await validate(["BL12614D000457U", "BL12614A000457U"]);
    expect(status).toBe(1);
    expect(lines[0]).toMatchObject({ serial: "BL12614D000457U", valid: false, deviceModel: null });
    expect(lines[0].reasons[1]).toMatchObject({
      code: "pattern-mismatch",
      args: { deviceModel: "BREWLINE_ONE", at: 7, found: "D", expected: "A-C" },
    });
    expect(lines[1].valid).toBe(true);
  });

  it("judges the check character and the range, which no regex does", async () => {
    const { status, lines } = await validate(["BL12614A000457V", "BL12654A000457U"]);
    expect(status).toBe(1);
    expect(lines.map(({ deviceModel, reasons }) => [deviceModel, reasons[0].code, reasons[0].args.rule])).toEqual([
      ["BREWLINE_ONE", "outside-scheme", "scheme-check"],
      ["BREWLINE_ONE", "outside-scheme", "scheme-week"],
    ]);
  });

  it("demands the model that is asked for", async () => {
    const { status, lines } = await validate(["--model", "BREWLINE_INK", "BL12614A000457U"]);
    expect(status).toBe(1);
    expect(lines[0]).toMatchObject({
      valid: false,
      deviceModel: "BREWLINE_ONE",
      reasons: [{ code: "other-model-expected" }],
    });
  });

  it("reads standard input line by line, strips one line end and nothing else", async () => {
    const { status, lines } = await validate(
      ["-"],
      `${good[0]}\r\n${good[1]}\n ${good[0]}\n\n${good[0]}\r\r\n${good[2]}`,
    );
    expect(status).toBe(1);
    expect(lines.map(({ serial, valid }) => [serial, valid])).toEqual([
      [good[0], true],
      [good[1], true],
      [` ${good[0]}`, false],
      ["", false],
      [`${good[0]}\r`, false],
      [good[2], true],
    ]);
  });

  it("takes bytes that are no UTF-8 for what they are: no serial", async () => {
    const { status, lines } = await validate(["-"], new Uint8Array([0x42, 0xff, 0x0a]));
    expect([status, lines[0].valid]).toEqual([1, false]);
  });

  it("stops at a line without an end", async () => {
    const { status, err } = await validate(["-"], "x".repeat(200_000));
    expect(status).toBe(2);
    expect(err).toContain("error ERR_FILE_TOO_LARGE: ");
  });

  it("judges ten thousand serials from a stream", async () => {
    const { status, lines } = await validate(["-"], `${good[0]}\n`.repeat(10_000));
    expect([status, lines.length]).toEqual([0, 10_000]);
  });

  it("takes what looks like an option after --", async () => {
    const { status, lines } = await validate(["--", "--json"]);
    expect([status, lines[0].serial]).toEqual([1, "--json"]);
  });

  it("refuses - beside serials, and no serial at all", async () => {
    expect(await boxproof(folder.path, ["validate", "-", "A"])).toMatchObject({
      status: 2,
      err: expect.stringContaining("error ERR_USAGE: "),
    });
    expect((await boxproof(folder.path, ["validate"])).status).toBe(2);
  });

  it("shows people control characters without sending them to the terminal", async () => {
    const { status, out } = await boxproof(folder.path, ["validate", "--demo", "BL1\u001b[31m", good[0] ?? ""]);
    expect(status).toBe(1);
    expect(out).not.toContain("\u001b");
    expect(out).toContain(`✔ ${good[0]}  BREWLINE_ONE\n`);
  });
});
