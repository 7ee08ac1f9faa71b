import type { Catalog } from "../core/catalog/index.ts";
import { liveRows, type Manifest } from "./manifest.ts";

/** What was or would be handed over, model by model: what two revisions are compared by. */
export interface Revision {
  /** Absent for a catalog, which no revision has been made of yet. */
  readonly number?: number;
  readonly models: readonly RevisionModel[];
}

/** What the first manifest is compared with. */
export const nothingHandedOver: Revision = { models: [] };

/** One model of a revision. */
export interface RevisionModel {
  readonly deviceModel: string;
  readonly productName: string;
  readonly lwaClientId: string;
  readonly serialRegex: string;
  readonly symbology?: string;
  /** Where it is sold, as `US B0DEMO0001 00412345678903`, sorted. */
  readonly listings: readonly string[];
}

/** The revision that a manifest is; retired rows are left out. */
export function revisionOfManifest(manifest: Manifest): Revision {
  const models = Map.groupBy(liveRows(manifest), ({ deviceModel }) => deviceModel);
  return {
    number: manifest.revision,
    models: [...models.values()].flatMap((rows) => {
      const [row] = rows;
      if (row === undefined) return [];
      const { deviceModel, productName, lwaClientId, serialRegex, symbology } = row;
      const fields = { deviceModel, productName, lwaClientId, serialRegex, listings: rows.map(listingText).sort() };
      return [symbology === undefined ? fields : { ...fields, symbology }];
    }),
  };
}

/** The revision that a manifest of this catalog would be, whatever findings stand against it. */
export function revisionOfCatalog({ models, securityProfiles }: Catalog): Revision {
  const clientIds = new Map(securityProfiles.map(({ name, lwaClientId }) => [name, lwaClientId]));
  return {
    models: models.flatMap(({ deviceModel, name, securityProfile, serial, label, listings }) => {
      if (listings.length === 0) return [];
      const fields = {
        deviceModel,
        productName: name,
        lwaClientId: clientIds.get(securityProfile) ?? "",
        serialRegex: serial.pattern,
        listings: listings.map(listingText).sort(),
      };
      return [label === undefined ? fields : { ...fields, symbology: label.symbology }];
    }),
  };
}

interface ListingLike {
  readonly marketplace: string;
  readonly asin: string;
  readonly gtin?: string;
}

function listingText({ marketplace, asin, gtin }: ListingLike): string {
  return gtin === undefined ? `${marketplace} ${asin}` : `${marketplace} ${asin} ${gtin}`;
}
