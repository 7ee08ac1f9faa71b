import { type Html, html } from "./html.ts";

/** A page of the console, before it gets its frame. */
export interface Page {
  readonly title: string;
  /** The place in the navigation that this page belongs to. */
  readonly section?: Section;
  readonly main: Html;
  /** Path of the module that makes the page live. */
  readonly module?: string;
}

/** What stands in the frame of every page. */
export interface Frame {
  /** Shown at the top right: where the shown things come from. */
  readonly where: string;
  readonly isDemo: boolean;
  /** Version of boxproof. */
  readonly version: string;
}

const sections = [
  { name: "models", path: "/", title: "Models" },
  { name: "prover", path: "/prover", title: "Prover" },
  { name: "manifest", path: "/manifest", title: "Manifest" },
] as const;

/** A place in the navigation. */
export type Section = (typeof sections)[number]["name"];

/** A whole page: head, skip link, navigation, the page's own part, foot. No script and no style stands in it. */
export function pageShell({ title, section, main, module }: Page, frame: Frame): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · boxproof</title>
<link rel="icon" href="${iconUrl}">
<link rel="stylesheet" href="/style.css">
${module !== undefined && html`<script type="module" src="${module}"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="top-row">
${brand("/")}
<nav aria-label="Pages"><ul>${sections.map(({ name, path, title: word }) => {
    return html`<li><a href="${path}"${name === section && html` aria-current="page"`}>${word}</a></li>`;
  })}</ul></nav>
<p class="where">${pathHtml(frame.where)}${frame.isDemo && html`<strong class="demo">DEMO</strong>`}</p>
</div></header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="foot"><p>boxproof ${frame.version}. These pages ask no other server for anything. Not affiliated with Amazon.</p></footer>
</body>
</html>
`.text;
}

/** A path of which the folders are cut first where there is little room: the file's name says more. */
function pathHtml(path: string): Html {
  const start = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  return html`<span class="path" title="${path}"><span>${path.slice(0, start)}</span><span>${path.slice(start)}</span></span>`;
}

/** The name with its sign, as a link where `path` is given. */
export function brand(path?: string): Html {
  const sign = html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="1.5" y="1.5" width="21" height="21" rx="5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M6 6v12M9 6v8M11.5 6v6M14.5 6v5M18 6v3.5" stroke="currentColor" stroke-width="1.7"/><path d="M10.5 16.2l2.7 2.6 5.3-6" fill="none" stroke="var(--pass, #17692f)" stroke-width="2.3"/></svg>`;
  if (path === undefined) return html`<span class="brand">${sign}boxproof</span>`;
  return html`<a class="brand" href="${path}">${sign}boxproof</a>`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="1" y="1" width="22" height="22" rx="5" fill="#fff" stroke="#171b20" stroke-width="1.6"/><path d="M6 6v12M9 6v8M11.5 6v6M14.5 6v5M18 6v3.5" stroke="#171b20" stroke-width="1.7"/><path d="M10.5 16.2l2.7 2.6 5.3-6" fill="none" stroke="#17692f" stroke-width="2.4"/></svg>';

/** The sign as the page's icon, so that no browser asks for one. */
export const iconUrl = `data:image/svg+xml,${encodeURIComponent(icon)}`;
