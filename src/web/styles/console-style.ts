/** What only the pages of the console have: findings, diagrams, the prover, differences. */
export const consoleStyle = `
.findings { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--state); border-radius: 4px 10px 10px 4px; padding: 10px 14px; background: var(--lift); }
.notes { margin-top: 12px; }
.finding-head { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; font-size: 14px; }
.finding-head .badge { align-items: center; }
.rule { color: var(--soft); font-size: 13px; }
.place { font-size: 13px; color: var(--soft); }
button.place { color: var(--accent); }
.finding p { margin: 4px 0 0; max-width: 84ch; overflow-wrap: anywhere; }
.finding .message { margin-top: 5px; }
.message, .remedy, .witness, .quoting, ol.tried p, .note p { white-space: pre-wrap; }
.wrong { color: var(--fail); }
.finding .remedy { color: var(--soft); }
.finding .fix { margin-top: 7px; display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; }

.railroad { margin: 0; }
.railroad .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--wash); padding: 6px; }
.railroad svg { display: block; margin: 0 auto; max-width: none; font-family: var(--mono); }
.railroad path { fill: none; stroke: var(--edge); stroke-width: 1.6; }
.railroad rect { stroke: var(--edge); stroke-width: 1.3; fill: var(--lift); }
.railroad .literal rect { fill: var(--info-wash); stroke: var(--info); }
.railroad .group rect { stroke-dasharray: 5 3; }
.railroad text { fill: var(--ink); font-size: 12px; text-anchor: middle; white-space: pre; }
.railroad text.label { fill: var(--soft); font-size: 11px; font-family: system-ui, sans-serif; }
.railroad figcaption { color: var(--soft); font-size: 13px; margin-top: 6px; overflow-wrap: anywhere; }

.pattern-line { font-size: 16px; margin: 0 0 12px; overflow-wrap: anywhere; }
u.error, u.fail { text-decoration: underline wavy var(--fail) 1.5px; }
u.warn { text-decoration: underline dashed var(--warn) 2px; }
u.info { text-decoration: underline dotted var(--info) 2px; }
u { text-underline-offset: 0.28em; text-decoration-skip-ink: none; }
.gap { display: inline-block; width: 0; position: relative; }
.gap::after { content: ""; position: absolute; left: -4px; top: 0.45em; border: 4px solid transparent; border-bottom: 7px solid var(--state); }

.prover { display: grid; grid-template-columns: minmax(0, 1fr) 370px; gap: 24px 36px; align-items: start; margin-top: 18px; }
.prover-head { grid-column: 1 / -1; }
.prover-head .row { display: flex; flex-wrap: wrap; gap: 6px 24px; align-items: end; justify-content: space-between; margin-bottom: 6px; }
.prover-head .pick { flex: 0 1 370px; }
.prover aside { display: grid; gap: 18px; }
.regex-field { position: relative; background: var(--paper); border-radius: 10px; }
.regex-field textarea, #regex-marks { font: 500 20px/1.75 var(--mono); letter-spacing: 0.01em; padding: 12px 16px; border: 1.5px solid var(--edge); border-radius: 10px; width: 100%;
  white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-all; tab-size: 4; max-height: 42vh; overflow-y: auto; }
.regex-field textarea { position: relative; display: block; background: transparent; resize: none; min-height: 62px; field-sizing: content; }
.regex-field textarea[aria-invalid="true"] { border-color: var(--fail); }
#regex-marks { position: absolute; inset: 0; color: transparent; border-color: transparent; pointer-events: none; overflow: hidden; }
.verdict-row { display: flex; flex-wrap: wrap; gap: 4px 22px; align-items: baseline; min-height: 34px; padding: 10px 0 0; }
.verdict-row .headline { font-size: 18px; } .headline .badge { white-space: normal; }
.verdict-row .counts, #timing { color: var(--soft); font-variant-numeric: tabular-nums; }
#timing { margin-left: auto; font-size: 13px; }
#results { display: grid; gap: 26px; min-width: 0; }
#results > div:empty { display: none; } #results:not([data-regex]) { visibility: hidden; }
#facts { margin-top: 12px; } #results dl.facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 165px), max-content)); gap: 12px 48px; }
#results[aria-busy="true"] { opacity: 0.55; }
#results.failed > div { opacity: 0.35; }
.fixed { border: 1px solid var(--info); border-radius: 10px; background: var(--info-wash); padding: 14px 18px; }
.fixed h3, .fixed p { margin: 0 0 6px; } .fixed p:last-child { margin: 8px 0 0; }
.fixed .specimen { background: var(--paper); font-size: 15px; }
.against { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.against li { display: flex; flex-wrap: wrap; gap: 3px 12px; align-items: baseline; }
.against .witness { color: var(--soft); }
ol.tried { list-style: none; margin: 10px 0 0; padding: 0; display: grid; gap: 9px; font-size: 14px; max-height: 340px; overflow-y: auto; }
ol.tried p { margin: 2px 0 0; color: var(--soft); font-size: 13.5px; }
ol.tried .badge { font-size: 13.5px; margin-right: 4px; }
.private { font-size: 13px; color: var(--soft); }

.model-name { font-weight: 600; display: block; }
.open { margin-top: 14px; }
td .pattern { font-size: 13.5px; }
@media (min-width: 761px) { td[data-label="Found"], td[data-label="Label"] { white-space: nowrap; } thead th { white-space: nowrap; overflow-wrap: normal; } tbody th { min-width: 165px; } }
ol.scheme { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 0; padding: 0; }
ol.scheme li { border: 1px solid var(--line); border-radius: 8px; padding: 5px 12px; background: var(--wash); }
ol.scheme .key { display: block; }
.boxes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: 14px; margin-top: 14px; }
dl.codes { margin: 0; display: grid; gap: 8px 24px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr)); } dl.codes dd { margin: 1px 0 0; overflow-wrap: anywhere; } dl.codes dt { font-size: 13.5px; }
.filter { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; margin: 22px 0 0; }
.filter .field { margin: 0; flex: 1 1 200px; max-width: 340px; }
.overlaps { list-style: none; margin: 12px 0 0; padding: 0; display: grid; gap: 8px; }
.downloads { list-style: none; margin: 14px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr)); gap: 14px; }
.downloads li { display: flex; flex-direction: column; } .downloads .button { margin-top: auto; align-self: start; }
.downloads p { margin: 6px 0 12px; font-size: 13.5px; color: var(--soft); }
.diff-form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr)); gap: 6px 24px; align-items: start; margin: 14px 0 0; }
#difference { margin-top: 18px; }
.change { font-weight: 600; }

@media (max-width: 1080px) { .prover { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 760px) {
  .regex-field textarea, #regex-marks { font-size: 17px; padding: 10px 12px; }
  #timing { margin-left: 0; width: 100%; }
}
`;
