import { commonText, uncoveredText } from "./common-text.ts";
import type { Language } from "./language.ts";

/**
 * What a new language is against an old one: the same texts, only some of them, more, some and others (`moved`), none of
 * them, or not decided within the limits.
 */
export type LanguageRelation = "same" | "narrower" | "wider" | "moved" | "disjoint" | "unproved";

/** How two languages compare, with the shortest text that shows each side. */
export interface LanguageComparison {
  readonly relation: LanguageRelation;
  /** A text that only the old language has. */
  readonly lost?: string;
  /** A text that only the new language has. */
  readonly gained?: string;
}

/** Compares the new language `b` with the old one `a`: `narrower` when `b` has some but not all of its texts. */
export function compareLanguages(a: Language, b: Language): LanguageComparison {
  const lost = uncoveredText(a, b);
  const gained = uncoveredText(b, a);
  const texts = {
    ...(lost.kind === "text" && { lost: lost.text }),
    ...(gained.kind === "text" && { gained: gained.text }),
  };
  if (lost.kind === "limit" || gained.kind === "limit") return { relation: "unproved", ...texts };
  if (lost.kind === "none") return { relation: gained.kind === "none" ? "same" : "wider", ...texts };
  if (gained.kind === "none") return { relation: "narrower", ...texts };
  const common = commonText(a, b);
  if (common.kind === "limit") return { relation: "unproved", ...texts };
  return { relation: common.kind === "none" ? "disjoint" : "moved", ...texts };
}
