/** From a template and a DSN to a display list in printer dots, and from there to dots. */
export type {
  DisplayList,
  DotRect,
  ImageItem,
  Item,
  Layer,
  PathItem,
  PlacedSymbol,
  RunsItem,
  TextItem,
} from "./display-list.ts";
export type { FontMeasures, FontMetrics, GlyphOutlines, InkBox, OutlineStep, ShapedGlyph } from "./fonts.ts";
export { textOutline } from "./glyph-path.ts";
export { inkRects, itemsOf } from "./ink.ts";
export {
  type LabelContent,
  type LabelSymbol,
  type LayoutRequest,
  type LayoutResult,
  layoutLabel,
} from "./layout-label.ts";
export { generalLimits, type LimitProfile, type SymbolLimits } from "./limit-profile.ts";
export { type OneBitRaster, rasterDotCountMax } from "./one-bit-raster.ts";
export { insetLoop, type Loop, outline } from "./outline.ts";
export { quietZoneFindings } from "./quiet-zone-findings.ts";
export { rasterise, rasteriseGrey, rasterSize } from "./rasterise.ts";
export { trueDotsPerInch } from "./resolution.ts";
export type {
  Align,
  FrameElement,
  HriStyle,
  MarkElement,
  RuleElement,
  SymbolElement,
  Template,
  TemplateElement,
  TextElement,
  UmArea,
} from "./template.ts";
