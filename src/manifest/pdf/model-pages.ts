import { countWords } from "../../core/index.ts";
import { type PatternMeaning, parsePattern } from "../../core/pattern/index.ts";
import type { ForcedFinding, ForeignProof, Manifest, ManifestRow } from "../manifest.ts";
import { drawRailroad } from "./draw-railroad.ts";
import { looks } from "./looks.ts";
import type { Paper } from "./paper.ts";
import { regexPieces } from "./regex-pieces.ts";

/** Writes the pages of one model: its rows in all marketplaces, which have one regex. Begins a new page. */
export function writeModelPages(paper: Paper, manifest: Manifest, rows: readonly ManifestRow[]): void {
  const [row] = rows;
  if (row === undefined) return;
  paper.addPage();
  paper.bookmark(`${row.productName} (${row.deviceModel})`);
  paper.write(row.productName, looks.name);
  paper.write(row.deviceModel, looks.code);
  writeForced(paper, manifest, row.deviceModel);
  writeListings(paper, rows);
  writePattern(paper, row);
  writeFacts(paper, row);
  writeProofs(paper, row, { manifest, errors: errorsOf(manifest, rows) });
  writeExamples(paper, row);
}

function heading(paper: Paper, text: string): void {
  paper.heading(text, looks.heading);
}

function writeForced(paper: Paper, { forced }: Manifest, deviceModel: string): void {
  const own = (forced ?? []).filter((finding) => finding.deviceModel === deviceModel);
  if (own.length === 0) return;
  heading(paper, "Errors that stood when this was exported");
  for (const { id, message } of own) paper.write(`${id}  ${message}`, looks.strong);
}

function writeListings(paper: Paper, rows: readonly ManifestRow[]): void {
  heading(paper, "Listings");
  const shares = [2, 3, 4, 2.4, 2.6] as const;
  const titles = ["Marketplace", "ASIN", "GTIN", "Status", "From"];
  paper.writeRow(titles.map((text, index) => ({ text, look: looks.quiet, share: shares[index] ?? 1 })));
  for (const { marketplace, asin, gtin, status, effectiveFrom } of rows) {
    const texts = [marketplace, asin, gtin ?? "none", status, effectiveFrom];
    paper.writeRow(
      texts.map((text, index) => {
        const look = index === 1 || (index === 2 && gtin !== undefined) ? looks.code : looks.body;
        return { text, look, share: shares[index] ?? 1 };
      }),
    );
  }
}

function writePattern(paper: Paper, { serialRegex, regexSha256 }: ManifestRow): void {
  heading(paper, "Serial pattern");
  paper.writeRow([{ text: serialRegex, look: looks.pattern, share: 1, pieces: regexPieces(serialRegex) }]);
  paper.write(`SHA-256 of the regex: ${regexSha256}`, looks.quiet);
  paper.write(
    "A serial is the whole scanned value, case sensitive, in ASCII: nothing before it and nothing behind it.",
    looks.quiet,
  );
  paper.space(4);
  const meaning = meaningOf(serialRegex);
  if (meaning === undefined) {
    paper.write("Not drawn: engines do not agree on what this pattern means.", looks.body);
  } else if (!drawRailroad(paper, meaning)) {
    paper.write("Not drawn: the pattern is nested too deeply, or has too many parts.", looks.body);
  }
}

function meaningOf(regex: string): PatternMeaning | undefined {
  const result = parsePattern(regex);
  return result.ok ? result.pattern : result.meaning;
}

function writeFacts(paper: Paper, row: ManifestRow): void {
  heading(paper, "What it accepts");
  writePair(paper, "Length", lengthText(row));
  writePair(paper, "Characters", row.alphabet === "" ? "unknown" : row.alphabet, "code");
  writePair(
    paper,
    "Serials that it accepts",
    /^[0-9]+$/.test(row.capacity) ? countWords(BigInt(row.capacity)) : row.capacity,
  );
  if (row.schemeCapacity !== undefined) {
    writePair(paper, "Serials that the factory can compose", countWords(BigInt(row.schemeCapacity)));
  }
  writePair(paper, "Check characters inside", row.checkSchemes.length === 0 ? "none" : row.checkSchemes.join(", "));
  writePair(paper, "Symbology", row.symbology ?? "not printed by boxproof");
  writePair(paper, "LWA client id", row.lwaClientId, "code");
}

function lengthText({ lengthMin, lengthMax }: ManifestRow): string {
  if (lengthMin === undefined) return "unknown";
  if (lengthMax === undefined) return `${lengthMin} characters or more`;
  return lengthMin === lengthMax ? `${lengthMin} characters` : `${lengthMin} to ${lengthMax} characters`;
}

function writePair(paper: Paper, label: string, text: string, look: "body" | "code" = "body"): void {
  paper.writeRow([
    { text: label, look: looks.quiet, share: 3 },
    { text, look: looks[look], share: 7 },
  ]);
}

/** Errors that stood over the regex of these rows; of retired ones nothing is known any more. */
function errorsOf({ forced }: Manifest, rows: readonly ManifestRow[]): readonly ForcedFinding[] {
  const named = rows.find(({ status }) => status !== "retired")?.deviceModel;
  return (forced ?? []).filter(({ deviceModel }) => deviceModel === named);
}

/** "NO" only where an error shows it: what a limit left open, and what has no meaning to prove, is not proved. */
function writeProofs(
  paper: Paper,
  row: ManifestRow,
  { manifest, errors }: { readonly manifest: Manifest; readonly errors: readonly ForcedFinding[] },
): void {
  const { portable, linear, foreign, overlaps, covered } = row.proofSummary;
  const has = (rule: RegExp) => errors.some(({ id }) => rule.test(id));
  const shared = overlaps.map(({ deviceModel, witness }) => `${deviceModel}, e.g. ${witness}`);
  const verdict = (holds: boolean, refuting: RegExp) => (holds ? "yes" : has(refuting) ? "NO" : "not proved");
  // An S004 makes `linear` false, which tells of it also in a retired row, whose errors stand here no more.
  const isCut = row.capacity === "unknown" || has(/^S004$/) || (!linear && !has(/^S00[12]$/));
  const list = (texts: readonly string[], isOpen: boolean) => {
    if (texts.length === 0) return isOpen ? "not proved" : "none";
    return texts.join("; ") + (isOpen ? "; others not proved" : "");
  };
  // Nothing is proved of a model beside one without a meaning; and not every pair that shares a serial is listed.
  const isPairOpen =
    manifest.rows.some(({ capacity }) => capacity === "unknown") || (shared.length === 0 && has(/^L003$/));
  heading(paper, "What is proved");
  writePair(paper, "Every engine reads it alike", verdict(portable, /^[AD]/));
  writePair(paper, "No engine takes long over it", verdict(linear, /^S00[12]$/));
  writePair(
    paper,
    "It accepts what the factory composes",
    covered === undefined ? "no scheme to prove it by" : verdict(covered, /^L005$/),
  );
  writePair(paper, "Models that share a serial", list(shared, isCut || isPairOpen));
  writePair(paper, "Other codes taken for a serial", list(foreign.map(foreignText), isCut));
}

const semanticsWords = {
  full: "",
  search: ", if an engine searches inside",
  prefix: ", if an engine looks at the beginning only",
} as const;

function foreignText({ code, witness, semantics }: ForeignProof): string {
  return `${code ?? "a code of this catalog"}${witness === undefined ? "" : ` ${witness}`}${semanticsWords[semantics ?? "full"]}`;
}

function writeExamples(paper: Paper, { examplesGood, examplesBad }: ManifestRow): void {
  heading(paper, "Accepted");
  for (let index = 0; index < examplesGood.length; index += 2) {
    const pair = [examplesGood[index] ?? "", examplesGood[index + 1] ?? ""];
    paper.writeRow(pair.map((text) => ({ text, look: looks.code, share: 1 })));
  }
  if (examplesGood.length === 0) paper.write("none", looks.body);
  heading(paper, "Refused");
  for (let index = 0; index < examplesBad.length; index += 2) {
    const pair = examplesBad.slice(index, index + 2);
    const cells = pair.flatMap(({ text, is }) => [
      { text: visibleEnds(text), look: looks.code, share: 5 },
      { text: is, look: looks.quiet, share: 4 },
    ]);
    paper.writeRow(pair.length === 2 ? cells : [...cells, { text: "", look: looks.quiet, share: 9 }]);
  }
  if (examplesBad.length === 0) paper.write("none", looks.body);
}

/** Blanks at either end in quotes, since nobody would see them. */
function visibleEnds(text: string): string {
  return text === "" || text.trim() !== text ? `"${text}"` : text;
}
