import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  refuseExistingFile,
  writeFileAtomically,
  writeFolderAtomically,
  writeNewFile,
  writeNewFiles,
} from "../../src/cli/atomic-file.ts";
import { testFolder } from "./boxproof-process.ts";

const folder = testFolder();
const inFolder = (...names: readonly string[]) => join(folder.path, ...names);

describe("writeFileAtomically", () => {
  it("takes the place of the old file and leaves nothing else", async () => {
    await writeFile(inFolder("a"), "old");
    await writeFileAtomically(inFolder("a"), "new");
    expect(await readFile(inFolder("a"), "utf8")).toBe("new");
    expect(await readdir(folder.path)).toEqual(["a"]);
  });

  it("leaves the old file and no draft when it cannot be written", async () => {
    await mkdir(inFolder("taken"));
    await writeFile(inFolder("taken", "x"), "");
    await expect(writeFileAtomically(inFolder("taken"), "new")).rejects.toMatchObject({ code: "ERR_DISK" });
    expect(await readdir(folder.path)).toEqual(["taken"]);
    expect((await stat(inFolder("taken"))).isDirectory()).toBe(true);
  });
});

it.each([
  ["writeNewFile", writeNewFile],
  ["writeFileAtomically", writeFileAtomically],
])("%s leaves no draft when it is stopped", async (_, write) => {
  const stopping = new AbortController();
  const writing = write(inFolder("a"), new Uint8Array(64 * 1024 * 1024), stopping.signal);
  const ended = expect(writing).rejects.toMatchObject({ code: "ERR_STOPPED" });
  await expect.poll(() => readdir(folder.path), { interval: 1 }).toHaveLength(1);
  stopping.abort();
  await ended;
  expect(await readdir(folder.path)).toEqual([]);
});

describe("writeFolderAtomically", () => {
  it("writes all files, and none when one of them fails", async () => {
    await writeFolderAtomically(inFolder("good"), [{ name: "1", bytes: "a" }]);
    expect(await readFile(inFolder("good", "1"), "utf8")).toBe("a");
    const files = [
      { name: "1", bytes: "a" },
      { name: "1/2", bytes: "b" },
    ];
    await expect(writeFolderAtomically(inFolder("bad"), files)).rejects.toMatchObject({ code: "ERR_DISK" });
    expect(await readdir(folder.path)).toEqual(["good"]);
  });

  it("refuses a folder with something in it", async () => {
    await expect(writeFolderAtomically(folder.path, [])).resolves.toBeUndefined();
    await writeFile(inFolder("x"), "");
    await expect(writeFolderAtomically(folder.path, [])).rejects.toMatchObject({ code: "ERR_FILE_EXISTS" });
  });
});

describe("refuseExistingFile", () => {
  it("refuses files and folders, and with leave only folders", async () => {
    await writeFile(inFolder("a"), "mine");
    await mkdir(inFolder("f"));
    const refused = { code: "ERR_FILE_EXISTS" };
    await expect(refuseExistingFile(inFolder("none"))).resolves.toBeUndefined();
    await expect(refuseExistingFile(inFolder("a"))).rejects.toMatchObject(refused);
    await expect(refuseExistingFile(inFolder("f"))).rejects.toMatchObject(refused);
    await expect(refuseExistingFile(inFolder("a"), { mayReplace: true })).resolves.toBeUndefined();
    await expect(refuseExistingFile(inFolder("f"), { mayReplace: true })).rejects.toMatchObject(refused);
  });
});

describe("writeNewFile", () => {
  it("lets one of several writers win and leaves no draft", async () => {
    const results = await Promise.allSettled(["a", "b", "c"].map((text) => writeNewFile(inFolder("x"), text)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readdir(folder.path)).toEqual(["x"]);
    await expect(writeNewFile(inFolder("none", "x"), "")).rejects.toMatchObject({ code: "ERR_DISK" });
  });
});

describe("writeNewFiles", () => {
  it("makes the folder, and removes it again when a later file fails", async () => {
    const files = [
      { name: "1", bytes: "a" },
      { name: "none/2", bytes: "b" },
    ];
    await expect(writeNewFiles(inFolder("p", "q"), files)).rejects.toMatchObject({ code: "ERR_DISK" });
    expect(await readdir(folder.path)).toEqual([]);
    await writeNewFiles(inFolder("p", "q"), files.slice(0, 1));
    expect(await readdir(inFolder("p", "q"))).toEqual(["1"]);
  });

  it("names every name that is taken and touches none", async () => {
    await writeFile(inFolder("2"), "mine");
    await writeFile(inFolder("3"), "mine");
    const files = ["1", "2", "3"].map((name) => ({ name, bytes: "new" }));
    await expect(writeNewFiles(folder.path, files)).rejects.toMatchObject({
      code: "ERR_FILE_EXISTS",
      details: { paths: [inFolder("2"), inFolder("3")] },
    });
    expect((await readdir(folder.path)).sort()).toEqual(["2", "3"]);
    expect(await readFile(inFolder("2"), "utf8")).toBe("mine");
  });

  it("lets exactly one of several writers win, with all of its files", async () => {
    const writers = Array.from({ length: 8 }, (_, index) =>
      writeNewFiles(
        inFolder("race"),
        ["a", "b", "c"].map((name) => ({ name, bytes: String(index) })),
      ),
    );
    const results = await Promise.allSettled(writers);
    const winners = results.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
    expect(winners).toHaveLength(1);
    expect((await readdir(inFolder("race"))).sort()).toEqual(["a", "b", "c"]);
    const texts = await Promise.all(["a", "b", "c"].map((name) => readFile(inFolder("race", name), "utf8")));
    expect(texts).toEqual(["a", "b", "c"].map(() => String(winners[0])));
  });
});
