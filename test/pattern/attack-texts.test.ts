import { spawn } from "node:child_process";
import { once } from "node:events";
import { text as readText } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { backtrackingFindings, parsePattern } from "../../src/core/pattern/index.ts";

/** Seconds of processor time after which the engine is stopped, its start included. */
const cpuLimit = 2;

/**
 * Milliseconds of processor time that the native engine takes for a text, in a process of its own: the least of so many
 * runs, after one in which it may compile the pattern. Infinity when it has to be stopped. What else the machine does
 * meanwhile counts for nothing.
 */
async function nativeMs(source: string, text: string, runs = 0): Promise<number> {
  const script = `const pattern = new RegExp(process.argv[1]);
    const ms = Array.from({ length: 1 + Number(process.argv[3]) }, () => {
      const started = process.cpuUsage();
      pattern.test(process.argv[2]);
      return process.cpuUsage(started).user / 1000;
    });
    console.log(Math.min(...ms));`;
  const limited = `ulimit -c 0; ulimit -t ${cpuLimit}; exec "$0" "$@"`;
  const engine = spawn("sh", ["-c", limited, process.execPath, "-e", script, source, text, String(runs)]);
  const output = readText(engine.stdout);
  const [status, signal] = await once(engine, "close");
  if (status === 0) return Number(await output);
  expect(["SIGXCPU", "SIGKILL"]).toContain(signal);
  return Number.POSITIVE_INFINITY;
}

function findingsOf(source: string) {
  const result = parsePattern(source);
  const meaning = result.ok ? result.pattern : result.meaning;
  if (meaning === undefined) throw new Error(`${source} has no meaning`);
  return { findings: backtrackingFindings(meaning), lengthMax: result.ok ? result.pattern.lengthMax : 64 };
}

describe("the attack text of S001", () => {
  test.each(["^(?:[0-9]{1,9}){1,9}X$", "^(A?){24}A{24}$", "^([0-9]+)+X$", "^([0-9]|[0-9])*$", "^(A|AA){1,40}B$"])(
    "keeps the native engine busy with %s, and one character less of it does not",
    async (source) => {
      const [finding] = findingsOf(source).findings;
      expect(finding?.id).toBe("S001");
      const attack = finding?.witness ?? "";
      const short = attack.slice(0, 8) + attack.slice(-1);
      const [attackMs, shortMs] = [await nativeMs(source, attack), await nativeMs(source, short, 3)];
      expect(attackMs).toBeGreaterThan(20 * Math.max(1, shortMs));
    },
  );
});

describe("the attack text of S002", () => {
  test("takes the native engine quadratic time once it is made longer", async () => {
    const source = "^[A-Z0-9]*[0-9]+$";
    const [finding] = findingsOf(source).findings;
    expect(finding?.id).toBe("S002");
    const attack = finding?.witness ?? "";
    const longer = (times: number) => attack.slice(0, -1).repeat(times) + attack.slice(-1);
    const [single, tenfold] = [await nativeMs(source, longer(40), 5), await nativeMs(source, longer(400), 1)];
    // Ten times the length: ten times the time would be linear.
    expect(tenfold).toBeGreaterThan(25 * single);
  });
});

describe("a pattern without a finding", () => {
  test.each([
    "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
    "^[A-Z0-9]{1,20}-?[A-Z0-9]{1,20}$",
    "^([A-Z]{1,30}[0-9]{1,30}){20}$",
    "^([0-9A-Z]+-)*[0-9A-Z]+$",
    "^[0-9A-Z]{8,20}$",
  ])("%s is quick in the native engine on texts that just fail", async (source) => {
    const { findings, lengthMax } = findingsOf(source);
    expect(findings).toEqual([]);
    for (const start of ["A", "0", "A0", "A-", "BL1", "0-"]) {
      const text = `${start.repeat(64).slice(0, Math.min(64, lengthMax))}!`;
      const ms = await nativeMs(source, text);
      expect(ms).toBeLessThan(500);
    }
  });
});
