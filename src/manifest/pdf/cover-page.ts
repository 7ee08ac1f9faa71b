import type { Manifest, ManifestRow } from "../manifest.ts";
import { looks } from "./looks.ts";
import type { Cell, Paper } from "./paper.ts";
import { regexPieces } from "./regex-pieces.ts";
import { signatureHeight, writeSignatureLines } from "./signature-lines.ts";

/** With more models than this the lines to sign are not on the first page. */
const manyModels = 10;
/** Below each model, in points. */
const modelGapPt = 9;

/** Writes the first page: who hands over what to whom, every model with its listings, and the lines to sign. */
export function writeCoverPage(paper: Paper, manifest: Manifest, models: readonly (readonly ManifestRow[])[]): void {
  paper.addPage();
  paper.bookmark(`Serial pattern manifest of ${manifest.maker.name}`);
  paper.write("Serial pattern manifest", looks.title);
  paper.write(manifest.maker.name, looks.name);
  paper.space(8);
  for (const [label, text] of headPairs(manifest)) {
    paper.writeRow([
      { text: label, look: looks.quiet, share: 3 },
      { text, look: label.endsWith("SHA-256") ? looks.hash : looks.body, share: 7 },
    ]);
  }
  paper.space(8);
  paper.write(
    "This is a view of the manifest's JSON file, which alone is signed electronically; both carry the same SHA-256. Each regex applies to the whole scanned value, case sensitive, in ASCII.",
    looks.body,
  );
  writeMissingNote(paper, manifest);
  writeModels(paper, models, manifest.maker.name);
}

/** Every text of a manifest that people gave, and that may have characters of any script. */
export function namesOf({ maker, contact, amazonContact, rows }: Manifest): readonly string[] {
  const people = [maker.name, contact?.name, contact?.role, amazonContact];
  const products = rows.map(({ productName }) => productName);
  return [...new Set([...people, ...products])].filter((name) => name !== undefined);
}

/** Names may have characters, Chinese ones for example, that the fonts of this PDF have not. */
function writeMissingNote(paper: Paper, manifest: Manifest): void {
  if (namesOf(manifest).every((name) => paper.shown(name, looks.body) === name)) return;
  paper.space(4);
  paper.write(
    "Some characters of names are not in the fonts of this PDF. Each is shown here by its Unicode code point, as U+ and its number in square brackets; the JSON file holds the names as they are written, and the bookmarks of this PDF hold those of maker and models.",
    looks.strong,
  );
}

function headPairs(manifest: Manifest): readonly (readonly [label: string, text: string])[] {
  const { maker, contact, amazonContact, previousRevisionSha256 } = manifest;
  const person = [contact?.name, contact?.role, contact?.email].filter((text) => text !== undefined).join(", ");
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ["Manifest", manifest.manifestId],
    ["Revision", String(manifest.revision)],
    ["Issued", manifest.issuedAt],
    ["In force from", manifest.effectiveFrom],
    ["Vendor code", maker.vendorCode],
    ["Contact", person === "" ? undefined : person],
    ["Contact at Amazon", amazonContact],
    ["SHA-256", manifest.sha256],
    ["Previous revision's SHA-256", previousRevisionSha256],
  ];
  return pairs.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

/** Every model with its regex and the hash of it, then the lines to sign, which stand with the last model. */
function writeModels(paper: Paper, models: readonly (readonly ManifestRow[])[], maker: string): void {
  const what = models.length === 1 ? "The regex" : `The ${models.length} regexes`;
  paper.heading(`${what} to sign for`, looks.heading);
  if (models.length > manyModels) paper.write("The lines to sign stand behind the last of them.", looks.quiet);
  for (const [index, rows] of models.entries()) {
    const [row] = rows;
    if (row === undefined) continue;
    const lines = modelLines(row, rows);
    const height = lines.reduce((sum, cells) => sum + paper.heightOf(cells), modelGapPt);
    const isLast = index === models.length - 1;
    paper.ensureRoom(Math.min(paper.roomMax * 0.8, height + (isLast ? signatureHeight(paper, maker) + 30 : 0)));
    for (const cells of lines) paper.writeRow(cells);
    paper.space(modelGapPt);
  }
  paper.space(6);
  paper.ensureRoom(signatureHeight(paper, maker));
  paper.bookmark("Lines to sign");
  writeSignatureLines(paper, maker);
}

function modelLines(row: ManifestRow, rows: readonly ManifestRow[]): readonly (readonly Cell[])[] {
  const { deviceModel, productName, serialRegex, regexSha256 } = row;
  const places = rows.length === 1 ? "1 listing" : `${rows.length} listings`;
  return [
    [
      { text: productName, look: looks.strong, share: 4 },
      { text: deviceModel, look: looks.code, share: 4 },
      { text: `${places}, ${statusText(rows)}`, look: looks.body, share: 3 },
    ],
    [{ text: serialRegex, look: looks.regex, share: 1, pieces: regexPieces(serialRegex) }],
    [{ text: `SHA-256 ${regexSha256}`, look: looks.quiet, share: 1 }],
  ];
}

function statusText(rows: readonly ManifestRow[]): string {
  const counts = [...Map.groupBy(rows, ({ status }) => status)];
  return counts.map(([status, some]) => (counts.length === 1 ? status : `${some.length} ${status}`)).join(", ");
}
