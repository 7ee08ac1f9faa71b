import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { resolveCatalog } from "../../src/cli/catalog-option.ts";
import type { Io } from "../../src/cli/io.ts";
import { ledgerForPages } from "../../src/cli/manifest/manifest-ledger.ts";
import { openLedger } from "../../src/ledger/index.ts";
import type { ManifestDiff } from "../../src/manifest/index.ts";
import { requestOf } from "../ledger/serial-request.ts";
import { testFolder } from "./boxproof-process.ts";
import { serialsCatalog } from "./serials-catalog.ts";

const folder = testFolder();

it("pages read a ledger again only for another comparison, or after the ledger has changed", async () => {
  const file = join(folder.path, "catalog.yaml");
  const location = join(folder.path, "boxproof.db");
  await writeFile(file, serialsCatalog);
  const io: Io = {
    out: () => undefined,
    err: () => undefined,
    stdin: Readable.from([]),
    env: {},
    cwd: folder.path,
    outIsTerminal: false,
    errIsTerminal: false,
    stop: new AbortController().signal,
  };
  const ask = ledgerForPages(io, await resolveCatalog(io, { catalog: file }));
  const request = requestOf(3);
  const diffOf = (): ManifestDiff => ({
    models: [{ deviceModel: request.deviceModel, change: "new", isChanged: true, after: "never", fields: [] }],
  });
  const countIn = async (diff: ManifestDiff) => (await ask(diff)).known?.get(request.deviceModel)?.knownCount;
  const diff = diffOf();
  expect(await ask(diff)).toEqual({});

  const ledger = await openLedger(location);
  await ledger.allocate(request);
  expect(await countIn(diff)).toBe(3);
  const kept = (await ask(diff)).known;
  // The map is made anew with every reading of the serials, so that the same map was read once.
  expect((await ask(diff)).known).toBe(kept);
  expect((await ask(diffOf())).known).not.toBe(kept);
  await ledger.allocate(requestOf(2));
  expect(await countIn(diff)).toBe(5);
  await ledger.close();
  expect(await countIn(diff)).toBe(5);
  const closed = (await ask(diff)).known;
  expect((await ask(diff)).known).toBe(closed);

  await rm(location);
  await writeFile(location, "no ledger");
  const [first, second] = [(await ask(diff)).fault, (await ask(diff)).fault];
  expect(first).toMatchObject({ code: "ERR_LEDGER" });
  expect(second).not.toBe(first);
});
