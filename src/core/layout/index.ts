/** From a template and a DSN to a display list in printer dots. */
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
