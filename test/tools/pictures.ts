/**
 * `npm run pictures`: draws the strip of README.md (label, camera view, verdict, outcome) from a rehearsal of the demo
 * catalog, so that the page never shows something that the program does not do.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { demoCatalogFile, loadCatalog, loadTemplate } from "../../src/config/index.ts";
import { type ChainResult, type Picture, type Rehearsal, rehearse } from "../../src/rehearsal/index.ts";
import { chromiumFlags, findChromium } from "./chromium.ts";
import { repository } from "./project-files.ts";

const file = join(repository, "fixtures", "pictures", "chain.png");
const shownModel = "BREWLINE_ONE";

const rehearsal = await rehearse({
  catalog: await loadCatalog(demoCatalogFile()),
  catalogName: "catalog.yaml",
  catalogSha256: "",
  isDemo: true,
  seed: "1",
  only: new Set(["CHN-01"]),
  boxproofVersion: "",
  now: () => Date.now(),
  newSecret: () => "a secret of this run",
  template: (name) => loadTemplate(name),
});
const chain = rehearsal.result.chains.find((candidate) => candidate.deviceModel === shownModel);
if (chain === undefined) throw new Error(`the demo catalog has no ${shownModel}`);
mkdirSync(join(repository, "fixtures", "pictures"), { recursive: true });
await draw(stripPage(chain, rehearsal));
process.stdout.write("drew fixtures/pictures/chain.png\n");

async function draw(page: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1180, height: 330 }, deviceScaleFactor: 2 });
    await tab.setContent(page);
    await tab.locator("main").screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

function stripPage({ label, camera, verdict, outcome, dsn, name }: ChainResult, { evidence }: Rehearsal): string {
  const panels = [
    panel("1", "Label", picture(label, evidence), "PDF, SVG or PNG, on whole printer dots"),
    panel("2", "Camera", picture(camera, evidence), "five codes are read, one is the serial"),
    panel("3", "Verdict", end(verdict, `${name}, ${dsn}`), "exactly one valid serial, of the right model"),
    panel("4", "Outcome", end(outcome, "200, access and refresh token"), "bought, scanned, exchanged for tokens"),
  ];
  return `<!doctype html><meta charset="utf-8"><style>
main { display: grid; grid-template-columns: 1.25fr 1.25fr 0.8fr 0.8fr; gap: 14px; padding: 14px; width: 1152px; background: #fff; font: 15px/1.4 "Noto Sans", "DejaVu Sans", sans-serif; color: #1b1f24; }
section { border: 1px solid #d5dbe1; border-radius: 10px; overflow: hidden; display: grid; grid-template-rows: auto 1fr auto; }
h2 { margin: 0; padding: 8px 14px; font-size: 15px; background: #f5f7f9; border-bottom: 1px solid #d5dbe1; }
h2 span { color: #57606a; margin-right: 6px; }
div { display: grid; place-items: center; place-content: center; padding: 10px; text-align: center; }
svg { width: 100%; max-height: 210px; display: block; }
p { margin: 0; padding: 7px 14px 10px; color: #57606a; font-size: 13px; }
strong { font-size: 24px; color: #17692f; display: block; } small { color: #57606a; font-size: 13px; overflow-wrap: anywhere; }
</style><main>${panels.join("")}</main>`;
}

function panel(number: string, title: string, content: string, caption: string): string {
  return `<section><h2><span>${number}</span>${title}</h2><div>${content}</div><p>${caption}</p></section>`;
}

function end(word: string | undefined, detail: string): string {
  return `<strong>✓ ${word ?? ""}</strong><small>${detail}</small>`;
}

function picture(shown: Picture | undefined, evidence: ReadonlyMap<string, Uint8Array>): string {
  const bytes = shown === undefined ? undefined : evidence.get(shown.file);
  if (shown === undefined || bytes === undefined) throw new Error("the chain has pictures");
  const { width, height, outlines } = shown;
  const type = shown.file.endsWith(".jpg") ? "image/jpeg" : "image/png";
  const drawn = outlines.map(({ corners, role }) => {
    const points = corners.map(([x, y]) => `${x},${y}`).join(" ");
    const [colour, stroke] = role === "serial" ? ["#d9480f", width / 130] : ["#1c7ed6", width / 260];
    return `<polygon points="${points}" fill="none" stroke="${colour}" stroke-width="${stroke}"/>`;
  });
  const href = `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
  return `<svg viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="${href}"/>${drawn.join("")}</svg>`;
}
