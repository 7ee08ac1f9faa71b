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

/** Follows `file`; `catalog` is what was read from it before, shown where the file cannot be read again. */
export function followCatalog(options: {
  readonly file: string;
  readonly catalog: Catalog;
  load(): Promise<Catalog>;
}): CatalogSource {
  let latest: CheckedCatalog | undefined;
  let seen: string | undefined;
  let reading: Promise<CheckedCatalog> | undefined;

  async function look(): Promise<CheckedCatalog> {
    const mark = await fileMark(options.file);
    if (latest !== undefined && mark === seen) return latest;
    // The mark is older than what is read now: a file that changes meanwhile is read again at the next look.
    seen = mark;
    const before = latest;
    const now = await options.load().then(checked, (error: unknown) => ({
      ...(before ?? checked(options.catalog)),
      fault: faultOf(error),
    }));
    latest = now;
    return now;
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
