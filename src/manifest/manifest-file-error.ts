import { BoxproofError } from "../core/index.ts";

const takeAsExported =
  "Take the file as it was exported; a program that saved it again may have changed numbers and quotes.";

/** ERR_MANIFEST_FILE with what is wrong, as a sentence. */
export function manifestFileError(what: string, remedy = takeAsExported): BoxproofError {
  return new BoxproofError("ERR_MANIFEST_FILE", `This is not a manifest as boxproof wrote it. ${what}`, { remedy });
}
