import { defined } from "../../index.ts";
import { textCount } from "../../pattern/index.ts";
import { schemeLanguage } from "./scheme-language.ts";
import { partSize, skipsSerials } from "./scheme-part.ts";
import type { SerialScheme } from "./serial-scheme.ts";

/** How many different serials a scheme has. Exact: no two choices of parts yield the same text. */
export function schemeCapacity(scheme: SerialScheme): bigint {
  if (!scheme.parts.some(skipsSerials)) return choiceCount(scheme);
  return defined(languageCapacity(scheme), "a scheme that skips serials was counted when it was parsed");
}

/** How many choices of parts a scheme has, those included whose check character no DSN may have. */
export function choiceCount(scheme: SerialScheme): bigint {
  return scheme.parts.reduce((product, part) => product * BigInt(partSize(part)), 1n);
}

/** How many serials a scheme has, counted as a language; undefined when a limit stands in the way. */
export function languageCapacity(scheme: SerialScheme): bigint | undefined {
  const result = schemeLanguage(scheme);
  return result.ok ? textCount(result.language) : undefined;
}
