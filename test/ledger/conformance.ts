import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDsn } from "../../src/core/dsn/index.ts";
import { defined } from "../../src/core/index.ts";
import type { Ledger, NewScan, ScanDecision, UnitKey } from "../../src/ledger/index.ts";

/** A store under test: `open` opens the same ledger again and again, with the clock standing at `nowMs`. */
export interface LedgerUnderTest {
  open(): Promise<Ledger>;
  /** Takes away what the test made. */
  dispose(): Promise<void>;
}

export const nowMs = Date.UTC(2026, 5, 1, 12);
const at = "2026-06-01T12:00:00.000Z";

/** A unit of the made-up model ONE. */
export function unitOf(dsn: string): UnitKey {
  return { deviceModel: "ONE", dsn: defined(parseDsn(dsn), "a DSN") };
}

/** A scan that is `ok` exactly when its unit is not commissioned yet, answered with its place and verdict. */
export function scanOf(scanId: string, dsn: string, change: Partial<NewScan> = {}): NewScan {
  const unit = unitOf(dsn);
  return {
    scanId,
    station: "line-1",
    request: `{"dsn":"${dsn}"}`,
    candidates: [unit],
    decide: ({ seq, unitState }) => {
      const verdict = unitState(unit.deviceModel, unit.dsn) === "Commissioned" ? "duplicate" : "ok";
      return { verdict, unit, answer: `${seq} ${verdict}` };
    },
    ...change,
  };
}

/** What every ledger must do, whatever stores it. */
export function describeLedger(name: string, create: () => Promise<LedgerUnderTest>): void {
  describe(name, () => {
    let subject: LedgerUnderTest;
    let ledger: Ledger;
    beforeEach(async () => {
      subject = await create();
      ledger = await subject.open();
    });
    afterEach(async () => {
      await ledger.close();
      await subject.dispose();
    });
    const reopen = async () => {
      await ledger.close();
      ledger = await subject.open();
    };

    it("gives back a scan as it was answered, also after it was opened again", async () => {
      const recorded = await ledger.recordScan(scanOf("s1", "A1"));
      expect(recorded).toEqual({ scanId: "s1", request: '{"dsn":"A1"}', answer: "1 ok" });
      await reopen();
      expect(await ledger.findScan("s1")).toEqual(recorded);
      expect(await ledger.findScan("S1")).toBeUndefined();
    });

    it("commissions the unit of a scan that is ok, with who, when and why", async () => {
      await ledger.recordScan(scanOf("s1", "A1"));
      const events = [{ state: "Commissioned", at, who: "station line-1", why: "scan s1" }];
      expect(await ledger.findUnit(unitOf("A1"))).toEqual({ ...unitOf("A1"), state: "Commissioned", events });
      expect(await ledger.findUnit(unitOf("A2"))).toBeUndefined();
      expect(await ledger.findUnit(unitOf("a1"))).toBeUndefined();
    });

    it("does not touch a unit when the verdict is not ok", async () => {
      const decide = (): ScanDecision => ({ verdict: "mismatch", unit: unitOf("A1"), answer: "no" });
      await ledger.recordScan(scanOf("s1", "A1", { decide }));
      expect(await ledger.findUnit(unitOf("A1"))).toBeUndefined();
    });

    it("answers a repeat with the stored answer and decides nothing", async () => {
      const first = await ledger.recordScan(scanOf("s1", "A1"));
      const decide = (): ScanDecision => {
        throw new Error("a repeat is not decided");
      };
      expect(await ledger.recordScan(scanOf("s1", "A1", { decide }))).toEqual(first);
      await reopen();
      expect(await ledger.recordScan(scanOf("s1", "A1", { decide }))).toEqual(first);
    });

    it("refuses another request under a stored scanId, and keeps the first", async () => {
      await ledger.recordScan(scanOf("s1", "A1"));
      await expect(ledger.recordScan(scanOf("s1", "A2"))).rejects.toMatchObject({ code: "ERR_SCAN_CONFLICT" });
      expect(await ledger.findScan("s1")).toMatchObject({ answer: "1 ok" });
      expect(await ledger.findUnit(unitOf("A2"))).toBeUndefined();
    });

    it("lets exactly one of many scans at once commission a DSN, and numbers all without gaps", async () => {
      const scans = Array.from({ length: 200 }, (_, index) => ledger.recordScan(scanOf(`s${index}`, "A1")));
      const answers = (await Promise.all(scans)).map(({ answer }) => answer);
      expect(answers).toEqual(answers.map((_, index) => `${index + 1} ${index === 0 ? "ok" : "duplicate"}`));
      expect((await ledger.findUnit(unitOf("A1")))?.events).toHaveLength(1);
    });

    it("answers every one of many repeats at once alike, from one stored scan", async () => {
      const repeats = await Promise.all(Array.from({ length: 50 }, () => ledger.recordScan(scanOf("s1", "A1"))));
      expect(new Set(repeats.map(({ answer }) => answer))).toEqual(new Set(["1 ok"]));
      expect((await ledger.recordScan(scanOf("s2", "A2"))).answer).toBe("2 ok");
    });

    it("undoes only the scan whose decision fails, not its neighbours of the same commit", async () => {
      const decide = (): ScanDecision => {
        throw new Error("a defect of the verdict");
      };
      const outcomes = await Promise.allSettled([
        ledger.recordScan(scanOf("s1", "A1")),
        ledger.recordScan(scanOf("bad", "A2", { decide })),
        ledger.recordScan(scanOf("s3", "A3")),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      await reopen();
      expect(await ledger.findScan("bad")).toBeUndefined();
      expect(await ledger.findScan("s3")).toMatchObject({ answer: "2 ok" });
    });

    it.each(["Commissioned", "Quarantined"] as const)(
      "never commissions a unit that is %s, whatever was decided",
      async (state) => {
        if (state === "Commissioned") await ledger.recordScan(scanOf("s1", "A1"));
        else await ledger.markUnit({ unit: unitOf("A1"), state, who: "Ida", why: "dented" });
        const decide = (): ScanDecision => ({ verdict: "ok", unit: unitOf("A1"), answer: "wrong" });
        await expect(ledger.recordScan(scanOf("s2", "A1", { decide }))).rejects.toThrow(/broken invariant/);
        expect(await ledger.findScan("s2")).toBeUndefined();
        expect((await ledger.findUnit(unitOf("A1")))?.events).toHaveLength(1);
      },
    );

    it("shows a decision only the states of its candidates", async () => {
      const decide: NewScan["decide"] = ({ unitState }) => ({
        verdict: "no-match",
        answer: String(unitState("ONE", unitOf("A2").dsn)),
      });
      await expect(ledger.recordScan(scanOf("s1", "A1", { decide }))).rejects.toThrow(/only on its candidates/);
      const candidates = [unitOf("A1"), unitOf("A2")];
      expect((await ledger.recordScan(scanOf("s1", "A1", { decide, candidates }))).answer).toBe("undefined");
    });

    it("keeps the whole history of a unit, oldest first", async () => {
      await ledger.markUnit({ unit: unitOf("A1"), state: "Allocated", who: "Ida", why: "run 7" });
      await ledger.recordScan(scanOf("s1", "A1"));
      await ledger.markUnit({ unit: unitOf("A1"), state: "Scrapped", who: "Ida", why: "dropped" });
      await reopen();
      expect(await ledger.findUnit(unitOf("A1"))).toMatchObject({
        state: "Scrapped",
        events: [
          { state: "Allocated", at, who: "Ida", why: "run 7" },
          { state: "Commissioned", who: "station line-1" },
          { state: "Scrapped", why: "dropped" },
        ],
      });
    });

    it("ties one image to a scan, gives the same entry for the same image, refuses another", async () => {
      const image = { sha256: "00", mediaType: "image/png", byteCount: 3 };
      await expect(ledger.attachImage("s1", image)).rejects.toMatchObject({ code: "ERR_SCAN_UNKNOWN" });
      await ledger.recordScan(scanOf("s1", "A1"));
      const entry = await ledger.attachImage("s1", image);
      expect(entry).toEqual({ ...image, at });
      await reopen();
      expect(await ledger.attachImage("s1", image)).toEqual(entry);
      const other = ledger.attachImage("s1", { ...image, sha256: "01" });
      await expect(other).rejects.toMatchObject({ code: "ERR_SCAN_CONFLICT" });
      expect((await ledger.findScan("s1"))?.image).toEqual(entry);
    });

    it("keeps any text of a request and an answer as it is", async () => {
      const request = JSON.stringify({ text: "\u0000\ud800\r\n\u00df\u{1f4e6}'\"" });
      await ledger.recordScan(scanOf("s1", "A1", { request }));
      await reopen();
      expect((await ledger.findScan("s1"))?.request).toBe(request);
    });

    it("refuses what is too much at once, and stores what it took", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 1_001 }, (_, index) => ledger.recordScan(scanOf(`s${index}`, `A${index}`))),
      );
      const refused = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(refused.map(({ reason }) => reason.code)).toEqual(["ERR_OVERLOADED"]);
      expect(await ledger.findScan("s999")).toMatchObject({ answer: "1000 ok" });
      expect(await ledger.findScan("s1000")).toBeUndefined();
    });

    it("stores what was queued before it was closed, refuses what comes after, and may be closed twice", async () => {
      const queued = ledger.recordScan(scanOf("s1", "A1"));
      const closed = ledger.close();
      await expect(ledger.recordScan(scanOf("s2", "A2"))).rejects.toMatchObject({ code: "ERR_SHUTTING_DOWN" });
      expect(await queued).toMatchObject({ answer: "1 ok" });
      await closed;
      await ledger.close();
      ledger = await subject.open();
      expect(await ledger.findScan("s1")).toBeDefined();
      expect(await ledger.findScan("s2")).toBeUndefined();
    });

    it("proves by a probe that it can commit", async () => {
      await ledger.probe();
      await ledger.probe();
    });
  });
}
