/** One test in the report that `vitest --reporter=json` writes. */
interface ReportedTest {
  readonly fullName: string;
  readonly status: string;
}

/** One test file in the report. */
interface ReportedFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly ReportedTest[];
}

/** What the report counts to, and a line for each thing that vitest's own output does not call a failure. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly remarks: readonly string[];
}

/** Counts a report of vitest's json reporter. A test that did not run is a failure, and so is a file without tests. */
export function countTests(report: string): TestCount {
  const files = (JSON.parse(report) as { readonly testResults: readonly ReportedFile[] }).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const silent = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
  const broken = files.filter((file) => file.assertionResults.length === 0);
  const remarks = [
    ...silent.map((test) => `not run (${test.status}): ${test.fullName}`),
    ...broken.map((file) => `no test ran in ${file.name} ${file.message}`.trimEnd()),
    ...(files.length === 0 ? ["no test file was found"] : []),
  ];
  return { passed, failed: tests.length - passed + broken.length + (files.length === 0 ? 1 : 0), remarks };
}
