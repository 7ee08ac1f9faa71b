import { describe, expect, it } from "vitest";
import { createGate } from "./gate.ts";

describe("createGate", () => {
  it("lets as many run at once as it is wide, and the others in turn", async () => {
    const gate = createGate({ width: 2, waitingMax: 10 });
    const log: string[] = [];
    let running = 0;
    let runningMost = 0;
    await Promise.all(
      ["a", "b", "c", "d", "e"].map((name) =>
        gate.pass(async () => {
          running += 1;
          runningMost = Math.max(runningMost, running);
          log.push(name);
          await turns(3);
          running -= 1;
        }),
      ),
    );
    expect(log).toEqual(["a", "b", "c", "d", "e"]);
    expect(runningMost).toBe(2);
  });

  it("never lets a newcomer take the place of one who waits", async () => {
    const gate = createGate({ width: 1, waitingMax: 10 });
    const log: string[] = [];
    const first = gate.pass(async () => log.push("first")).then(() => gate.pass(async () => log.push("newcomer")));
    const second = gate.pass(async () => log.push("second"));
    await Promise.all([first, second]);
    expect(log).toEqual(["first", "second", "newcomer"]);
  });

  it("turns away what would wait beyond its bound, and takes more once there is room", async () => {
    const gate = createGate({ width: 1, waitingMax: 1 });
    const runs = [gate.pass(() => turns(5)), gate.pass(() => turns(5))];
    await expect(gate.pass(() => turns(1))).rejects.toMatchObject({ code: "ERR_OVERLOADED" });
    await Promise.all(runs);
    await expect(gate.pass(async () => "read")).resolves.toBe("read");
  });

  it("frees the place of work that fails", async () => {
    const gate = createGate({ width: 1, waitingMax: 1 });
    await expect(gate.pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(gate.pass(async () => "next")).resolves.toBe("next");
  });

  it("closes when all that runs is done, and turns away what waits and what comes later", async () => {
    const gate = createGate({ width: 1, waitingMax: 5 });
    let done = false;
    const running = gate.pass(async () => {
      await turns(5);
      done = true;
    });
    const waiting = expect(gate.pass(() => turns(1))).rejects.toMatchObject({ code: "ERR_SHUTTING_DOWN" });
    await Promise.all([gate.close(), gate.close()]);
    expect(done).toBe(true);
    await running;
    await waiting;
    await expect(gate.pass(() => turns(1))).rejects.toMatchObject({ code: "ERR_SHUTTING_DOWN" });
    await gate.close();
  });
});

/** Waits for so many turns of the microtask queue. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}
