import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFolderAtomically } from "../../src/cli/atomic-file.ts";
import { demoCatalogFile, loadCatalog, loadTemplate } from "../../src/config/index.ts";
import {
  isRehearsalFolder,
  type Rehearsal,
  type RehearsalRequest,
  rehearsalFiles,
  rehearse,
} from "../../src/rehearsal/index.ts";

const plantedSecret = "planted-secret-0123456789-abcdefghij";

let folder: string;
let first: Rehearsal;
let second: Rehearsal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-test-rehearse-"));
  first = await rehearse(await demoRequest());
  second = await rehearse(await demoRequest());
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function demoRequest(): Promise<RehearsalRequest> {
  return {
    catalog: await loadCatalog(demoCatalogFile()),
    catalogName: "catalog.yaml",
    catalogSha256: "00",
    isDemo: true,
    seed: "test",
    boxproofVersion: "0.0.0",
    now: () => Date.now(),
    newSecret: () => `${plantedSecret}-${Math.random()}`,
    template: (name) => loadTemplate(name),
  };
}

const writeRehearsal = (rehearsal: Rehearsal, out: string) =>
  writeFolderAtomically(out, rehearsalFiles(rehearsal), isRehearsalFolder);

test("every case of the demo passes; only those that say why warn", () => {
  const states = Object.fromEntries(first.result.cases.map((one) => [one.id, one.state]));
  const { "SCN-02": heads, "SCN-03": margin, ...others } = states;
  expect(Object.entries(others).filter(([, state]) => state !== "pass")).toEqual([]);
  expect(["pass", "warn"]).toContain(heads);
  expect(margin).toBe("warn");
  expect(first.result.cases).toHaveLength(26);
});

test("every planted mistake is caught", () => {
  expect(first.result.controls.length).toBeGreaterThanOrEqual(8);
  expect(first.result.controls.filter((control) => !control.caught)).toEqual([]);
  expect(first.result.notes).toEqual([]);
});

test("every serial goes the whole way: read from a picture, ok on the line, exchanged at the endpoint", () => {
  const ends = first.result.chains.map(({ deviceModel, verdict, outcome }) => ({ deviceModel, verdict, outcome }));
  expect(ends).toEqual([
    { deviceModel: "BREWLINE_ONE", verdict: "ok", outcome: "exchanged" },
    { deviceModel: "BREWLINE_INK", verdict: "ok", outcome: "exchanged" },
    { deviceModel: "BREWLINE_PURE", verdict: "ok", outcome: "exchanged" },
    { deviceModel: "BREWLINE_WASH", verdict: "ok", outcome: "exchanged" },
    { deviceModel: "DRS_Test_Device", verdict: undefined, outcome: "exchanged" },
  ]);
});

test("the same seed gives the same report and the same evidence, byte for byte, but for what is under run", () => {
  expect(JSON.stringify(second.result)).toBe(JSON.stringify(first.result));
  expect([...second.evidence.keys()]).toEqual([...first.evidence.keys()]);
  const different = [...first.evidence].filter(
    ([file, bytes]) => !Buffer.from(bytes).equals(second.evidence.get(file) ?? Buffer.alloc(0)),
  );
  expect(different.map(([file]) => file)).toEqual([]);
});

test("another seed gives other serials", async () => {
  const other = await rehearse({ ...(await demoRequest()), seed: "other", only: new Set(["CHN-01"]) });
  const serials = (rehearsal: Rehearsal) => rehearsal.result.chains.slice(0, 4).map((chain) => chain.dsn);
  expect(serials(other).filter((serial) => serials(first).includes(serial))).toEqual([]);
});

test("no secret and no token is in any file; a planted one would be found", async () => {
  const out = join(folder, "written");
  await writeRehearsal(first, out);
  const isLeaky = (text: string) => text.includes(plantedSecret) || /Atz[ar]\|/.test(text);
  const files = await readdir(out, { recursive: true, withFileTypes: true });
  const leaky: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), "latin1");
    if (isLeaky(text)) leaky.push(file.name);
  }
  expect(files.length).toBeGreaterThan(15);
  expect(leaky).toEqual([]);
  expect(isLeaky(`x ${plantedSecret} x`) && isLeaky("Atza|IQEB")).toBe(true);
});

test("a folder of somebody's files is refused and stays as it was; a former rehearsal is replaced whole", async () => {
  const own = await mkdtemp(join(folder, "own-"));
  await writeFile(join(own, "thesis.txt"), "mine");
  await expect(writeRehearsal(first, own)).rejects.toMatchObject({ code: "ERR_FILE_EXISTS" });
  expect(await readdir(own)).toEqual(["thesis.txt"]);

  const former = join(folder, "former");
  await writeRehearsal(first, former);
  await writeFile(join(former, "labels", "stale.pdf"), "from an older rehearsal");
  await writeRehearsal(second, former);
  await writeFile(join(former, "notes.txt"), "mine");
  await expect(writeRehearsal(second, former)).rejects.toMatchObject({ code: "ERR_FILE_EXISTS" });
  expect(await readdir(join(former, "labels"))).not.toContain("stale.pdf");
  expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
});

test("a pattern that takes the GTIN fails SCN-04 and the whole, and says what to do", async () => {
  const request = await demoRequest();
  const models = request.catalog.models.map((model) =>
    model.deviceModel === "BREWLINE_ONE"
      ? { ...model, serial: { ...model.serial, pattern: "^(BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]|[0-9]{12})$" } }
      : model,
  );
  const catalog = { ...request.catalog, models };
  const { result } = await rehearse({ ...request, catalog, only: new Set(["SCN-04"]) });
  expect(result.state).toBe("fail");
  const failed = result.cases[0]?.observations.find((observation) => observation.state === "fail");
  expect(failed).toMatchObject({ subject: "BREWLINE_ONE", nextStep: expect.stringContaining("boxproof check") });
  expect(failed?.got).toContain("ambiguous");
});

test("a label that does not fit fails its own model and no other", async () => {
  const request = await demoRequest();
  const models = request.catalog.models.map((model) =>
    model.deviceModel === "BREWLINE_ONE"
      ? { ...model, serial: { pattern: "^[A-Z]{60}$", patternGenerated: false, examples: { good: [], bad: [] } } }
      : model,
  );
  const only = new Set(["LBL-01", "SCN-02", "CHN-01"]);
  const { result } = await rehearse({ ...request, catalog: { ...request.catalog, models }, isDemo: false, only });
  expect(result.state).toBe("fail");
  const states = Object.fromEntries(result.chains.map((chain) => [chain.deviceModel, chain.state]));
  expect(states).toMatchObject({ BREWLINE_ONE: "fail", BREWLINE_INK: "pass", BREWLINE_PURE: "pass" });
  for (const one of result.cases) {
    const failed = one.observations.filter((observation) => observation.state === "fail");
    expect(
      failed.map((observation) => observation.subject),
      one.id,
    ).toEqual(["BREWLINE_ONE"]);
  }
});

test("a model with a handful of serials runs out of them instead of failing by chance", async () => {
  const request = await demoRequest();
  const [first, ...others] = request.catalog.models;
  if (first === undefined) throw new Error("the demo has models");
  const serial = { ...first.serial, pattern: "^M[1-4]$", examples: { good: [], bad: [] } };
  const { scheme: _, ...withoutScheme } = serial;
  const models = [{ ...first, serial: withoutScheme }, ...others];
  const only = new Set(["TOK-01", "TOK-03", "TOK-04", "TOK-05", "TOK-07"]);
  const { result } = await rehearse({ ...request, catalog: { ...request.catalog, models }, isDemo: false, only });
  expect(result.cases.map((one) => one.state)).toEqual(["pass", "pass", "pass", "pass", "pass"]);
});
