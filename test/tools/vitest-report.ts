/** One test in the report that `vitest --reporter=json` writes. */
interface ReportedTest {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

/** One test file in the report. */
interface ReportedFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly ReportedTest[];
}

/** What the report counts to, and a remark for each test or file that failed, with what it said. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly remarks: readonly string[];
  /** Files in which tests wait for ever, because the process that ran them died. */
  readonly diedFiles: readonly string[];
  /** Tests of those files that passed, and those that did not. */
  readonly diedPassed: number;
  readonly diedFailed: number;
}

/** Counts a report of vitest's json reporter. A test that did not run is a failure, and so is a file without tests. */
export function countTests(report: string): TestCount {
  const files = (JSON.parse(report) as { readonly testResults: readonly ReportedFile[] }).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const silent = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
  const failures = files.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === "failed").map((test) => failureText(file, test)),
  );
  const broken = files.filter((file) => file.assertionResults.length === 0);
  const remarks = [
    ...failures,
    ...silent.map((test) => `not run (${test.status}): ${test.fullName}`),
    ...broken.map((file) => `no test ran in ${file.name} ${file.message}`.trimEnd()),
    ...(files.length === 0 ? ["no test file was found"] : []),
  ];
  const died = files.filter((file) => file.assertionResults.some((test) => test.status === "pending"));
  const diedTests = died.flatMap((file) => file.assertionResults);
  return {
    passed,
    failed: tests.length - passed + broken.length + (files.length === 0 ? 1 : 0),
    remarks,
    diedFiles: died.map((file) => file.name),
    diedPassed: diedTests.filter((test) => test.status === "passed").length,
    diedFailed: diedTests.filter((test) => test.status !== "passed").length,
  };
}

/** A long message keeps its head, where an assertion says what it expected, and the head of the trace. */
const failureLengthMax = 4_000;

function failureText(file: ReportedFile, test: ReportedTest): string {
  const message = (test.failureMessages ?? []).join("\n");
  const shown = message.length > failureLengthMax ? `${message.slice(0, failureLengthMax)} …` : message;
  return `failed: ${test.fullName}\n  in ${file.name}\n${shown.replaceAll(/^/gm, "  ")}`;
}
