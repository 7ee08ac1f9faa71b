import { stat } from "node:fs/promises";
import { type Catalog, type CatalogCheck, checkCatalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";

/** A catalog as its file says it, with everything proved about it. */
export interface CheckedCatalog {
  readonly catalog: Catalog;
  readonly check: CatalogCheck;
  /** What the proofs took, in milliseconds. */
  readonly checkMs: number;
  /** Why the file as it stands now cannot be read; the catalog is then the last one that could. */
  readonly fault?: BoxproofError;
}

/** The catalog of the console. */
export interface CatalogSource {
  /** The catalog as the file says it now; read and proved again only after the file has changed. */
  current(): Promise<CheckedCatalog>;
}

/** Follows `file` from `catalog` on, which was read from it; `load` reads it again. */
export function followCatalog(options: {
  readonly file: string;
  readonly catalog: Catalog;
  load(): Promise<Catalog>;
}): CatalogSource {
  let latest = checked(options.catalog);
  let seen: string | undefined;
  let reading: Promise<CheckedCatalog> | undefined;

  async function look(): Promise<CheckedCatalog> {
    const mark = await fileMark(options.file);
    if (mark === seen) return latest;
    const isFirst = seen === undefined;
    seen = mark;
    // Read a moment ago, by the caller.
    if (isFirst) return latest;
    latest = await options.load().then(checked, (error: unknown) => ({ ...latest, fault: faultOf(error) }));
    return latest;
  }
  return {
    current() {
      reading ??= look().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
}

function checked(catalog: Catalog): CheckedCatalog {
  const startMs = performance.now();
  const check = checkCatalog(catalog);
  return { catalog, check, checkMs: performance.now() - startMs };
}

/** Changes with every write to the file; `absent` where there is none. */
async function fileMark(file: string): Promise<string> {
  return stat(file).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
    () => "absent",
  );
}

function faultOf(error: unknown): BoxproofError {
  if (error instanceof BoxproofError) return error;
  return new BoxproofError("ERR_INTERNAL", "The catalog could not be read again.", { cause: error });
}
