import type { CaseResult, ControlResult, RehearsalResult, RunFacts } from "../rehearsal-result.ts";

/** Cases and controls in the JUnit form that CI systems show; `fail` is a failure, `unverified` an error. */
export function junitXml(result: RehearsalResult, run: RunFacts): string {
  const cases = result.cases.map((one) => caseXml(one, run.durationsMs[one.id] ?? 0));
  const controls = result.controls.map(controlXml);
  const failures = count(result, "fail") + result.controls.filter((control) => !control.caught).length;
  const attributes = [
    `tests="${cases.length + controls.length}"`,
    `failures="${failures}"`,
    `errors="${count(result, "unverified")}"`,
    `skipped="${count(result, "skip")}"`,
    `time="${(run.durationMs / 1000).toFixed(3)}"`,
  ].join(" ");
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites><testsuite name="boxproof rehearsal" timestamp="${escapeXml(run.startedAt)}" ${attributes}>
${[...cases, ...controls].join("\n")}
</testsuite></testsuites>
`;
}

function count(result: RehearsalResult, state: string): number {
  return result.cases.filter((one) => one.state === state).length;
}

function caseXml(one: CaseResult, durationMs: number): string {
  const bad = one.observations.filter((observation) => observation.state === one.state);
  const text = bad.map(
    (observation) =>
      `${observation.subject}: expected ${observation.expected}; got ${observation.got}. ${observation.nextStep ?? ""}`,
  );
  const detail = escapeXml(`${text.join("\n")}\nRule: ${one.rule} (${one.source.document}, ${one.source.clause})`);
  const inner: Partial<Record<CaseResult["state"], string>> = {
    fail: `<failure message="${escapeXml(one.title)}">${detail}</failure>`,
    unverified: `<error message="${escapeXml(one.title)}">${detail}</error>`,
    skip: `<skipped message="${escapeXml(one.title)}"/>`,
    warn: `<system-out>${detail}</system-out>`,
    review: `<system-out>${detail}</system-out>`,
  };
  return testcase("case", `${one.id} ${one.title}`, durationMs, inner[one.state] ?? "");
}

function controlXml(control: ControlResult): string {
  const failure = `<failure message="planted mistake not caught">${escapeXml(`expected ${control.expected}; got ${control.got}`)}</failure>`;
  return testcase("control", `${control.id} ${control.title}`, 0, control.caught ? "" : failure);
}

function testcase(group: string, name: string, durationMs: number, inner: string): string {
  const time = (durationMs / 1000).toFixed(3);
  return `<testcase classname="boxproof.${group}" name="${escapeXml(name)}" time="${time}">${inner}</testcase>`;
}

/** XML 1.0 has no way to carry most control characters, so they are shown as U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced here
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[&<>"'\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}
