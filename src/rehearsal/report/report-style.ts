/** The report's style sheet: one column for reading, colour always together with a sign and a word, prints well. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --soft: #57606a; --line: #d5dbe1; --paper: #ffffff; --wash: #f5f7f9;
  --pass: #17692f; --warn: #8a5a00; --fail: #b3201c; --info: #0b5cad; --mark: #d9480f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7ebef; --soft: #a3adb8; --line: #3a424b; --paper: #15191e; --wash: #1d232a;
    --pass: #5fcf80; --warn: #e8b339; --fail: #ff7b72; --info: #6cb6ff; --mark: #ff8f4d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 28px 24px 72px; }
h1 { font-size: 27px; line-height: 1.25; margin: 0 0 6px; }
h2 { font-size: 20px; margin: 44px 0 6px; }
h3 { font-size: 16px; margin: 0; }
p { margin: 4px 0 10px; }
.lead { color: var(--soft); max-width: 76ch; }
code, .mono { font-family: ui-monospace, "B612 Mono", "DejaVu Sans Mono", monospace; font-size: 0.94em; overflow-wrap: anywhere; }
a { color: var(--info); }
.badge { display: inline-flex; align-items: center; gap: 7px; font-weight: 600; white-space: nowrap; }
.badge b { display: inline-grid; place-items: center; width: 1.35em; height: 1.35em; border-radius: 50%; font-size: 0.86em; background: var(--state); color: var(--paper); }
.pass { --state: var(--pass); } .warn { --state: var(--warn); } .fail { --state: var(--fail); }
.review, .unverified { --state: var(--info); } .skip { --state: var(--soft); }
.badge, ol.hops li { color: var(--state); }
.head { display: flex; flex-wrap: wrap; gap: 20px 32px; align-items: flex-start; justify-content: space-between; border-bottom: 1px solid var(--line); padding-bottom: 18px; }
.head .badge { font-size: 19px; }
dl.facts { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; margin: 0; font-size: 13px; color: var(--soft); }
dl.facts dd { margin: 0; color: var(--ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; margin: 20px 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; background: var(--wash); }
.tiles strong { display: block; font-size: 25px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.card { border: 1px solid var(--line); border-radius: 12px; margin: 16px 0; overflow: hidden; break-inside: avoid; }
.card > header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; padding: 12px 16px; background: var(--wash); border-bottom: 1px solid var(--line); }
.card .body { padding: 14px 16px; }
.strip { display: grid; grid-template-columns: 1fr 1fr minmax(210px, 0.62fr); gap: 16px; align-items: center; }
@media (max-width: 860px) { .strip { grid-template-columns: 1fr; } }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; max-height: 330px; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
figcaption { font-size: 12.5px; color: var(--soft); margin-top: 4px; }
.ends { display: grid; gap: 14px; }
.ends small { display: block; color: var(--soft); font-size: 12.5px; }
.ends .big { font-size: 19px; }
ol.hops { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(188px, 1fr)); gap: 12px 14px; margin: 16px 0 2px; padding: 14px 0 0; border-top: 1px dashed var(--line); counter-reset: hop; }
ol.hops li { border-left: 3px solid currentColor; padding-left: 10px; counter-increment: hop; }
ol.hops h4 { margin: 0; font-size: 13.5px; } ol.hops h4::before { content: counter(hop) ". "; }
ol.hops p { color: var(--ink); font-size: 12.5px; line-height: 1.4; margin: 2px 0 0; overflow-wrap: anywhere; }
ol.hops .same { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 8px 0 4px; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 12.5px; }
th, td { padding: 7px 10px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.id { white-space: nowrap; }
details > summary { cursor: pointer; }
details.observations { margin: 4px 0 0; font-size: 13px; }
details.observations dl { display: grid; grid-template-columns: 104px 1fr; gap: 1px 10px; margin: 6px 0 10px; padding-left: 10px; border-left: 3px solid var(--line); }
details.observations dt { color: var(--soft); } details.observations dd { margin: 0; overflow-wrap: anywhere; }
.source { color: var(--soft); font-size: 12.5px; }
.controls { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(330px, 1fr)); gap: 14px; }
.controls .card { margin: 0; display: flex; flex-direction: column; }
.controls dl { display: grid; grid-template-columns: 76px 1fr; gap: 3px 10px; margin: 10px 0 0; font-size: 13px; }
.controls dt { color: var(--soft); } .controls dd { margin: 0; overflow-wrap: anywhere; }
.exhibit { border: 1px solid var(--line); border-radius: 6px; background: var(--wash); padding: 10px 12px; }
.controls .exhibit dl { grid-template-columns: 1fr; gap: 1px; margin: 0; }
.controls .exhibit dd { margin: 0 0 6px; } .exhibit dt { font-size: 12px; }
mark { background: color-mix(in srgb, var(--mark) 26%, transparent); color: inherit; border-radius: 3px; padding: 0 2px; }
.notes li { margin: 3px 0; }
footer { margin-top: 48px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12.5px; }
@media print { .card, tr { break-inside: avoid; } main { max-width: none; padding: 0; } }
`;
