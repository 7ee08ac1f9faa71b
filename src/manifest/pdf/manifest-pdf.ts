import { setImmediate } from "node:timers/promises";
import type { Fonts } from "../../press/index.ts";
import type { Manifest, ManifestRow } from "../manifest.ts";
import { namesOf, writeCoverPage } from "./cover-page.ts";
import { looks } from "./looks.ts";
import { writeModelPages } from "./model-pages.ts";
import { nameFonts } from "./name-fonts.ts";
import { Paper } from "./paper.ts";

/** Models after which other work gets its turn. */
const modelsPerTurn = 20;

/**
 * The manifest as a PDF to read and to sign: a cover, then one page or more for each model, with its pattern drawn. Every
 * page names the revision and the manifest's SHA-256. The same manifest gives the same bytes.
 */
export async function manifestPdf(manifest: Manifest, { fonts }: { readonly fonts: Fonts }): Promise<Uint8Array> {
  const paper = new Paper({
    fonts: await nameFonts(fonts, namesOf(manifest)),
    title: `Serial pattern manifest of ${manifest.maker.name}, revision ${manifest.revision}`,
    creationDate: new Date(manifest.issuedAt),
  });
  paper.head = () => {
    if (manifest.demo === true) paper.drawWatermark("DEMO");
    writeForcedBanner(paper, manifest);
  };
  const models = modelsOf(manifest);
  writeCoverPage(paper, manifest, models);
  for (const [index, rows] of models.entries()) {
    writeModelPages(paper, manifest, rows);
    if (index % modelsPerTurn === modelsPerTurn - 1) await setImmediate();
  }
  return paper.finish(({ number, count, baseline }) => {
    const line = `${manifest.demo === true ? "DEMO, not for Amazon. " : ""}${manifest.manifestId}, revision ${manifest.revision}, page ${number} of ${count}`;
    paper.drawText(line, looks.quiet, { x: paper.left, baseline: baseline - 5 });
    paper.drawText(`sha256 ${manifest.sha256}`, looks.quiet, { x: paper.left, baseline: baseline + 6 });
  });
}

/** Rows by model and regex: a retired row may have another regex than those that hold. */
function modelsOf({ rows }: Manifest): readonly (readonly ManifestRow[])[] {
  return [...Map.groupBy(rows, ({ deviceModel, serialRegex }) => JSON.stringify([deviceModel, serialRegex])).values()];
}

function writeForcedBanner(paper: Paper, { forced }: Manifest): void {
  if (forced === undefined) return;
  const count = forced.length === 1 ? "1 error" : `${forced.length} errors`;
  const frame = { x: paper.left, y: paper.y, width: paper.width, height: 50 };
  paper.drawFrame(frame, { fillGrey: 0.9, strokeGrey: 0, radiusPt: 0, lineWidthPt: 2 });
  const texts = ["EXPORTED BY FORCE", `Do not rely on it: ${count} stood against the catalog.`] as const;
  paper.drawText(texts[0], looks.alarm, { x: paper.left + 12, baseline: paper.y + 25 });
  paper.drawText(texts[1], looks.strong, { x: paper.left + 12, baseline: paper.y + 41 });
  paper.space(62);
}
