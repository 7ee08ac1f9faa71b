import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Io } from "./io.ts";
import { createProgressBar } from "./progress-bar.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function io(errIsTerminal: boolean): { readonly io: Io; text(): string } {
  let text = "";
  const fake: Io = {
    out: () => {},
    err: (more) => {
      text += more;
    },
    stdin: Readable.from([]),
    env: {},
    cwd: ".",
    outIsTerminal: false,
    errIsTerminal,
    stop: new AbortController().signal,
  };
  return { io: fake, text: () => text };
}

describe("the progress bar", () => {
  it("stays away from what takes up to a second", () => {
    const world = io(true);
    const bar = createProgressBar(world.io, { total: 2, what: "labels" });
    vi.advanceTimersByTime(999);
    bar.advance();
    bar.end();
    expect(world.text()).toBe("");
  });

  it("tells how far it is after a second, at most ten times a second, and removes itself", () => {
    const world = io(true);
    const bar = createProgressBar(world.io, { total: 4, what: "labels" });
    vi.advanceTimersByTime(1_000);
    bar.advance();
    expect(world.text()).toContain("1 of 4 labels");
    vi.advanceTimersByTime(99);
    bar.advance();
    expect(world.text()).not.toContain("2 of 4");
    vi.advanceTimersByTime(1);
    bar.advance();
    expect(world.text()).toContain("3 of 4 labels");
    bar.end();
    expect(world.text().endsWith("\r\u001b[2K")).toBe(true);
  });

  it("writes nothing where nobody watches", () => {
    const world = io(false);
    const bar = createProgressBar(world.io, { total: 1, what: "labels" });
    vi.advanceTimersByTime(5_000);
    bar.advance();
    bar.end();
    expect(world.text()).toBe("");
  });
});
