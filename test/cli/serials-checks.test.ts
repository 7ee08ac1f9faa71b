import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAlgorithms, parseScheme } from "../../src/core/dsn/index.ts";
import { boxproof, testFolder } from "./boxproof-process.ts";
import { runCommand } from "./command-line.ts";

const folder = testFolder();

interface CheckedModel {
  readonly deviceModel: string;
  readonly checks: readonly string[];
}

/** The parts of a model: two digits of its own, a counter, and its checks one behind the other. */
function partsOf({ deviceModel, checks }: CheckedModel) {
  return [deviceModel.slice(1), { counter: "0007-9999" }, ...checks.map((check) => ({ check }))];
}

/** Every system and every pair of systems that a scheme may have, each as a model. */
const models: readonly CheckedModel[] = [
  ...checkAlgorithms.map((first) => [first]),
  ...checkAlgorithms.flatMap((first) => checkAlgorithms.map((second) => [first, second])),
]
  .map((checks, index) => ({ deviceModel: `M${index + 10}`, checks }))
  .filter((model) => parseScheme(partsOf(model)).ok);

/** A catalog of some of the models as YAML; JSON is YAML too. */
async function writeCatalog(file: string, some: readonly CheckedModel[]): Promise<void> {
  const catalog = {
    format: "boxproof-catalog/1",
    maker: { name: "Test" },
    securityProfiles: [{ name: "main", lwaClientId: "amzn1.application-oa2-client.0" }],
    models: some.map((model) => ({
      deviceModel: model.deviceModel,
      name: model.checks.join(" and "),
      securityProfile: "main",
      listings: [],
      serial: { scheme: partsOf(model) },
      boxCodes: [],
    })),
  };
  await writeFile(join(folder.path, file), JSON.stringify(catalog));
}

const allocation = (deviceModel: string) => ["serials", "allocate", "--model", deviceModel, "--count", "5"];
const answersOf = (out: string): unknown[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const good = (serial: string, deviceModel: string) => ({ serial, valid: true, deviceModel, reasons: [] });
const serialsOf = (out: string) => out.trim().split("\n").slice(1);

describe("boxproof validate of what boxproof serials allocate gives out", () => {
  it("takes every serial of MOD 97-10 with Luhn behind it, in processes of their own", async () => {
    const pair = models.filter(({ checks }) => checks.join() === "iso7064-97-10,luhn-36");
    await writeCatalog("catalog.yaml", pair);
    const model = pair[0]?.deviceModel ?? "";
    const allocated = await boxproof(folder.path, allocation(model));
    const serials = serialsOf(allocated.out);
    expect([allocated.status, serials.length]).toEqual([0, 5]);
    const validated = await boxproof(folder.path, ["validate", "--model", model, "--json", ...serials]);
    expect(answersOf(validated.out)).toEqual(serials.map((serial) => good(serial, model)));
    expect(validated.status).toBe(0);
  });

  it("takes every serial of every check character system and of every pair of them", async () => {
    // Behind MOD 11-2 with its X, and behind letters and signs, not every system can stand.
    expect(models.length).toBeGreaterThan(40);
    const allocated = new Map<string, string>();
    for (const model of models) {
      // A catalog of its own: that of all models takes its time to load.
      await writeCatalog("one.yaml", [model]);
      const args = [...allocation(model.deviceModel), "--catalog", "one.yaml"];
      const { out, status } = await runCommand(args, { cwd: folder.path });
      const serials = serialsOf(out);
      expect([model.deviceModel, status, serials.length]).toEqual([model.deviceModel, 0, 5]);
      for (const serial of serials) allocated.set(serial, model.deviceModel);
    }
    await writeCatalog("catalog.yaml", models);
    const stdin = Buffer.from([...allocated.keys()].join("\n"));
    const { out } = await runCommand(["validate", "--json", "-"], { cwd: folder.path, stdin });
    expect(answersOf(out)).toEqual([...allocated].map(([serial, model]) => good(serial, model)));
  });
});
