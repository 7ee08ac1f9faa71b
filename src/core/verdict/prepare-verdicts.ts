import { type Catalog, combineModelPatterns, gtinOwners } from "../catalog/index.ts";

/**
 * Makes, now, what judging keeps of a catalog, so that no single box has to wait for it: all patterns as one automaton,
 * and who owns which GTIN. For a line service before it is ready, and whoever judges many boxes; the verdicts are the
 * same without. Up to a second for a thousand models of the largest patterns; again, it does nothing.
 */
export function prepareVerdicts(catalog: Catalog): void {
  combineModelPatterns(catalog);
  gtinOwners(catalog);
}
