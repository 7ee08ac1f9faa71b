import { createHash } from "node:crypto";
import { Html, html } from "./html.ts";
import { importedName, moduleFiles, resolved } from "./module-files.ts";
import { plainExamples, proverMain } from "./pages/prover-page.ts";
import { brand, iconUrl } from "./shell.ts";
import { styleSheet } from "./style-sheet.ts";

const pageModule = "web/browser/prover-page.js";
const workerModule = "web/browser/prover-worker.js";

/**
 * The live prover as one HTML file that works from a disk without any network: its modules are texts in the page, from
 * which it makes its own. The worker makes them for itself, because a browser lets no worker of a `file:` page import
 * what the page made. Throws ERR_FILE_READ where the browser modules are not built.
 */
export async function staticProver({ version }: { readonly version: string }): Promise<string> {
  const modules = await moduleFiles([pageModule, workerModule]);
  const linked = modules.map(({ path, code }) => [
    path,
    code.replace(importedName, (_match, name: string) => `from "boxproof:${resolved(path, name)}"`),
  ]);
  // In a script element, only "<" could end it.
  const data = new Html(JSON.stringify(linked).replaceAll("<", "\\u003c"));
  const script = new Html(bootScript);
  const style = new Html(styleSheet);
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(bootScript)} blob:`,
    "worker-src blob:",
    `style-src ${sourceHash(styleSheet)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Prove a serial pattern · boxproof</title>
<link rel="icon" href="${iconUrl}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="top-row">${brand()}<p class="where"><span>live prover in one file, without a network</span></p></div></header>
<main id="main" tabindex="-1">
${proverMain({ Examples: plainExamples })}
</main>
<footer class="foot"><p>boxproof ${version}. This page can reach no network: its own security policy forbids it. Not affiliated with Amazon.</p></footer>
<script type="application/json" id="modules">${data}</script>
<script type="module">${script}</script>
</body>
</html>
`.text;
}

/** A source of a Content Security Policy: exactly this text. */
function sourceHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Makes modules of the texts, each after those that it imports, and starts page and worker. */
const bootScript = `
const linkModules = (modules, entry) => {
  const urls = {};
  for (const [path, code] of modules) {
    const text = code.replace(/from "boxproof:([^"\\n]+)"/g, (_, name) => "from " + JSON.stringify(urls[name]));
    urls[path] = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  }
  return import(urls[entry]);
};
const modules = JSON.parse(document.getElementById("modules").textContent);
const workerBoot = "const linkModules = " + linkModules + ";" +
  "addEventListener('message', ({ data }) => linkModules(data, '${workerModule}'), { once: true });";
const workerUrl = URL.createObjectURL(new Blob([workerBoot], { type: "text/javascript" }));
const { startProver } = await linkModules(modules, "${pageModule}");
startProver(() => {
  const worker = new Worker(workerUrl);
  worker.postMessage(modules);
  return worker;
});
`;
