import { describe, expect, it } from "vitest";
import { deviceModel, exchangeFields, type SimulatorUnderTest, startSimulator } from "./simulator-under-test.ts";

const ask = (under: SimulatorUnderTest, init: RequestInit = {}) =>
  fetch(under.address.tokenUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(exchangeFields("S001")),
    redirect: "manual",
    ...init,
  });

describe("scripted responses", () => {
  it("are given once each, in order, then the endpoint answers itself", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    under.simulator.enqueueResponse({ kind: "answer", status: 429, headers: { "Retry-After": "2" }, body: "" });
    under.simulator.enqueueResponse({
      kind: "answer",
      status: 503,
      headers: { "Content-Type": "text/html" },
      body: "<html>busy</html>",
    });
    under.simulator.enqueueResponse({ kind: "answer", status: 302, headers: { Location: "https://example.com/" } });
    const answers = [await ask(under), await ask(under), await ask(under), await ask(under)];
    expect(answers.map(({ status }) => status)).toEqual([429, 503, 302, 200]);
    expect(answers[0]?.headers.get("retry-after")).toBe("2");
    expect(answers[1]?.headers.get("content-type")).toBe("text/html");
    expect(await answers[1]?.text()).toBe("<html>busy</html>");
    expect(answers[2]?.headers.get("location")).toBe("https://example.com/");
    const requests = under.simulator.journal().entries.filter(({ kind }) => kind === "token-request");
    expect(requests.map((entry) => "reason" in entry && entry.reason)).toEqual([
      "scripted",
      "scripted",
      "scripted",
      "exchanged",
    ]);
    expect(requests[0]).toMatchObject({ dsn: "S001", deviceModel, status: 429 });
    expect(under.simulator.device({ deviceModel, dsn: "S001" }).exchanges).toBe(1);
  });

  it("reset the connection before any answer", async () => {
    const under = await startSimulator();
    under.simulator.enqueueResponse({ kind: "reset" });
    await expect(ask(under)).rejects.toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: "ECONNRESET" }) }),
    );
    expect(under.simulator.journal().entries.at(-1)).not.toHaveProperty("status");
  });

  it("break off within the body", async () => {
    const under = await startSimulator();
    under.simulator.enqueueResponse({ kind: "truncate", body: '{"access_token":"Atza|half"}' });
    const answer = await ask(under);
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "28"]);
    await expect(answer.text()).rejects.toThrow();
  });

  it("come late, or let the endpoint answer late", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    under.simulator.enqueueResponse({ kind: "answer", status: 500, delayMs: 150 });
    under.simulator.enqueueResponse({ kind: "delay", delayMs: 150 });
    for (const status of [500, 200]) {
      const started = performance.now();
      expect((await ask(under)).status).toBe(status);
      expect(performance.now() - started).toBeGreaterThan(140);
    }
  });

  it("may be taken back, and do not hold up the close", async () => {
    const under = await startSimulator();
    under.simulator.enqueueResponse({ kind: "answer", status: 500 });
    under.simulator.clearResponses();
    expect((await ask(under)).status).toBe(400);
    under.simulator.enqueueResponse({ kind: "delay", delayMs: 60_000 });
    const pending = ask(under).catch(() => undefined);
    await expect.poll(() => under.simulator.journal().entries.length).toBe(1);
    const started = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await under.simulator.close();
    await pending;
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it.each([
    { kind: "answer", status: 199 },
    { kind: "answer", status: 600 },
    { kind: "answer", headers: { "X-A": "a\r\nX-B: b" } },
    { kind: "answer", headers: { "X A": "a" } },
    { kind: "delay", delayMs: 120_001 },
    { kind: "answer", delayMs: -1 },
    { kind: "drip" },
    { kind: "answer", staus: 200 },
  ])("that HTTP cannot carry are refused: %j", async (response) => {
    const under = await startSimulator();
    expect(() => under.simulator.enqueueResponse(response as never)).toThrow(
      expect.objectContaining({ code: "ERR_USAGE" }),
    );
  });

  it("do not pile up without end", async () => {
    const under = await startSimulator();
    for (let count = 0; count < 1_000; count += 1) under.simulator.enqueueResponse({ kind: "reset" });
    expect(() => under.simulator.enqueueResponse({ kind: "reset" })).toThrow(
      expect.objectContaining({ code: "ERR_OVERLOADED" }),
    );
  });
});

describe("fulfilment-centre scans", () => {
  it("say which of listing, regex and purchase failed", async () => {
    const { simulator } = await startSimulator();
    simulator.checkout({ deviceModel, dsn: "S001", optedIn: true });
    const failed = (dsn: string, asin: string) => simulator.scan({ deviceModel, dsn, asin }).failed;
    expect(failed("S001", "B0OTHER001")).toEqual(["asin"]);
    expect(failed("S002", "B0TEST0001")).toEqual(["purchase"]);
    expect(failed("S001\r", "B0TEST0001")).toEqual(["regex", "purchase"]);
    expect(failed("00850012345671", "B0OTHER001")).toEqual(["asin", "regex", "purchase"]);
    expect(failed("S001", "B0TEST0002")).toEqual([]);
    expect(simulator.scan({ deviceModel, dsn: "x", asin: "y" }).message).toContain(
      "does not match ^S[0-9A-Za-z+_-]{3,63}$",
    );
    expect(() => simulator.scan({ deviceModel: "NONE", dsn: "x", asin: "y" })).toThrow(
      expect.objectContaining({ code: "ERR_MODEL_UNKNOWN" }),
    );
  });

  it("of a purchased serial that the regex refuses leave it unexchangeable", async () => {
    const under = await startSimulator();
    under.simulator.checkout({ deviceModel, dsn: "X001", optedIn: true });
    expect(under.simulator.scan({ deviceModel, dsn: "X001", asin: "B0TEST0001" }).failed).toEqual(["regex"]);
    expect((await under.post(JSON.stringify(exchangeFields("X001")))).status).toBe(400);
  });
});

describe("options that cannot be", () => {
  it.each([
    [{ models: [{ deviceModel: "M", pattern: "(", asins: [], lwaClientId: "c" }] }, "ERR_PATTERN"],
    [{ models: [{ deviceModel: "M M", pattern: "a", asins: [], lwaClientId: "c" }] }, "ERR_USAGE"],
    [{ clients: [{ lwaClientId: "c", secret: "" }] }, "ERR_USAGE"],
    [{ topicArn: "arn:aws:sqs:us-east-1:123456789012:x" }, "ERR_USAGE"],
    [{ exchangeableAfterMs: -1 }, "ERR_USAGE"],
    [{ delivery: { attempts: 11 } }, "ERR_USAGE"],
    [{ devices: [{ deviceModel, dsn: "X1", purchase: "opted-in", scanned: true }] }, "ERR_SIMULATOR_STATE"],
    [{ devices: [{ deviceModel: "NONE", dsn: "X1", purchase: "opted-in", scanned: true }] }, "ERR_MODEL_UNKNOWN"],
  ] as const)("%j", async (options, code) => {
    await expect(startSimulator(options)).rejects.toThrow(expect.objectContaining({ code }));
  });

  it("are other hosts, a taken port and a second start", async () => {
    const { simulator, address } = await startSimulator();
    await expect(simulator.start()).rejects.toThrow(expect.objectContaining({ code: "ERR_SIMULATOR_STATE" }));
    const { createSimulator } = await import("../../src/simulator/index.ts");
    const other = createSimulator({ models: [] });
    await expect(other.start({ host: "0.0.0.0" })).rejects.toThrow(
      expect.objectContaining({ code: "ERR_NOT_LOOPBACK" }),
    );
    const port = Number(new URL(address.tokenUrl).port);
    await expect(other.start({ controlPort: port })).rejects.toThrow(
      expect.objectContaining({ code: "ERR_PORT_TAKEN" }),
    );
    await other.close();
  });
});
