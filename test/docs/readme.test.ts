import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifest } from "../package/installed-package.ts";
import { projectFiles, repository } from "../tools/project-files.ts";
import { type CommandShell, openCommandShell, type RunningServer } from "./command-shell.ts";
import { commandBlocks } from "./readme-blocks.ts";

const page = readFileSync(join(repository, "README.md"), "utf8");
const blocks = commandBlocks(page);
const titled = blocks.map((block) => ({ ...block, title: block.script.split("\n")[0] ?? "" }));

let shell: CommandShell;
let server: { readonly section: number; readonly running: RunningServer } | undefined;
beforeAll(() => {
  shell = openCommandShell();
});
afterAll(async () => {
  await stopServer();
  shell?.remove();
});

async function stopServer(): Promise<number | undefined> {
  const status = await server?.running.stop();
  server = undefined;
  return status;
}

describe("the two commands for a fresh machine", () => {
  it("are exactly these, and each alone in its block", () => {
    const fresh = blocks.filter((block) => block.kind === "fresh-clone").map((block) => block.script);
    expect(fresh).toEqual(["npm ci && npx boxproof rehearse", "npm ci && npm test"]);
  });

  it("name parts that are there: the build on install, the command, its verb and the tests", async () => {
    const { bin, scripts } = readManifest();
    expect(scripts["prepare"]).toContain("build");
    expect(existsSync(join(repository, bin["boxproof"] ?? "nowhere"))).toBe(true);
    expect(scripts["test"]).toBe("node test/run.ts");
    expect(await shell.run("npx boxproof rehearse --help")).toMatchObject({ status: 0 });
  });
});

describe("every other block of commands, in the order of the page", () => {
  const others = titled.filter((block) => block.kind !== "fresh-clone");

  it("is there", () => expect(others.length).toBeGreaterThan(3));

  it.each(others)(
    "line $line: $title",
    async ({ kind, script, section }) => {
      if (server !== undefined && (kind === "server" || server.section !== section)) {
        expect(await stopServer(), "exit status of the server that ran before").toBe(0);
      }
      if (kind === "server") {
        server = { section, running: await shell.serve(script) };
        return;
      }
      const end = await shell.run(script);
      expect(end.status, `${end.out}${end.err}`).toBe(0);
    },
    240_000,
  );

  it("ends with servers that stop when asked", async () => {
    if (server !== undefined) expect(await stopServer()).toBe(0);
    expect(server).toBeUndefined();
  });
});

describe("links", () => {
  const pages = projectFiles().filter((file) => file.path.endsWith(".md"));

  it.each(pages)("$path leads only to files that are there", ({ path, text }) => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    const local = links.filter((link) => !/^(https?:|mailto:|#)/.test(link));
    const missing = local.filter((link) => !existsSync(join(repository, dirname(path), link.replace(/#.*$/, ""))));
    expect(missing).toEqual([]);
  });
});
