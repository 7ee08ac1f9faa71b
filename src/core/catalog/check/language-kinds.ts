import type { Language } from "../../pattern/index.ts";

/** Models of which the serials are the same language: proofs over pairs are made once for all of them. */
export interface LanguageKind {
  readonly language: Language;
  /** Numbers of the models, ascending; at least one. */
  readonly members: readonly number[];
}

/** The kinds of some languages, in the order of their first members. Languages that are one object are one kind. */
export function languageKinds(languages: readonly Language[]): readonly LanguageKind[] {
  const kinds = Map.groupBy(languages.keys(), (index) => languages[index]);
  return [...kinds].flatMap(([language, members]) => (language === undefined ? [] : [{ language, members }]));
}
