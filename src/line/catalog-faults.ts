import { type Catalog, checkCatalog } from "../core/catalog/index.ts";

/** An error that a check of the catalog finds in the patterns and codes of a model of this line. */
export interface CatalogFault {
  readonly deviceModel: string;
  /** The rule, as `boxproof check` names it. */
  readonly id: string;
  readonly message: string;
}

/**
 * The error-level findings over the models that the stations pack, in the catalog's order; over all models where a
 * station packs any. None of them keeps a line from judging a box, but boxes of these models may all be stopped. Whether a
 * label has room (Y003 of `boxproof check`) is not asked: the line prints nothing.
 */
export function catalogFaults(catalog: Catalog): readonly CatalogFault[] {
  const { stations } = catalog;
  const packed = new Set(stations.map(({ model }) => model));
  return checkCatalog(catalog).models.flatMap(({ deviceModel, findings }) =>
    packed.has(undefined) || packed.has(deviceModel)
      ? findings.flatMap(({ level, id, message }) => (level === "error" ? [{ deviceModel, id, message }] : []))
      : [],
  );
}
