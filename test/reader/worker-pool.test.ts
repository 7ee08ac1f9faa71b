import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createWorkerPool, type WorkerPool } from "../../src/reader/worker-pool.ts";

interface Task {
  readonly act: "answer" | "fail" | "throw" | "exit" | "stick" | "slow";
  readonly value?: number;
}

const script = new URL("./misbehaving-worker.js", import.meta.url);
const deadlineMs = 60_000;
let pools: WorkerPool<Task, number>[] = [];

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(pools.map((pool) => pool.close()));
  pools = [];
});

describe("a worker pool", () => {
  it("answers each task with its own answer", async () => {
    const pool = await started({ count: 2 });
    const values = Array.from({ length: 20 }, (_, value) => value);
    const answers = await Promise.all(values.map((value) => pool.run({ act: "answer", value }, [])));
    expect(answers).toEqual(values);
  });

  it.each([
    ["fail", "ERR_WORKER", "the engine broke"],
    ["throw", "ERR_WORKER", "unforeseen"],
    ["exit", "ERR_WORKER", "it ended with status 9"],
    ["stick", "ERR_IMAGE_READ", "took longer than 60 s"],
  ] as const)("gives up on a task at which its worker does %s, and goes on with a new one", async (act, code, text) => {
    holdClock();
    const pool = await started({ count: 1 });
    const bad = pool.run({ act }, []).catch((error: unknown) => error);
    const next = pool.run({ act: "answer", value: 5 }, []);
    if (act === "stick") await vi.advanceTimersByTimeAsync(deadlineMs);
    expect(await bad).toMatchObject({ code, message: expect.stringContaining(text) });
    expect(await bad).not.toMatchObject({ message: expect.stringContaining("\n") });
    await expect(next).resolves.toBe(5);
    await expect(pool.run({ act: "answer", value: 6 }, [])).resolves.toBe(6);
  });

  it("goes on in its other workers while one is stuck", async () => {
    holdClock();
    const pool = await started({ count: 2 });
    const stuck = expect(pool.run({ act: "stick" }, [])).rejects.toMatchObject({ code: "ERR_IMAGE_READ" });
    for (let value = 0; value < 10; value += 1) {
      await expect(pool.run({ act: "answer", value }, [])).resolves.toBe(value);
    }
    await vi.advanceTimersByTimeAsync(deadlineMs);
    await stuck;
  });

  it("does not mistake a slow answer for one of the next task", async () => {
    const pool = await started({ count: 1 });
    const answers = [pool.run({ act: "slow", value: 1 }, []), pool.run({ act: "answer", value: 2 }, [])];
    expect(await Promise.all(answers)).toEqual([1, 2]);
  });

  it.each(["throw", "exit", "silent"])("is not made when its workers %s at the start", async (start) => {
    holdClock();
    const refused = expect(started({ count: 2, start })).rejects.toMatchObject({
      code: start === "silent" ? "ERR_IMAGE_READ" : "ERR_WORKER",
    });
    if (start === "silent") await vi.advanceTimersByTimeAsync(deadlineMs);
    await refused;
  });

  it("recovers when only one start fails", async () => {
    let starts = 0;
    const pool = await createWorkerPool<Task, number>({
      count: 1,
      deadlineMs,
      start() {
        starts += 1;
        return new Worker(script, { workerData: { start: starts === 2 ? "exit" : "well" } });
      },
    });
    pools.push(pool);
    await expect(pool.run({ act: "exit" }, [])).rejects.toMatchObject({ code: "ERR_WORKER" });
    await expect(pool.run({ act: "answer", value: 1 }, [])).rejects.toMatchObject({ code: "ERR_WORKER" });
    await expect(pool.run({ act: "answer", value: 2 }, [])).resolves.toBe(2);
  });
});

/** Nothing runs into its deadline until the test says so, however slowly the machine starts a thread. */
function holdClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
}

async function started(options: { readonly count: number; readonly start?: string }) {
  const { count, start = "well" } = options;
  const pool = await createWorkerPool<Task, number>({
    count,
    deadlineMs,
    start: () => new Worker(script, { workerData: { start } }),
  });
  pools.push(pool);
  return pool;
}
