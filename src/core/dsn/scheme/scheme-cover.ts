import { type Language, parsePattern, uncoveredText, type WitnessResult } from "../../pattern/index.ts";
import { schemeLanguage } from "./scheme-language.ts";
import { schemePattern } from "./scheme-pattern.ts";
import type { SerialScheme } from "./serial-scheme.ts";

/** How a scheme and a pattern lie to each other, each way with the shortest text that shows it. */
export interface SchemeCover {
  /** A serial of the scheme that the pattern refuses; `none` proves that the pattern covers the scheme. */
  readonly covered: WitnessResult;
  /** A text of the pattern that is no serial of the scheme; `none` proves that the pattern accepts nothing else. */
  readonly beyond: WitnessResult;
}

/** Compares a scheme, check characters included, with a pattern, or says which limit stood in the way of a proof. */
export function schemeCover(scheme: SerialScheme, { language }: { readonly language: Language }): SchemeCover {
  const own = schemeLanguage(scheme);
  if (own.ok) return { covered: uncoveredText(own.language, language), beyond: uncoveredText(language, own.language) };
  const limit: WitnessResult = { kind: "limit", message: own.message };
  // The generated pattern has more than the scheme, so whatever covers that covers the scheme as well.
  const generated = parsePattern(schemePattern(scheme));
  const more = generated.ok ? uncoveredText(generated.pattern.language, language) : limit;
  return { covered: more.kind === "none" ? more : limit, beyond: limit };
}
