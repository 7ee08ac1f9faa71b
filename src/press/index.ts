/** From a display list to files: encoder, fonts, writers, and the label of one unit. */
export { createBwipEncoder } from "./bwip-encoder.ts";
export { type ComposeRequest, composeLabel } from "./compose-label.ts";
export { type Fonts, loadFonts } from "./fonts.ts";
export { type PdfOptions, writePdf } from "./pdf-writer.ts";
export { writePng } from "./png-writer.ts";
export { writeSvg } from "./svg-writer.ts";
