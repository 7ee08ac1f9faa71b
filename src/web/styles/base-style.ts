/** Colours, type, landmarks and the small parts that every page has. Colours pass 4.5 : 1 on both papers. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ink: #171b20; --soft: #545e69; --line: #d8dee4; --edge: #838d98; --paper: #ffffff; --wash: #f5f7f9; --lift: #ffffff;
  --pass: #17692f; --warn: #855700; --fail: #b3201c; --info: #0b5cad; --accent: #0b5cad; --on-accent: #ffffff;
  --pass-wash: #eaf6ee; --warn-wash: #fdf3df; --fail-wash: #fdeceb; --info-wash: #e9f2fc; --mark: #ffd9a8;
  --shadow: 0 1px 2px rgb(20 30 40 / 6%), 0 4px 16px rgb(20 30 40 / 5%);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "B612 Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ecf0; --soft: #a6b0bb; --line: #333b44; --edge: #7b8691; --paper: #14181d; --wash: #1a1f25; --lift: #1e242b;
    --pass: #62d184; --warn: #e9b640; --fail: #ff8079; --info: #74baff; --accent: #74baff; --on-accent: #0d1a28;
    --pass-wash: #16301f; --warn-wash: #342a13; --fail-wash: #3a1d1d; --info-wash: #15293d; --mark: #6b4513;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 4px 16px rgb(0 0 0 / 20%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 26px; line-height: 1.2; letter-spacing: -0.015em; margin: 0; font-weight: 650; }
h2 { font-size: 18px; line-height: 1.3; margin: 40px 0 8px; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 15px; line-height: 1.4; margin: 0 0 8px; font-weight: 650; }
h2.card-title { font-size: 15px; margin: 0 0 10px; }
h4 { font-size: 14px; margin: 0 0 6px; font-weight: 600; }
p { margin: 4px 0 10px; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
code, .mono { font-family: var(--mono); font-size: 0.93em; overflow-wrap: anywhere; }
ul.plain { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 5px; }
.quiet { color: var(--soft); }
.lead { color: var(--soft); max-width: 80ch; margin: 6px 0 0; text-wrap: pretty; }
.key { color: var(--soft); font-size: 12.5px; margin-right: 4px; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 12px; top: -80px; z-index: 9; padding: 10px 16px; background: var(--accent); color: var(--on-accent); border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }

.top { border-bottom: 1px solid var(--line); background: var(--wash); }
.top-row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 24px; max-width: 1400px; margin: 0 auto; padding: 10px 24px; }
.brand { display: inline-flex; align-items: center; gap: 9px; font-weight: 680; font-size: 16px; letter-spacing: -0.01em; color: var(--ink); text-decoration: none; }
.brand svg { width: 24px; height: 24px; display: block; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 2px; list-style: none; margin: 0; padding: 0; }
.top nav a { display: block; padding: 6px 12px; border-radius: 7px; color: var(--soft); text-decoration: none; font-weight: 550; }
.top nav a:hover { color: var(--ink); background: var(--line); }
.top nav a[aria-current] { color: var(--ink); box-shadow: inset 0 -2px 0 var(--accent); border-radius: 7px 7px 0 0; }
.where { flex: 1 1 200px; margin: 0; color: var(--soft); font-size: 13px; display: flex; gap: 10px; align-items: center; justify-content: flex-end; min-width: 0; }
.path { display: flex; min-width: 0; white-space: nowrap; } .path span { overflow: hidden; text-overflow: ellipsis; } .path span + span { flex: 0 0.001 auto; }
.demo { flex: none; border: 1.5px solid currentColor; border-radius: 4px; padding: 0 6px; font-weight: 700; font-size: 11.5px; letter-spacing: 0.08em; color: var(--warn); }
main { flex: 1; width: 100%; max-width: 1400px; margin: 0 auto; padding: 28px 24px 64px; }
.foot { border-top: 1px solid var(--line); color: var(--soft); font-size: 12.5px; }
.foot p { max-width: 1400px; margin: 0 auto; padding: 14px 24px 22px; }

.title-row { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; justify-content: space-between; }
.title-row > * { min-width: 0; }
.badge { display: inline-flex; align-items: center; gap: 7px; font-weight: 600; white-space: nowrap; color: var(--state); }
.badge b { flex: none; display: inline-grid; place-items: center; width: 1.4em; height: 1.4em; border-radius: 50%; font-size: 0.8em; line-height: 1; background: var(--state); color: var(--paper); border: 1px solid var(--state); }
.pass { --state: var(--pass); --state-wash: var(--pass-wash); } .warn { --state: var(--warn); --state-wash: var(--warn-wash); }
.fail, .error { --state: var(--fail); --state-wash: var(--fail-wash); } .info { --state: var(--info); --state-wash: var(--info-wash); }
.chip { white-space: nowrap; border: 1px solid var(--line); border-radius: 99px; padding: 0 9px; font-size: 12.5px; color: var(--soft); background: var(--paper); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px; margin: 22px 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; background: var(--wash); color: var(--soft); font-size: 13.5px; }
.tiles strong { display: block; font-size: 25px; line-height: 1.25; font-weight: 640; color: var(--ink); font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
.card { border: 1px solid var(--line); border-radius: 12px; background: var(--lift); padding: 16px 18px; box-shadow: var(--shadow); }
.note { border-left: 4px solid var(--state); background: var(--state-wash); border-radius: 0 8px 8px 0; padding: 10px 16px; margin: 16px 0; }
.note p { margin: 2px 0; } .note ul { margin: 6px 0; padding-left: 22px; }
.after { margin: 14px 0 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 270px), 1fr)); gap: 16px 32px; margin: 0 0 18px; max-width: 900px; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 165px), 1fr)); gap: 12px 24px; margin: 0; }
dl.facts .wide { grid-column: 1 / -1; } dl.facts dt { color: var(--soft); font-size: 12.5px; } dl.facts dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }

button, .button { font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); padding: 7px 15px; cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { filter: brightness(1.1); }
button.second, .button.second { background: transparent; color: var(--accent); border-color: var(--edge); }
button.small { padding: 1px 11px; font-size: 13.5px; border-radius: 6px; }
button.link { background: none; border: 0; padding: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 0.18em; text-decoration-thickness: 1px; font-weight: 500; }
button:disabled { opacity: 0.55; cursor: not-allowed; }
label, .label { display: block; font-weight: 600; font-size: 13.5px; margin: 0 0 4px; }
.hint { color: var(--soft); font-size: 12.5px; margin: 4px 0 0; }
input, select, textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; padding: 7px 10px; width: 100%; }
input, select { min-height: 40px; }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--accent); }
textarea { resize: vertical; }
textarea[wrap="off"] { white-space: pre; overflow-x: auto; }
details > summary { cursor: pointer; color: var(--accent); font-weight: 550; width: max-content; max-width: 100%; border-radius: 4px; }
details[open] > summary { margin-bottom: 10px; }
textarea, input.mono { font-family: var(--mono); font-size: 14px; }
.field { margin: 0 0 14px; min-width: 0; }

.specimen { background: var(--wash); border: 1px solid var(--line); border-radius: 5px; padding: 0.5px 5px; white-space: pre-wrap; overflow-wrap: anywhere; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.specimen mark { background: var(--mark); color: inherit; border-radius: 2px; outline: 1.5px solid currentColor; }
.specimen mark.end { display: inline-block; width: 0.7em; height: 1em; vertical-align: -0.15em; }
.unseen { font-size: 0.78em; border: 1px dashed var(--edge); border-radius: 3px; padding: 0 3px; margin: 0 1px; color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 12px 0 0; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; }
th, td { padding: 9px 16px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { font-size: inherit; color: inherit; }
td:last-child, th:last-child { padding-right: 0; }
tbody tr:hover { background: var(--wash); }
table.plain { width: auto; margin: 2px 0 0; } table.plain th, table.plain td { padding: 2px 24px 2px 0; border: 0; white-space: nowrap; overflow-wrap: normal; } table.plain td:last-child { white-space: normal; overflow-wrap: anywhere; }

@media screen and (max-width: 760px) {
  main { padding: 20px 16px 48px; }
  .top-row { padding: 10px 16px; } .foot p { padding: 14px 16px 20px; }
  .where { flex-basis: 100%; justify-content: flex-start; }
  table.plain th, table.plain td { padding-right: 12px; }
  .top nav { margin-left: -12px; } .tiles strong { font-size: 21px; white-space: nowrap; }
  table.stack, table.stack tbody, table.stack tr, table.stack td, table.stack tbody th { display: block; width: 100%; }
  table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.stack tr { border: 1px solid var(--line); border-radius: 10px; padding: 10px 14px; margin: 0 0 12px; display: grid; grid-template-columns: minmax(0, 1fr) 112px; column-gap: 12px; }
  table.stack td, table.stack tbody th { border: 0; padding: 3px 0; } table.stack td[data-label="Serial pattern"] { grid-column: 1 / -1; }
  table.stack td[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: 12px; }
}
@media (prefers-reduced-motion: no-preference) { button, .button, .top nav a { transition: background-color 0.12s, filter 0.12s; } }
@media print {
  .top nav, .skip, button, .button, .filter, form, .hint, .private, .pick { display: none; }
  body { display: block; font-size: 10.5pt; } main { padding: 16px 1px; max-width: none; } .top { background: none; } .top-row, .foot p { padding-left: 1px; padding-right: 1px; }
  .card { box-shadow: none; } .badge b { background: none; color: inherit; border-color: currentColor; }
  .card, .finding, .tiles li, tr, dl.codes > div, .columns li { break-inside: avoid; } h1, h2, h3, h4, .lead, .finding-head { break-after: avoid; }
  thead { display: table-header-group; }
  details:not([open])::details-content { content-visibility: visible; } details > summary { color: inherit; list-style: none; margin-bottom: 8px; }
}
@media (forced-colors: active) {
  .badge b, button, .button { border: 1px solid; }
  .top nav a[aria-current] { outline: 2px solid; outline-offset: -4px; }
  .finding, .note { border-left-width: 6px; }
}
`;
