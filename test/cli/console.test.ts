import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { boxproof, serviceStarter, testFolder } from "./boxproof-process.ts";

const hostileCatalog = fileURLToPath(new URL("../http/console-catalog.yaml", import.meta.url));
const folder = testFolder();
const start = serviceStarter(folder);
/** One `boxproof console` on a free port. */
const openConsole = (...args: readonly string[]) => start("console", "--port", "0", ...args);

describe("boxproof console", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "serves its pages after one ready line and ends with 0 on %s",
    async (signal) => {
      await copyFile(hostileCatalog, join(folder.path, "catalog.yaml"));
      const console = openConsole("--json");
      const ready = JSON.parse(await console.ready());
      expect(ready).toMatchObject({
        ready: true,
        host: "127.0.0.1",
        demo: false,
        catalog: join(folder.path, "catalog.yaml"),
      });
      const page = await fetch(ready.url);
      expect([page.status, (await page.text()).includes("Two")]).toEqual([200, true]);
      console.child.kill(signal);
      expect(await console.exit).toEqual({ status: 0, out: `${JSON.stringify(ready)}\n`, err: "" });
    },
  );

  it("falls back to the demo catalog and says so", async () => {
    const console = openConsole();
    expect(await console.ready()).toMatch(
      /^ready: DEMO console on http:\/\/127\.0\.0\.1:[0-9]+, catalog .*catalog\.yaml\n$/,
    );
    console.child.kill("SIGTERM");
    expect((await console.exit).err).toBe(
      "No catalog.yaml in this folder: using the demo catalog of the made-up maker Brewline.\n",
    );
  });

  it("warns where other machines can reach it", async () => {
    const console = openConsole("--demo", "--host", "0.0.0.0");
    await console.ready();
    console.child.kill("SIGTERM");
    expect((await console.exit).err).toMatch(
      /Whoever reaches http:\/\/0\.0\.0\.0:[0-9]+ sees this catalog .* no log-in/,
    );
  });

  it("refuses a port that another program has", async () => {
    const first = openConsole("--demo", "--json");
    const { port } = JSON.parse(await first.ready());
    const second = await boxproof(folder.path, ["console", "--demo", "--port", String(port)]);
    expect(second).toMatchObject({ status: 3, out: "", err: expect.stringMatching(/error ERR_PORT_TAKEN: /) });
    first.child.kill("SIGTERM");
    await first.exit;
  });

  it.each([
    ["a port that is none", ["--port", "65536"], 2, "ERR_USAGE"],
    ["a catalog that is not there", ["--catalog", "none.yaml"], 2, "ERR_CATALOG_MISSING"],
    ["a host that is not this machine", ["--demo", "--host", "192.0.2.1"], 2, "ERR_USAGE"],
  ])("refuses %s", async (_what, args, status, code) => {
    const end = await boxproof(folder.path, ["console", ...args]);
    expect(end).toMatchObject({ status, out: "" });
    expect(end.err).toMatch(new RegExp(`error ${code}: .+\n.+\n`));
    expect(end.err).not.toMatch(/^ {4}at /m);
  });

  it("writes the live prover as one file, whole, without a catalog", async () => {
    const end = await boxproof(folder.path, ["console", "--export", "prover.html", "--json"]);
    expect(end).toMatchObject({ status: 0, err: "" });
    const file = join(folder.path, "prover.html");
    expect(JSON.parse(end.out)).toEqual({ file, byteCount: (await stat(file)).size });
    const page = await readFile(file, "utf8");
    expect(page).toMatch(/^<!doctype html>.*<\/html>\n$/s);
    expect(page).not.toMatch(/Brewline|\/home\/|fixtures\/demo/);
    expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
  });

  it("never writes the prover over a file, unless it is told to", async () => {
    await writeFile(join(folder.path, "prover.html"), "mine");
    const args = ["console", "--export", "prover.html"];
    const refused = await boxproof(folder.path, args);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining("error ERR_FILE_EXISTS")]);
    expect(await readFile(join(folder.path, "prover.html"), "utf8")).toBe("mine");
    expect((await boxproof(folder.path, [...args, "--replace"])).status).toBe(0);
    expect(await readFile(join(folder.path, "prover.html"), "utf8")).toContain("<!doctype html>");
  });

  it("says in a sentence why it cannot write the file", async () => {
    const end = await boxproof(folder.path, ["console", "--export", "no/such/folder/prover.html"]);
    expect(end).toMatchObject({ status: 3, out: "", err: expect.stringMatching(/^error ERR_DISK: .+\n.+\n$/) });
  });

  it("shows its options with examples", async () => {
    const { status, out } = await boxproof(folder.path, ["console", "--help"]);
    expect(status).toBe(0);
    for (const word of ["--port", "--host", "--export", "--demo", "boxproof console --export prover.html"]) {
      expect(out).toContain(word);
    }
  });
});
