import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { repository } from "../tools/project-files.ts";
import { runProcess } from "../tools/run-process.ts";

const shell = "/bin/bash";
const tools = ["chromium", "pdftoppm", "zbarimg", "dmtxread", "qpdf"];

/** Runs the script with a PATH that holds only the given programs, as small shell scripts. */
async function findTools(programs: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-planted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(shell, join(folder, "bash"));
  const write = (name: string, code: string) => {
    writeFileSync(join(folder, name), `#!${shell}\n${code}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  for (const [name, code] of Object.entries(programs)) write(name, code.replaceAll("$FOLDER", folder));
  return await runProcess(shell, [join(repository, "test/tools/system-tools.sh")], {
    cwd: folder,
    timeoutMs: 100_000,
    env: { PATH: folder },
  });
}

const present = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "exit 0"]));
const root = { id: "echo 0", timeout: 'shift\n"$@"' };

it("is silent when every tool is on PATH", async () => {
  expect(await findTools(present(tools))).toMatchObject({ status: 0, out: "", err: "" });
});

it("says in one sentence what is missing and how to get it, when it may not install", async () => {
  const end = await findTools({ ...present(["pdftoppm", "qpdf"]), id: "echo 1000", "apt-get": "exit 99" });
  expect(end).toMatchObject({ status: 1, err: "" });
  expect(end.out).toBe(
    "The tests need tools that are not on PATH; install them with: " +
      "sudo apt-get install chromium zbar-tools dmtx-utils (Debian, Ubuntu) or " +
      "brew install google-chrome zbar dmtx-utils (macOS).\n",
  );
});

it("installs as root what is missing, without a word", async () => {
  const apt = `echo chatter
    case "$*" in
      *update) : > "$FOLDER/updated" ;;
      *install*--no-install-recommends*dmtx-utils) [ -e "$FOLDER/updated" ] && [ "$DEBIAN_FRONTEND" = noninteractive ] || exit 9
        printf '#!${shell}\\n' > "$FOLDER/dmtxread"; PATH=/usr/bin:/bin chmod +x "$FOLDER/dmtxread" ;;
      *) exit 8 ;;
    esac`;
  const end = await findTools({ ...present(tools.filter((name) => name !== "dmtxread")), ...root, "apt-get": apt });
  expect(end).toMatchObject({ status: 0, out: "", err: "" });
});

it("shows what the installer said when it fails", async () => {
  const end = await findTools({ ...root, "apt-get": "echo planted trouble; exit 100" });
  expect(end.status).toBe(1);
  expect(end.out).toMatch(/^planted trouble\nThe tests need tools .*\n$/);
});
