import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { serviceStarter, testFolder } from "./boxproof-process.ts";

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const folder = testFolder();
const start = serviceStarter(folder);
/** One `boxproof serve` in a folder of its own. */
const serve = (...args: readonly string[]) => start("serve", ...args);

async function useCatalog(): Promise<void> {
  await copyFile(pathOf("../fault/line-catalog.yaml"), join(folder.path, "catalog.yaml"));
}

/** The same catalog with changes to its text. */
async function useChangedCatalog(change: (text: string) => string): Promise<void> {
  const text = await readFile(pathOf("../fault/line-catalog.yaml"), "utf8");
  await writeFile(join(folder.path, "catalog.yaml"), change(text));
}

const staleExample = (text: string) =>
  text.replace(
    'serial: { pattern: "^ON[0-9]{6}$" }',
    'serial: { pattern: "^ON[0-9]{6}$", examples: { good: [ON12] } }',
  );

async function postScan(url: string): Promise<{ readonly verdict: string }> {
  const body = JSON.stringify({ scanId: "s1", station: "line-1", text: "ON000001\r" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/v1/scans`, { method: "POST", headers, body });
  return (await response.json()) as { readonly verdict: string };
}

describe("boxproof serve", () => {
  it("prints one ready line, keeps its ledger beside the catalog, stops on SIGTERM with 0, and knows its scans again", async () => {
    await useCatalog();
    const first = serve("--port", "0", "--json");
    const ready = JSON.parse(await first.ready());
    expect(ready).toMatchObject({
      ready: true,
      host: "127.0.0.1",
      demo: false,
      ledger: join(folder.path, "boxproof.db"),
    });
    expect(await postScan(ready.url)).toMatchObject({ verdict: "ok" });
    first.child.kill("SIGTERM");
    expect(await first.exit).toEqual({ status: 0, out: `${JSON.stringify(ready)}\n`, err: "" });
    // Closed whole: the log is merged into the file.
    expect((await readdir(folder.path)).toSorted()).toEqual([
      "boxproof.db",
      "boxproof.db-service",
      "boxproof.db.images",
      "catalog.yaml",
    ]);

    const second = serve("--port", "0", "--json");
    const { url } = JSON.parse(await second.ready());
    const stored = (await (await fetch(`${url}/v1/scans/s1`)).json()) as { readonly answer: object };
    expect(stored.answer).toMatchObject({ verdict: "ok", seq: 1 });
    second.child.kill("SIGINT");
    expect((await second.exit).status).toBe(0);
  });

  it("says DEMO with the demo catalog, and keeps its ledger apart", async () => {
    const demo = serve("--demo", "--port", "0");
    expect(await demo.ready()).toMatch(
      /^ready: DEMO line service on http:\/\/127\.0\.0\.1:[0-9]+, .*boxproof-demo\.db\n$/,
    );
    demo.child.kill("SIGTERM");
    expect((await demo.exit).status).toBe(0);
    expect(await readdir(folder.path)).toContain("boxproof-demo.db");
  });

  it("says what it means to be exposed", async () => {
    await useCatalog();
    const exposed = serve("--port", "0", "--host", "0.0.0.0", "--expose");
    await exposed.ready();
    expect(exposed.errors()).toMatch(/may post scans and commission serials/);
    exposed.child.kill("SIGTERM");
    await exposed.exit;
  });

  it("starts over a catalog with errors, and says which in words, in its ready line and in /readyz", async () => {
    await useChangedCatalog(staleExample);
    const line = serve("--port", "0", "--json");
    const ready = JSON.parse(await line.ready());
    expect(ready).toMatchObject({ ready: true, catalogErrors: 1 });
    const body = await (await fetch(`${ready.url}/readyz`)).json();
    expect(body).toMatchObject({ ready: true, catalogErrors: { count: 1, first: [{ deviceModel: "ONE" }] } });
    expect(await postScan(ready.url)).toMatchObject({ verdict: "ok" });
    line.child.kill("SIGTERM");
    const { status, err } = await line.exit;
    expect(status).toBe(0);
    expect(err).toMatch(
      /^A check finds 1 error in the patterns and codes of the models of this line:\n {4}error example-good {2}ONE: .*ON12.*\nThe line service starts all the same/,
    );
  });

  it("says in the ready line for people too that the catalog has errors", async () => {
    await useChangedCatalog(staleExample);
    const line = serve("--port", "0");
    expect(await line.ready()).toMatch(/^ready: line service on .*, 1 error in the catalog\n$/);
    line.child.kill("SIGTERM");
    expect((await line.exit).status).toBe(0);
  });

  it("does not start over such a catalog with --require-check, and does over a good one", async () => {
    await useChangedCatalog(staleExample);
    const refused = await serve("--port", "0", "--require-check").exit;
    expect(refused).toMatchObject({ status: 1, out: "" });
    expect(refused.err).toMatch(/^error ERR_CATALOG_BLOCKED: .*1 error.*\n.*ONE.*\n.*boxproof check/);
    expect(await readdir(folder.path)).toEqual(["catalog.yaml"]);
    await useCatalog();
    const good = serve("--port", "0", "--require-check", "--json");
    expect(JSON.parse(await good.ready())).toMatchObject({ ready: true, catalogErrors: 0 });
    good.child.kill("SIGTERM");
    await good.exit;
  });

  it("refuses, in a sentence, a port and a ledger that another service has", async () => {
    await useCatalog();
    const first = serve("--port", "0", "--json");
    const { port } = JSON.parse(await first.ready());
    const samePort = await serve("--port", String(port), "--ledger", "other.db").exit;
    expect(samePort).toMatchObject({ status: 3, out: "", err: expect.stringMatching(/^error ERR_PORT_TAKEN: /) });
    const sameLedger = await serve("--port", "0").exit;
    expect(sameLedger).toMatchObject({
      status: 3,
      out: "",
      err: expect.stringMatching(/^error ERR_LEDGER: .*open in another/),
    });
    expect(await postScan(`http://127.0.0.1:${port}`)).toMatchObject({ verdict: "ok" });
    first.child.kill("SIGTERM");
    expect((await first.exit).status).toBe(0);
  });

  it.each([
    ["no catalog", false, [], 2, "ERR_CATALOG_MISSING"],
    ["a host that others can reach", true, ["--host", "0.0.0.0"], 2, "ERR_NOT_LOOPBACK"],
    ["--expose without the host", true, ["--expose"], 2, "ERR_USAGE"],
    ["a port that is none", true, ["--port", "65536"], 2, "ERR_USAGE"],
    ["a port in words", true, ["--port", "http"], 2, "ERR_USAGE"],
    ["PostgreSQL, which is not built", true, ["--ledger", "postgres://u:secret@db/line"], 3, "ERR_LEDGER"],
    ["a ledger that is none", true, ["--ledger", "catalog.yaml"], 3, "ERR_LEDGER"],
  ])("refuses %s", async (_what, hasCatalog, args, status, code) => {
    if (hasCatalog) await useCatalog();
    const result = await serve(...args).exit;
    expect(result).toMatchObject({ status, out: "" });
    expect(result.err).toMatch(new RegExp(`^error ${code}: .+\n.+\n`));
    expect(result.err).not.toContain("secret");
    expect(result.err).not.toMatch(/^ {4}at /m);
  });

  it("shows in its help a scan that the demo passes", async () => {
    const { out, status } = await serve("--help").exit;
    expect(status).toBe(0);
    expect(out).toMatch(/--expose\s[\s\S]{0,200}no\s+log-in yet/);
    const [, body] = /curl -H 'Content-Type: application\/json' \S+\/v1\/scans -d '(.+)'\n/.exec(out) ?? [];
    const demo = serve("--demo", "--port", "0", "--json");
    const { url } = JSON.parse(await demo.ready());
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v1/scans`, { method: "POST", headers, body: body ?? "" });
    expect(await response.json()).toMatchObject({ verdict: "ok" });
  });
});
