import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dsn, parseDsn } from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import { type UnitState, unitStates } from "../core/verdict/index.ts";
import type { SerialLedger } from "../ledger/index.ts";
import { diffFindings } from "./diff-findings.ts";
import { diffManifests } from "./diff-manifests.ts";
import { refusedSerials } from "./refused-serials.ts";
import type { Revision, RevisionModel } from "./revision.ts";

function revisionOf(...models: readonly Partial<RevisionModel>[]): Revision {
  return {
    models: models.map((model) => ({
      deviceModel: "ACME_1",
      productName: "Acme One",
      lwaClientId: "amzn1",
      serialRegex: "^A[0-9]$",
      listings: ["US B0DEMO0001"],
      ...model,
    })),
  };
}

function regexDiff(before: string, after: string) {
  const { models } = diffManifests(revisionOf({ serialRegex: before }), revisionOf({ serialRegex: after }));
  return defined(models[0], "there is one model");
}

describe("diffManifests", () => {
  it.each([
    ["same", "^A[0-9]$", "^A[0-9]$", undefined, undefined],
    ["same", "^A[0-9]{2}$", "^A[0-9][0-9]$", undefined, undefined],
    ["narrowed", "^A[0-9]$", "^A[0-7]$", { count: "2", witness: "A8" }, undefined],
    ["widened", "^A[0-9]$", "^A[0-9]{1,2}$", undefined, { count: "100", witness: "A00" }],
    ["moved", "^A[0-9]$", "^A[5-9A-C]$", { count: "5", witness: "A0" }, { count: "3", witness: "AA" }],
    ["disjoint", "^A[0-9]$", "^B[0-9]$", { count: "10", witness: "A0" }, { count: "10", witness: "B0" }],
    ["widened", "^A\\d$", "^A[0-9]{1,30}$", undefined, { count: `${"1".repeat(29)}00`, witness: "A00" }],
    ["widened", "^A[0-9]$", "^A[0-9]+$", undefined, { count: "infinite", witness: "A00" }],
    ["unproved", "^A[0-9]$", "^A(?=9)[0-9]$", undefined, undefined],
  ] as const)("finds %s from %s to %s, with exact counts", (change, before, after, lost, gained) => {
    const model = regexDiff(before, after);
    expect([model.change, model.lost, model.gained]).toEqual([change, lost, gained]);
    expect(model.isChanged).toBe(before !== after);
  });

  it("agrees with counting by hand over small regexes", () => {
    const part = fc.constantFrom("A", "B", "[A-C]", "(A|BC)", "C?", "[AC]{1,2}");
    const regex = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `^${parts.join("")}$`);
    const texts = [""];
    for (const text of texts) if (text.length < 8) texts.push(...["A", "B", "C"].map((letter) => text + letter));
    fc.assert(
      fc.property(regex, regex, (before, after) => {
        const { lost, gained } = regexDiff(before, after);
        const [a, b] = [new RegExp(before), new RegExp(after)];
        const count = (from: RegExp, to: RegExp) => texts.filter((text) => from.test(text) && !to.test(text)).length;
        expect(Number(lost?.count ?? 0)).toBe(count(a, b));
        expect(Number(gained?.count ?? 0)).toBe(count(b, a));
        if (lost !== undefined) expect([a.test(lost.witness), b.test(lost.witness)]).toEqual([true, false]);
      }),
      { numRuns: 60 },
    );
  });

  it("tells new and retired models, and every other field that differs", () => {
    const before = revisionOf({}, { deviceModel: "ACME_2" });
    const after = revisionOf(
      { productName: "Acme Won", symbology: "qr", listings: ["DE B0DEMO0009", "US B0DEMO0001"] },
      { deviceModel: "ACME_3" },
    );
    expect(diffManifests(before, after).models).toMatchObject([
      {
        deviceModel: "ACME_1",
        change: "same",
        isChanged: true,
        fields: [
          { field: "productName", before: "Acme One", after: "Acme Won" },
          { field: "symbology", after: "qr" },
          { field: "listing", after: "DE B0DEMO0009" },
        ],
      },
      { deviceModel: "ACME_3", change: "new", isChanged: true },
      { deviceModel: "ACME_2", change: "retired", isChanged: true },
    ]);
  });
});

/** A ledger that knows these serials, in pages of two. */
function ledgerOf(...serials: readonly string[]) {
  const dsns = serials.map((serial): Dsn => defined(parseDsn(serial), "a serial"));
  return {
    asked: [] as string[],
    states: [] as readonly UnitState[],
    async *eachSerial({ deviceModel, states = [] }: Parameters<SerialLedger["eachSerial"]>[0]) {
      this.asked.push(deviceModel);
      this.states = states;
      for (let index = 0; index < dsns.length; index += 2) yield dsns.slice(index, index + 2);
    },
  };
}

describe("refusedSerials and diffFindings", () => {
  const narrowed = diffManifests(
    revisionOf({}, { deviceModel: "ACME_2" }),
    revisionOf({ serialRegex: "^A[0-4]$" }, { deviceModel: "ACME_2" }),
  );

  it("count the known serials that were accepted and are refused now, and name ten", async () => {
    const ledger = ledgerOf(...Array.from({ length: 10 }, (_, index) => `A${index}`));
    const known = await refusedSerials(narrowed, ledger);
    expect(ledger.asked).toEqual(["ACME_1", "ACME_2"]);
    expect(known.get("ACME_1")).toEqual({ knownCount: 10, refusedCount: 5, refused: ["A5", "A6", "A7", "A8", "A9"] });
    expect(diffFindings(narrowed, known).get("ACME_1")).toMatchObject([
      { id: "L008", level: "error", witness: "A5", measured: "5 of 10" },
    ]);
    const wide = diffManifests(revisionOf({ serialRegex: "^[0-9]{2}$" }), revisionOf({ serialRegex: "^A[0-9]{2}$" }));
    const many = Array.from({ length: 90 }, (_, index) => String(index + 10));
    expect((await refusedSerials(wide, ledgerOf(...many))).get("ACME_1")).toMatchObject({
      refusedCount: 90,
      refused: many.slice(0, 10),
    });
  });

  it("ask for every serial that can still be scanned", async () => {
    const ledger = ledgerOf("A0");
    await refusedSerials(narrowed, ledger);
    const gone: readonly UnitState[] = ["LabelScrapped", "Scrapped", "Sampled", "Destroyed"];
    expect(new Set(ledger.states)).toEqual(new Set(unitStates.filter((state) => !gone.includes(state))));
  });

  it("name a serial that the ledger knows rather than any text", async () => {
    const known = await refusedSerials(narrowed, ledgerOf("A8", "A7"));
    const [finding] = diffFindings(narrowed, known).get("ACME_1") ?? [];
    expect([narrowed.models[0]?.lost?.witness, finding?.witness]).toEqual(["A5", "A8"]);
  });

  it("take a regex without a meaning to have accepted all before, and to accept none now", async () => {
    const count = async (before: string, after: string) => {
      const diff = diffManifests(revisionOf({ serialRegex: before }), revisionOf({ serialRegex: after }));
      return (await refusedSerials(diff, ledgerOf("A4", "A5"))).get("ACME_1")?.refusedCount;
    };
    expect(await count("^A(?=9)[0-9]$", "^A[0-4]$")).toBe(1);
    expect(await count("^A[0-4]$", "^A(?=9)[0-9]$")).toBe(1);
    expect(await count("^A[0-9]$", "^A(?=9)[0-9]$")).toBe(2);
  });

  it("warn when the ledger knows none, and are an error when no ledger was asked", async () => {
    const known = await refusedSerials(narrowed, ledgerOf("A0", "A1"));
    expect(diffFindings(narrowed, known).get("ACME_1")).toMatchObject([{ id: "L008", level: "warn" }]);
    expect(diffFindings(narrowed).get("ACME_1")).toMatchObject([{ id: "L008", level: "error", witness: "A5" }]);
  });

  it("stand in the way of a first hand-over that refuses serials in use", async () => {
    const first = diffManifests({ models: [] }, revisionOf({ serialRegex: "^A[0-4]$" }));
    const known = await refusedSerials(first, ledgerOf("A3", "A8", "A9"));
    expect(known.get("ACME_1")).toEqual({ knownCount: 3, refusedCount: 2, refused: ["A8", "A9"] });
    expect(diffFindings(first, known).get("ACME_1")).toMatchObject([
      { id: "L008", level: "error", witness: "A8", measured: "2 of 3", required: "0" },
    ]);
    expect(diffFindings(first, await refusedSerials(first, ledgerOf("A3"))).size).toBe(0);
    expect(diffFindings(first).size).toBe(0);
  });

  it.each([
    ["as it was", "^A[0-4]$"],
    ["widened", "^A[0-5]$"],
    ["narrowed", "^A[0-3]$"],
  ])(
    "stand in the way of serials in use that were refused before, and warn in a report, where the regex is %s",
    async (_how, after) => {
      const diff = diffManifests(revisionOf({ serialRegex: "^A[0-4]$" }), revisionOf({ serialRegex: after }));
      const known = await refusedSerials(diff, ledgerOf("A3", "A8", "A9"));
      expect(known.get("ACME_1")).toEqual({
        knownCount: 3,
        refusedCount: 0,
        refused: [],
        stillRefused: { count: 2, first: "A8" },
      });
      const findings = diffFindings(diff, known).get("ACME_1") ?? [];
      const refusals = [findings, diffFindings(diff, known, { isReport: true }).get("ACME_1") ?? []].map((some) =>
        some.filter(({ message }) => message.includes("as it did before, the first")),
      );
      const same = { id: "L008", witness: "A8", measured: "2 of 3" };
      expect(refusals).toMatchObject([[{ ...same, level: "error" }], [{ ...same, level: "warn" }]]);
      expect(findings.map(({ message }) => message).join()).not.toContain("none is refused");
    },
  );

  it("say nothing of serials under a regex that engines do not agree on, unless it takes an agreed one's place", async () => {
    const disputed = "^A(?=9)[0-9]$";
    const ledger = ledgerOf("A1", "A9");
    const same = diffManifests(revisionOf({ serialRegex: disputed }), revisionOf({ serialRegex: disputed }));
    const first = diffManifests({ models: [] }, revisionOf({ serialRegex: disputed }));
    for (const diff of [same, first]) expect(diffFindings(diff, await refusedSerials(diff, ledger)).size).toBe(0);
    const changed = diffManifests(revisionOf({}), revisionOf({ serialRegex: disputed }));
    expect((await refusedSerials(changed, ledger)).get("ACME_1")).toMatchObject({ refusedCount: 2 });
  });

  it("take a retired model for one that refuses all", async () => {
    const retired = diffManifests(revisionOf({}), { models: [] });
    const known = await refusedSerials(retired, ledgerOf("A0"));
    expect(known.get("ACME_1")).toMatchObject({ refusedCount: 1 });
    expect(diffFindings(retired, known).get("ACME_1")).toMatchObject([{ id: "L008", level: "error", witness: "A0" }]);
  });

  it("only inform of what is gained, and say nothing of what is as it was or new", () => {
    const widened = diffManifests(
      revisionOf({}, { deviceModel: "ACME_2" }),
      revisionOf({ serialRegex: "^A[0-9B]$" }, { deviceModel: "ACME_2" }, { deviceModel: "ACME_3" }),
    );
    expect([...diffFindings(widened)]).toMatchObject([["ACME_1", [{ id: "L009", level: "info", witness: "AB" }]]]);
  });
});
