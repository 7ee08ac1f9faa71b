import { describe, expect, it } from "vitest";
import { createJournal, type JournalEvent } from "./journal.ts";
import { createRedactor } from "./redactor.ts";

const journalOf = (max: number) =>
  createJournal({ max, iso: () => "2026-01-01T00:00:00.000Z", redact: createRedactor(["known-secret"]) });
const event = (dsn: string): JournalEvent => ({ kind: "checkout", deviceModel: "M", dsn, state: "purchased-opted-in" });

describe("the journal", () => {
  it("keeps the newest entries and counts the dropped ones", () => {
    const journal = journalOf(10);
    for (let index = 1; index <= 57; index += 1) {
      journal.record(event(`D${index}`));
      const { entries, dropped } = journal.view();
      expect(entries.length).toBe(Math.min(index, 10));
      expect(dropped).toBe(Math.max(0, index - 10));
      expect(entries.at(-1)).toMatchObject({ number: index, dsn: `D${index}` });
      expect(entries[0]?.number).toBe(dropped + 1);
    }
  });

  it("redacts what it knows and what the client sent, then cuts", () => {
    const journal = journalOf(10);
    journal.record(event(`known-secret sent-secret ${"x".repeat(290)}sent-secret`), ["sent-secret"]);
    const text = JSON.stringify(journal.view());
    expect(text).toContain("[secret] [secret] xxx");
    expect(text).toContain("characters)");
    expect(text).not.toMatch(/known-secret|sent-sec/);
  });

  it("starts again after a reset", () => {
    const journal = journalOf(10);
    journal.record(event("A"));
    journal.reset();
    expect(journal.view()).toEqual({ entries: [], dropped: 0 });
    journal.record(event("B"));
    expect(journal.view().entries.map(({ number }) => number)).toEqual([1]);
  });

  it.each([9, 100_001, 10.5, Number.NaN])("refuses to keep %d entries", (max) => {
    expect(() => journalOf(max)).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });
});
