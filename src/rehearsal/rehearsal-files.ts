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

const ownName = /^(report\.html|report\.json|junit\.xml|(labels|camera|controls)(\/[\w.+-]+\.(pdf|png|jpg))?)$/;

/**
 * True for the names in a folder, those of its subfolders among them, that are only what a rehearsal writes: the next one
 * may take its place.
 */
export function isRehearsalFolder(names: readonly string[]): boolean {
  return names.includes(reportName) && names.includes("junit.xml") && names.every((name) => ownName.test(name));
}
