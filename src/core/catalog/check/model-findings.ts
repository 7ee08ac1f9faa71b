import type { Finding } from "../../index.ts";
import { backtrackingFindings, parsePattern, redundantAlternatives } from "../../pattern/index.ts";
import type { DeviceModel } from "../catalog.ts";
import { gs1SerialFindings } from "../proof/gs1-serial-findings.ts";
import { allowListed, languageFindings } from "../proof/language-findings.ts";
import type { ProofSubject } from "../proof/proof-subject.ts";
import { remembered } from "../proof/remembered.ts";
import { symbologyFindings } from "../proof/symbology-findings.ts";
import { exampleFindings } from "./example-findings.ts";
import { type CatalogCodes, foreignCodeFindings } from "./foreign-code-findings.ts";
import { schemeCoverFindings } from "./scheme-cover-findings.ts";

/** Where a pattern's own findings count their characters. */
const patternPath = "serial.pattern";

const slowFindings = remembered(backtrackingFindings);
const redundantFindings = remembered(redundantAlternatives);

/** Everything that can be said about one model without looking at the patterns of the others. */
export function modelFindings(model: DeviceModel, subject: ProofSubject, codes: CatalogCodes): readonly Finding[] {
  const { meaning } = subject;
  const own = ownFindings(model, subject);
  if (meaning === undefined) return own;
  const language = languageFindings(meaning.language).filter(
    (finding) => !isAllowed(model, finding) && !isTold(subject, finding),
  );
  // Without any text there is nothing more to prove.
  if (language.some(({ id }) => id === "L001")) return [...own, ...language];
  const parsed = parsePattern(subject.regex);
  return [
    ...own,
    ...language,
    ...slowFindings(meaning).map(onPattern),
    ...(parsed.ok ? redundantFindings(parsed.pattern).map(onPattern) : []),
    ...exampleFindings(model, meaning),
    ...schemeCoverFindings(model, meaning),
    ...printFindings(model, subject),
    ...foreignCodeFindings(model, meaning.language, codes),
  ];
}

/** What was found as the pattern and the scheme were read, each with its field; no proof is in it. */
export function ownFindings(model: DeviceModel, subject: ProofSubject): readonly Finding[] {
  return [...subject.findings.map(onPattern), ...schemeNotes(model)];
}

function schemeNotes({ serial }: DeviceModel): readonly Finding[] {
  return (serial.schemeNotes ?? []).map(({ part, ...note }) => ({ ...note, path: `serial.scheme[${part}]` }));
}

/** Findings at characters of the pattern name its field, as those at characters of examples do. */
function onPattern(finding: Finding): Finding {
  return finding.at === undefined || finding.path !== undefined ? finding : { ...finding, path: patternPath };
}

/** The allow-listed device may have its own serial. */
function isAllowed({ deviceModel }: DeviceModel, { id }: Finding): boolean {
  return id === "L013" && deviceModel === allowListed.deviceModel;
}

/** A pattern without anything between its anchors has been told already, with its place. */
function isTold({ findings }: ProofSubject, { id }: Finding): boolean {
  return id === "L002" && findings.some((finding) => finding.id === id);
}

/** What the symbology of the label and a GS1 code with the serial can carry; whether the label has room is not known here. */
function printFindings({ label, boxCodes }: DeviceModel, { meaning }: ProofSubject): readonly Finding[] {
  if (meaning === undefined) return [];
  const symbology = label === undefined ? [] : symbologyFindings(label.symbology, meaning.language);
  const inGs1 = boxCodes.some(({ kind, carriesSerial }) => kind === "gs1" && carriesSerial === true);
  return [
    ...symbology.filter(({ id }) => id !== "Y003"),
    ...(inGs1 ? gs1SerialFindings(meaning.language, "error") : []),
  ];
}
