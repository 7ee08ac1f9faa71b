import type { Express } from "express";
import { BoxproofError } from "../core/index.ts";
import type { CatalogSource } from "./catalog-source.ts";

/** Two manifests of 2,000 models each stay below it. */
export const bodyBytesMax = 16 * 1024 * 1024;

/** Downloads of the manifest, and the difference of two. */
export function addManifestRoutes(app: Express, parts: { readonly source: CatalogSource; now(): Date }): void {
  app.get("/manifest/manifest.:extension", async (request, response) => {
    const { extension } = request.params;
    // Loaded when it is asked for: the writers of PDF and XLSX are large.
    const { exportManifest, manifestCsv, manifestJson } = await import("../manifest/index.ts");
    const { catalog } = await parts.source.current();
    const manifest = exportManifest({ catalog, issuedAt: parts.now().toISOString() });
    response.set("content-disposition", `attachment; filename="manifest.${extension}"`);
    if (extension === "csv")
      return void response.set("content-type", "text/csv; charset=utf-8").end(manifestCsv(manifest));
    if (extension === "json")
      return void response.set("content-type", "application/json; charset=utf-8").end(manifestJson(manifest));
    throw new BoxproofError("ERR_ROUTE_UNKNOWN", "The manifest has no such form.", { remedy: "Use json or csv." });
  });
}
