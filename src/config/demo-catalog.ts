import { fileURLToPath } from "node:url";

/** Path of the demo catalog that ships with the package. */
export function demoCatalogFile(): string {
  return fileURLToPath(new URL("../../fixtures/demo/catalog.yaml", import.meta.url));
}
