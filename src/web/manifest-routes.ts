import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { BoxproofError } from "../core/index.ts";
import type { CatalogSource } from "./catalog-source.ts";
import { compareManifests } from "./compare-manifests.ts";
import { manifestForms } from "./pages/manifest-page.ts";

/** Two manifests of 2,000 models stay below it, written as base64. */
export const bodyBytesMax = 24 * 1024 * 1024;

/** What the routes of the manifest work with. */
export interface ManifestParts {
  readonly source: CatalogSource;
  now(): Date;
}

/** Downloads of the manifest, and the difference of two. */
export function addManifestRoutes(app: Express, parts: ManifestParts): void {
  for (const { extension, mediaType } of manifestForms) {
    app.get(`/manifest/manifest.${extension}`, async (_request, response) => {
      const bytes = await manifestBytes(parts, extension);
      response.set("content-disposition", `attachment; filename="manifest.${extension}"`);
      response.set("content-type", mediaType).end(bytes);
    });
  }
  app.post(
    "/v1/manifest/diff",
    express.raw({ type: isJson, limit: bodyBytesMax, inflate: false }),
    (request, response) => answerDifference(parts, request, response),
  );
}

async function manifestBytes(
  parts: ManifestParts,
  extension: (typeof manifestForms)[number]["extension"],
): Promise<Uint8Array | string> {
  // Loaded when it is asked for: the writers of PDF and XLSX are large.
  const { exportManifest, manifestCsv, manifestJson, manifestXlsx } = await import("../manifest/index.ts");
  const { catalog } = await parts.source.current();
  const manifest = exportManifest({ catalog, issuedAt: parts.now().toISOString() });
  switch (extension) {
    case "json":
      return manifestJson(manifest);
    case "csv":
      return manifestCsv(manifest);
    case "xlsx":
      return manifestXlsx(manifest);
  }
}

function isJson(request: { readonly headers: { readonly "content-type"?: string | undefined } }): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers["content-type"] ?? "");
}

const uploaded = z.strictObject({ name: z.string().max(255), base64: z.base64() });
const diffRequest = z.strictObject({ before: uploaded, after: uploaded.optional() });

async function answerDifference(parts: ManifestParts, request: Request, response: Response): Promise<void> {
  if (!isJson(request)) {
    throw new BoxproofError("ERR_MEDIA_TYPE", "Manifests to compare are sent as application/json in UTF-8.", {
      remedy: "Set the header Content-Type: application/json.",
    });
  }
  const parsed = diffRequest.safeParse(jsonOf(request.body));
  if (!parsed.success) {
    throw new BoxproofError("ERR_REQUEST_BODY", "The body does not name two manifests.", {
      remedy:
        'Send {"before": {"name": "r1.json", "base64": "…"}, "after": {…}}; without after, this catalog is meant.',
      details: {
        faults: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message })),
      },
    });
  }
  const { before, after } = parsed.data;
  const { catalog } = await parts.source.current();
  const difference = await compareManifests(fileOf(before), after === undefined ? catalog : fileOf(after));
  response.set("content-type", "application/json; charset=utf-8").end(JSON.stringify(difference));
}

function fileOf({ name, base64 }: z.infer<typeof uploaded>) {
  return { name, bytes: Buffer.from(base64, "base64") };
}

function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Buffer.isBuffer(body) ? body : new Uint8Array()),
    );
  } catch (cause) {
    throw new BoxproofError("ERR_REQUEST_BODY", "The body is not JSON in UTF-8.", { cause });
  }
}
