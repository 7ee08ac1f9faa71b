/** The line service: scans in over HTTP, verdicts out, nothing lost. */
export { type CatalogFault, catalogFaults } from "./catalog-faults.ts";
export { type LineService, type LineServiceOptions, startLineService } from "./line-service.ts";
