import { grouped } from "../../core/index.ts";
import { type PatternMeaning, parsePattern } from "../../core/pattern/index.ts";
import type { ForeignProof, Manifest, ManifestRow, ProofSummary } from "../manifest.ts";
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
  writeProofs(paper, row.proofSummary);
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
    /^[0-9]+$/.test(row.capacity) ? grouped(BigInt(row.capacity)) : row.capacity,
  );
  if (row.schemeCapacity !== undefined) {
    writePair(paper, "Serials that the factory can compose", grouped(BigInt(row.schemeCapacity)));
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

function writeProofs(paper: Paper, { portable, linear, foreign, overlaps, covered }: ProofSummary): void {
  heading(paper, "What is proved");
  writePair(paper, "Every engine reads it alike", portable ? "yes" : "NO");
  writePair(paper, "No engine takes long over it", linear ? "yes" : "NO");
  writePair(
    paper,
    "It accepts what the factory composes",
    covered === undefined ? "no scheme to prove it by" : covered ? "yes" : "NO",
  );
  const shared = overlaps.map(({ deviceModel, witness }) => `${deviceModel}, e.g. ${witness}`);
  writePair(paper, "Models that share a serial", shared.length === 0 ? "none" : shared.join("; "));
  const codes = foreign.map(foreignText);
  writePair(paper, "Other codes taken for a serial", codes.length === 0 ? "none" : codes.join("; "));
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
