/** From a display list to files: encoder, fonts, writers, the label of one unit and whole runs of labels. */
export { createBwipEncoder } from "./bwip-encoder.ts";
export { type ComposeRequest, composeLabel } from "./compose-label.ts";
export { type Fonts, loadFonts, loadScriptFonts } from "./fonts.ts";
export { writePdf } from "./pdf-writer.ts";
export { writePng } from "./png-writer.ts";
export { type PressedLabel, type PressJob, type PressNotes, pressLabels } from "./press-run.ts";
export { type PressUnit, readSerialsFile, unitCountMax } from "./serials-file.ts";
export { reservedSpecimens, specimenUnits } from "./specimen-units.ts";
export { writeSvg } from "./svg-writer.ts";
