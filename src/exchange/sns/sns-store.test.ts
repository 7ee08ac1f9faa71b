import { expect, test } from "vitest";
import type { SnsEvent } from "./sns-event.ts";
import { createMemorySnsStore } from "./sns-store.ts";

const event = (...keys: string[]): SnsEvent => ({
  kind: "unsubscribed",
  messageId: keys.join(),
  topicArn: "t",
  timestamp: "2026-01-01T00:00:00Z",
  keys,
});

test("an event is known by any of its keys", async () => {
  const store = createMemorySnsStore({ retentionMs: 1_000, eventsMax: 9, now: () => 0 });
  expect(await store.record(event("notification:1", "message:1"))).toBe("new");
  expect(await store.record(event("notification:1", "message:2"))).toBe("duplicate");
  expect(await store.record(event("message:1"))).toBe("duplicate");
  expect(await store.record(event("message:3"))).toBe("new");
  expect(store.events().map((kept) => kept.messageId)).toEqual(["notification:1,message:1", "message:3"]);
});

test("a full store refuses rather than forgets too early, and has room again later", async () => {
  let nowMs = 0;
  const store = createMemorySnsStore({ retentionMs: 1_000, eventsMax: 2, now: () => nowMs });
  await store.record(event("a"));
  await store.record(event("b"));
  await expect(store.record(event("c"))).rejects.toMatchObject({ code: "ERR_OVERLOADED" });
  nowMs = 1_000;
  expect(await store.record(event("a"))).toBe("duplicate");
  nowMs = 1_001;
  expect(await store.record(event("c"))).toBe("new");
  expect(await store.record(event("a"))).toBe("new");
});
