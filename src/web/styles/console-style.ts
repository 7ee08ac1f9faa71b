/** What only the pages of the console have: findings, diagrams, the prover, differences. */
export const consoleStyle = `
.findings { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--state); border-radius: 4px 10px 10px 4px; padding: 10px 14px; background: var(--lift); }
.notes { margin-top: 12px; }
.finding-head { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; font-size: 14px; }
.finding-head .badge { align-items: center; }
.rule { color: var(--soft); font-size: 13px; }
.place { font-size: 13px; color: var(--soft); }
button.place { color: var(--accent); }
.finding p { margin: 4px 0 0; max-width: 84ch; overflow-wrap: anywhere; } .finding-head strong { min-width: 0; overflow-wrap: anywhere; }
.finding .message { margin-top: 5px; }
.message, .remedy, .witness, .quoting, ol.tried p, .note p { white-space: pre-wrap; }
.wrong { color: var(--fail); }
.finding .remedy { color: var(--soft); }
.finding .fix { margin-top: 7px; display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; }

.railroad { margin: 0; }
.railroad .scroll { overflow: auto; max-height: max(420px, 76vh); border: 1px solid var(--line); border-radius: 10px; background: var(--wash); padding: 6px; }
.railroad svg { display: block; margin: 0 auto; max-width: none; font-family: var(--mono); }
.railroad path { fill: none; stroke: var(--edge); stroke-width: 1.6; }
.railroad rect { stroke: var(--edge); stroke-width: 1.3; fill: var(--lift); }
.railroad .literal rect { fill: var(--info-wash); stroke: var(--info); }
.railroad .group rect { stroke-dasharray: 5 3; }
.railroad text { fill: var(--ink); font-size: 12px; text-anchor: middle; white-space: pre; }
.railroad .count { font-weight: 700; fill: var(--warn); }
.railroad text.label { fill: var(--soft); font-size: 11px; font-family: system-ui, sans-serif; }
.railroad figcaption { color: var(--soft); font-size: 13px; margin-top: 6px; overflow-wrap: anywhere; }
.railroad figcaption summary { font-weight: 500; }
@media screen and (min-width: 1081px) { .railroad .drawn:not(.on-wide) { display: none; } }

.pattern-line { font-size: 16px; margin: 10px 0 16px; overflow-wrap: anywhere; line-height: 1.7; }
u.error, u.fail { text-decoration: underline wavy var(--fail) 1.5px; }
u.warn { text-decoration: underline dashed var(--warn) 2px; }
u.info { text-decoration: underline dotted var(--info) 2px; }
u { text-underline-offset: 0.28em; text-decoration-skip-ink: none; }
.gap { display: inline-block; width: 0; position: relative; }
.gap::after { content: ""; position: absolute; left: -4px; top: 0.3em; width: 8px; height: 7px; background: var(--state); clip-path: polygon(50% 0, 100% 100%, 0 100%); }

.prover { display: grid; grid-template-columns: minmax(0, 1fr) 370px; gap: 24px 36px; align-items: start; margin-top: 18px; }
.prover-head { grid-column: 1 / -1; }
.prover-head .row { display: flex; flex-wrap: wrap; gap: 6px 24px; align-items: end; justify-content: space-between; margin-bottom: 6px; }
.prover-head .pick { flex: 0 1 370px; }
.prover aside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; align-items: start; }
.regex-field { position: relative; background: var(--paper); border-radius: 10px; }
.regex-field textarea, #regex-marks { font: 500 20px/1.75 var(--mono); letter-spacing: 0.01em; padding: 12px 16px; border: 1.5px solid var(--edge); border-radius: 10px; width: 100%;
  white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-all; tab-size: 4; max-height: 42vh; overflow-y: auto; }
.regex-field textarea { position: relative; display: block; background: transparent; resize: none; min-height: 62px; field-sizing: content; }
.regex-field textarea[aria-invalid="true"] { border-color: var(--fail); }
#regex-marks { position: absolute; inset: 0; color: transparent; border-color: transparent; pointer-events: none; overflow: hidden; }
.verdict-row { display: flex; flex-wrap: wrap; gap: 4px 22px; align-items: baseline; min-height: 34px; padding: 10px 0 0; }
#verdict { display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; } #verdict:empty { display: none; } #verdict:empty + #timing { margin-left: 0; font-size: 15px; }
.verdict-row .headline { font-size: 18px; } .headline .badge { white-space: normal; align-items: baseline; text-wrap: balance; } .headline .badge b { align-self: center; }
.verdict-row .counts, #timing { color: var(--soft); font-variant-numeric: tabular-nums; }
#timing { margin-left: auto; font-size: 13px; }
#results { display: grid; grid-template-columns: minmax(0, 1fr); gap: 26px; min-width: 0; }
#results > div:empty { display: none; } #results:not([data-regex]) { visibility: hidden; }
#facts { margin-top: 12px; } #results dl.facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 165px), max-content)); gap: 12px 48px; }
#results[aria-busy="true"] { opacity: 0.55; }
#results.failed > div { opacity: 0.35; }
.fixed { border: 1px solid var(--info); border-radius: 10px; background: var(--info-wash); padding: 14px 18px; }
.fixed h3, .fixed p { margin: 0 0 6px; } .fixed p:last-child { margin: 8px 0 0; }
.fixed .specimen { background: var(--paper); font-size: 15px; }
.against { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
.against li { display: flex; flex-wrap: wrap; gap: 3px 12px; align-items: baseline; }
.against .witness { color: var(--soft); }
ol.tried { list-style: none; margin: 10px 0 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 9px; font-size: 14px; max-height: 340px; overflow-y: auto; }
ol.tried p { margin: 2px 0 0; color: var(--soft); font-size: 13.5px; }
ol.tried .badge { font-size: 13.5px; margin-right: 4px; }
.private { font-size: 13px; color: var(--soft); }

.model-name { font-weight: 600; display: block; } tbody th code { font-weight: 400; }
.as-is { margin: 0; } .as-is .specimen { font-size: 15px; }
.open { margin-top: 14px; }
td .pattern { font-size: 13.5px; }
@media print, (min-width: 761px) { td[data-label="Found"], td[data-label="Label"] { white-space: nowrap; } thead th { white-space: nowrap; overflow-wrap: normal; } table.stack tbody th { min-width: 165px; max-width: 300px; } td:has(> .pattern) { min-width: 190px; } td:has(> .badge) { white-space: nowrap; } }
ol.scheme { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 0; padding: 0; }
ol.scheme li { border: 1px solid var(--line); border-radius: 8px; padding: 5px 12px; background: var(--wash); }
ol.scheme .key { display: block; }
.boxes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: 14px; margin-top: 14px; }
dl.codes { margin: 0; display: grid; gap: 8px 24px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); } dl.codes dd { margin: 1px 0 0; overflow-wrap: anywhere; } dl.codes dt { font-size: 13.5px; }
.filter { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; margin: 22px 0 0; }
.filter .field { margin: 0; flex: 1 1 200px; max-width: 340px; }
.overlaps { list-style: none; margin: 12px 0 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
.downloads { list-style: none; margin: 14px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr)); gap: 14px; }
.downloads li { display: flex; flex-direction: column; } .downloads .button { margin-top: auto; align-self: start; }
.downloads p { margin: 6px 0 12px; font-size: 13.5px; color: var(--soft); }
.diff-form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr)); gap: 6px 24px; align-items: start; margin: 14px 0 0; }
#difference { margin-top: 18px; }
.change { font-weight: 600; }

@media (scripting: none) { .prover, .diff-form { display: none; } }
@media (max-width: 1080px) {
  .prover { grid-template-columns: minmax(0, 1fr); } .prover aside { grid-template-columns: repeat(2, minmax(0, 1fr)); } .private { grid-column: 1 / -1; margin: 0; }
}
@media screen and (min-width: 761px) and (max-width: 1080px) { .railroad .drawn:not(.on-middle) { display: none; } }
@media screen and (max-width: 760px) {
  .railroad .drawn:not(.on-narrow) { display: none; }
  .prover aside { grid-template-columns: minmax(0, 1fr); } .filter .field { max-width: none; } .diff-form .label { display: none; }
  .regex-field textarea, #regex-marks { font-size: 17px; padding: 10px 12px; }
  #timing { margin-left: 0; width: 100%; }
}
@media print {
  .prover { display: block; } .railroad .scroll, ol.tried { max-height: none; overflow: visible; } .railroad .scroll { background: none; }
  .railroad .drawn:not(.on-middle) { display: none; } .railroad svg { max-width: 100%; height: auto; }
  .railroad rect, .railroad path { stroke: #000; } .railroad .literal rect { fill: #e4e4e4; print-color-adjust: exact; } .railroad .class rect, .railroad .group rect { fill: none; } .railroad text, .railroad text.label, .railroad .count { fill: #000; }
  .regex-field textarea, #regex-marks { font-size: 12pt; max-height: none; }
}
@media (forced-colors: active) {
  .railroad path { stroke: CanvasText; } .railroad rect, .railroad .literal rect { fill: Canvas; stroke: CanvasText; } .railroad .literal rect { stroke-width: 2.5; }
  .railroad text, .railroad text.label, .railroad .count { fill: CanvasText; }
  #regex-marks { forced-color-adjust: none; } u.error, u.fail, u.warn, u.info { text-decoration-color: CanvasText; } .gap::after { forced-color-adjust: none; background: CanvasText; }
}
`;
