import type { Manifest, ManifestRow } from "../manifest.ts";
import { looks } from "./looks.ts";
import type { Paper } from "./paper.ts";
import { writeSignatureLines } from "./signature-lines.ts";

/** Writes the first page: who hands over what to whom, every model with its listings, and the lines to sign. */
export function writeCoverPage(paper: Paper, manifest: Manifest, models: readonly (readonly ManifestRow[])[]): void {
  paper.addPage();
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
  paper.space(10);
  writeModels(paper, models);
  paper.space(12);
  writeSignatureLines(paper, { maker: manifest.maker.name });
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

function writeModels(paper: Paper, models: readonly (readonly ManifestRow[])[]): void {
  const shares = [4, 4, 2, 5] as const;
  const titles = ["Model", "Name", "Listings", "Status"];
  paper.writeRow(titles.map((text, index) => ({ text, look: looks.quiet, share: shares[index] ?? 1 })));
  for (const rows of models) {
    const [row] = rows;
    if (row === undefined) continue;
    const texts = [row.deviceModel, row.productName, String(rows.length), statusText(rows)];
    const look = [looks.code, looks.body, looks.body, looks.body] as const;
    paper.writeRow(texts.map((text, index) => ({ text, look: look[index] ?? looks.body, share: shares[index] ?? 1 })));
  }
}

function statusText(rows: readonly ManifestRow[]): string {
  const counts = [...Map.groupBy(rows, ({ status }) => status)];
  return counts.map(([status, some]) => (counts.length === 1 ? status : `${some.length} ${status}`)).join(", ");
}
