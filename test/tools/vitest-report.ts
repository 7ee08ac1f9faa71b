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
}

/** Counts a report of vitest's json reporter. A test that did not run is a failure, and so is a file without tests. */
export function countTests(report: string): TestCount {
  const files = (JSON.parse(report) as { readonly testResults: readonly ReportedFile[] }).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const silent = files.flatMap((file) => file.assertionResults.flatMap((test) => silentText(file, test) ?? []));
  const failures = files.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === "failed").map((test) => failureText(file, test)),
  );
  const broken = files.filter((file) => file.assertionResults.length === 0);
  const remarks = [
    ...failures,
    ...silent,
    ...broken.map((file) => `no test ran in ${file.name} ${file.message}`.trimEnd()),
    ...(files.length === 0 ? ["no test file was found"] : []),
  ];
  return { passed, failed: tests.length - passed + broken.length + (files.length === 0 ? 1 : 0), remarks };
}

/** A test that neither passed nor failed; vitest leaves those pending whose process died under them. */
function silentText(file: ReportedFile, { status, fullName }: ReportedTest): string | undefined {
  if (status === "passed" || status === "failed") return undefined;
  return `not run (${status === "pending" ? "its process died" : status}): ${fullName}\n  in ${file.name}`;
}

/** A long message keeps its head, where an assertion says what it expected, and the head of the trace. */
const failureLengthMax = 4_000;

function failureText(file: ReportedFile, test: ReportedTest): string {
  const message = (test.failureMessages ?? []).join("\n");
  const shown = message.length > failureLengthMax ? `${message.slice(0, failureLengthMax)} …` : message;
  return `failed: ${test.fullName}\n  in ${file.name}\n${shown.replaceAll(/^/gm, "  ")}`;
}
