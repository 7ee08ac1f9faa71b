import type { Rehearsal } from "./rehearse.ts";
import { junitXml } from "./report/junit-xml.ts";
import { reportHtml } from "./report/report-html.ts";
import { reportJson } from "./report/report-json.ts";

/** Name of the page that people open. */
export const reportName = "report.html";

/** Everything that a rehearsal leaves behind: the three forms of the report, then the evidence. Names may have a `/`. */
export function rehearsalFiles(
  rehearsal: Rehearsal,
): readonly { readonly name: string; readonly bytes: Uint8Array | string }[] {
  const { result, run, evidence } = rehearsal;
  return [
    { name: reportName, bytes: reportHtml(result, run, evidence) },
    { name: "report.json", bytes: reportJson(result, run) },
    { name: "junit.xml", bytes: junitXml(result, run) },
    ...[...evidence].map(([name, bytes]) => ({ name, bytes })),
  ];
}

/** True for the names in a folder that a rehearsal wrote and nobody added to: the next one may take its place. */
export function isRehearsalFolder(names: readonly string[]): boolean {
  const own = new Set([reportName, "report.json", "junit.xml", "labels", "camera", "controls"]);
  return names.includes(reportName) && names.includes("junit.xml") && names.every((name) => own.has(name));
}
