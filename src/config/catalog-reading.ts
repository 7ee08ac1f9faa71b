/** How a catalog is read. */
export interface CatalogReading {
  /**
   * With `any`, serial patterns outside the portable subset are left to `checkCatalog`, which tells what is wrong with
   * them; without it they are faults of the file.
   */
  readonly patterns?: "any";
}
