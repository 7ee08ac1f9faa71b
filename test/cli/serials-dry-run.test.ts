import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeOlderLedger } from "../ledger/older-ledger.ts";
import { testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();
const path = (name: string) => join(folder.path, name);

describe("boxproof serials import --dry-run", () => {
  it("tries nothing over a ledger of an older boxproof, which it leaves as it is", async () => {
    writeOlderLedger(path("boxproof.db"));
    await writeFile(path("catalog.yaml"), serialsCatalog);
    const before = await readFile(path("boxproof.db"));
    await writeFile(path("log.csv"), "serial\n2600016\n");
    for (const adopt of [[], ["--adopt"]]) {
      const { status, err } = await runCommand(
        ["serials", "import", "log.csv", "--model", "CHECKED", "--dry-run", ...adopt],
        { cwd: folder.path },
      );
      expect({ status, err }).toEqual({
        status: 3,
        err: expect.stringMatching(/^error ERR_LEDGER: .* of an older boxproof.*\n.*Keep a copy/),
      });
      expect(await readFile(path("boxproof.db"))).toEqual(before);
    }
  });
});
