import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProcessEnd, runProcess } from "./run-process.ts";
import { countTests, type TestCount } from "./vitest-report.ts";

/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  /** Program and arguments; `reportFile` stands for a file that vitest's json reporter writes. */
  readonly command: readonly [file: string, ...args: string[]];
  readonly timeoutMs: number;
  /** Names of steps that must have passed; without them this one is not run, and counts as failed. */
  readonly needs?: readonly string[];
}

/** Stands for the path of the json report in the command of a step whose tests are counted one by one. */
export const reportFile = "REPORT_FILE";

/** How many checks passed and failed: one for a step, or as many as it has tests. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Runs the steps one after another in a folder; writes a line for each, and the whole output of one that failed. */
export async function runSteps(
  steps: readonly Step[],
  options: { readonly cwd: string; readonly write: (text: string) => void },
): Promise<Count> {
  const failedSteps = new Set<string>();
  const total = { passed: 0, failed: 0 };
  for (const step of steps) {
    const missing = step.needs?.find((name) => failedSteps.has(name));
    const result = missing === undefined ? await runStep(step, options.cwd) : notRun(missing);
    total.passed += result.count.passed;
    total.failed += result.count.failed;
    if (result.count.failed > 0) failedSteps.add(step.name);
    options.write(resultText(step, result));
  }
  return total;
}

interface StepResult {
  readonly count: Count;
  readonly seconds: number;
  /** Shown when the step failed. */
  readonly output: string;
}

function notRun(missing: string): StepResult {
  return { count: { passed: 0, failed: 1 }, seconds: 0, output: `not run, because "${missing}" failed\n` };
}

function resultText(step: Step, { count, seconds, output }: StepResult): string {
  const tests = count.passed + count.failed > 1 ? `  ${count.passed} of ${count.passed + count.failed} tests` : "";
  const line = `${count.failed === 0 ? "ok  " : "FAIL"}  ${step.name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s${tests}\n`;
  if (count.failed === 0) return line;
  return `${line}${output}${output.endsWith("\n") || output === "" ? "" : "\n"}`;
}

async function runStep(step: Step, cwd: string): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), "boxproof-test-"));
  const report = join(folder, "report.json");
  const started = performance.now();
  try {
    const [file, ...args] = step.command.map((word) => word.replace(reportFile, report));
    const end = await runProcess(file ?? "", args, { cwd, timeoutMs: step.timeoutMs, env: plainEnvironment() });
    const seconds = (performance.now() - started) / 1000;
    const text = `${end.out}${end.err}${end.timedOut ? `ended after its limit of ${step.timeoutMs / 1000} s\n` : ""}`;
    const isCounted = step.command.some((word) => word.includes(reportFile));
    const count = isCounted ? testCount(end, report) : { ...stepCount(end), remarks: [] };
    // What failed comes first: whoever keeps only a part of a long output keeps its beginning.
    return { count, seconds, output: count.remarks.map((remark) => `${remark}\n`).join("") + text };
  } catch (error) {
    return { count: { passed: 0, failed: 1 }, seconds: 0, output: String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stepCount(end: ProcessEnd): Count {
  return end.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The tests of the report; a run that failed outside its tests, or left no report, has one failure more. */
function testCount(end: ProcessEnd, report: string): TestCount {
  if (!existsSync(report)) return { passed: 0, failed: 1, remarks: ["vitest left no report"] };
  const count = countTests(readFileSync(report, "utf8"));
  if (end.status === 0 || count.failed > 0) return count;
  return { ...count, failed: 1, remarks: [...count.remarks, `vitest ended with ${end.status} though no test failed`] };
}

// What a step prints must not depend on who started it: no colour, and no warning about colours either.
function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...rest } = process.env;
  return { ...rest, NO_COLOR: "1" };
}
