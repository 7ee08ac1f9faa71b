import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { BoxproofError } from "../core/index.ts";
import type { CatalogSource, CheckedCatalog } from "./catalog-source.ts";
import { compareManifests } from "./compare-manifests.ts";
import type { HandOver } from "./hand-over.ts";
import type { LastSent } from "./last-sent.ts";
import { manifestForms } from "./pages/manifest-page.ts";

/** Two manifests of 2,000 models stay below it, written as base64. */
export const bodyBytesMax = 24 * 1024 * 1024;

/** What the routes of the manifest work with. */
export interface ManifestParts {
  readonly source: CatalogSource;
  /** The manifest that was handed over last. Throws ERR_SENT_RECORD. */
  lastSent(): Promise<LastSent | undefined>;
  /** The highest revision of which a copy is kept. */
  keptRevision(): Promise<number>;
  /** True for the demo catalog: its manifests say so. */
  readonly isDemo: boolean;
  /** What a catalog's manifest would change since then. */
  handOver(checked: CheckedCatalog): Promise<HandOver>;
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
  const { exportManifest, manifestCsv, manifestJson, manifestPdf, manifestXlsx } = await import("../manifest/index.ts");
  const checked = await parts.source.current();
  const { catalog } = checked;
  const { sent, changes } = await parts.handOver(checked);
  if (sent instanceof BoxproofError) throw sent;
  const previous = sent === undefined ? {} : { previous: sent.manifest };
  const manifest = exportManifest({
    catalog,
    issuedAt: parts.now().toISOString(),
    revisionTaken: await parts.keptRevision(),
    demo: parts.isDemo,
    changes,
    ...previous,
  });
  switch (extension) {
    case "json":
      return manifestJson(manifest);
    case "csv":
      return manifestCsv(manifest);
    case "xlsx":
      return manifestXlsx(manifest);
    case "pdf": {
      const { loadFonts } = await import("../press/index.ts");
      return manifestPdf(manifest, { fonts: await loadFonts() });
    }
  }
}

function isJson(request: { readonly headers: { readonly "content-type"?: string | undefined } }): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers["content-type"] ?? "");
}

const uploaded = z.strictObject({ name: z.string().max(255), base64: z.base64() });
const diffRequest = z.strictObject({ before: uploaded.optional(), after: uploaded.optional() });

async function answerDifference(parts: ManifestParts, request: Request, response: Response): Promise<void> {
  if (!isJson(request)) {
    throw new BoxproofError("ERR_MEDIA_TYPE", "Manifests to compare are sent as application/json in UTF-8.", {
      remedy: "Set the header Content-Type: application/json.",
    });
  }
  const parsed = diffRequest.safeParse(jsonOf(request.body));
  if (!parsed.success) {
    throw new BoxproofError("ERR_REQUEST_BODY", "The body does not hold manifests.", {
      remedy:
        'Send {"before": {"name": "r1.json", "base64": "…"}, "after": {…}}; without before, the one sent last is meant, without after this catalog.',
      details: {
        faults: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message })),
      },
    });
  }
  const { before, after } = parsed.data;
  const { catalog } = await parts.source.current();
  const old = before === undefined ? await sentBefore(parts) : fileOf(before);
  const difference = await compareManifests(old, after === undefined ? catalog : fileOf(after));
  response.set("content-type", "application/json; charset=utf-8").end(JSON.stringify(difference));
}

async function sentBefore({ lastSent }: ManifestParts): Promise<LastSent> {
  const sent = await lastSent();
  if (sent !== undefined) return sent;
  throw new BoxproofError("ERR_SENT_RECORD", "No manifest is recorded as sent, so there is nothing to compare with.", {
    remedy: "Choose the manifest that was handed over before.",
  });
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
