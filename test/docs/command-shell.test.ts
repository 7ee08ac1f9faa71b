import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readManifest } from "../package/installed-package.ts";
import { type CommandShell, openCommandShell } from "./command-shell.ts";

let shell: CommandShell;
beforeAll(() => {
  shell = openCommandShell();
});
afterAll(() => shell?.remove());

it("has the built command, also behind npx, and the repository's scripts", async () => {
  const version = `${readManifest().version}\n`;
  expect(await shell.run("boxproof --version")).toMatchObject({ status: 0, out: version });
  expect(await shell.run("npx boxproof --version")).toMatchObject({ status: 0, out: version });
  expect(await shell.run("npm run --silent boxproof -- --version")).toMatchObject({ status: 0, out: version });
});

it("keeps the folder from block to block, and stops a block at its first failing line", async () => {
  expect(await shell.run("mkdir -p boxes && cd boxes")).toMatchObject({ status: 0 });
  expect((await shell.run("pwd\ncd ..")).out).toMatch(/\/boxes\n$/);
  const end = await shell.run("echo one\nfalse\necho two");
  expect(end).toMatchObject({ status: 1, out: "one\n" });
  expect(await shell.run("false | cat")).toMatchObject({ status: 1 });
  expect(await shell.run("npx elsewhere")).toMatchObject({ status: 99 });
});

it("starts a server, and gives the status with which it stops", async () => {
  const code =
    'process.on("SIGTERM", () => process.exit(Number(process.argv[1]))); setInterval(() => {}, 1000); console.log("ready");';
  const graceful = await shell.serve(`STATUS=0 node -e '${code}' \\\n  0`);
  expect(await graceful.stop()).toBe(0);
  const sulky = await shell.serve(`node -e '${code}' 5`);
  expect(await sulky.stop()).toBe(5);
});

it("gives a server a free port in the place of the one that its block names, and leads later blocks there", async () => {
  const code =
    'const server = require("node:http").createServer((_, answer) => answer.end("here")); server.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("at http://127.0.0.1:" + server.address().port)); process.on("SIGTERM", () => process.exit(0));';
  await using taken = createServer();
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  const { port } = taken.address() as AddressInfo;
  const server = await shell.serve(`node -e '${code}' -- --port ${port}`);
  expect((await shell.run(`curl -sS http://127.0.0.1:${port}/`)).out).toBe("here");
  expect(await server.stop()).toBe(0);
});

it("refuses a server that ends before it is ready, with what it said", async () => {
  await expect(shell.serve("sh -c 'echo trouble >&2; exit 4'")).rejects.toThrow("trouble");
  await expect(shell.serve("sleep 1\nsleep 1")).rejects.toThrow("one command");
});
