import type { Finding } from "../../index.ts";
import { union } from "../language/combine-languages.ts";
import { uncoveredText } from "../language/common-text.ts";
import { emptyLanguage, hasText, type Language } from "../language/language.ts";
import { languageOf } from "../language/language-of.ts";
import { positionCountOf } from "../language/position-automaton.ts";
import { shortestText } from "../language/text-length.ts";
import type { Pattern } from "../pattern.ts";
import { quoted } from "../quoted.ts";
import type { PatternNode } from "../syntax/pattern-syntax.ts";
import type { SourceRange } from "../syntax/source-range.ts";

/** Most alternatives that are compared, and most places in all of them; what is beyond is not looked at. */
const optionCountMax = 200;
const placeCountMax = 4000;

type Choice = PatternNode & { readonly kind: "choice" };

/**
 * L010 for each alternative that adds no text to those beside it, with the fix that drops it. All of them may be
 * dropped together. Large patterns are looked at within limits, so an empty list does not prove that there are none.
 */
export function redundantAlternatives({ source, tree }: Pattern): readonly Finding[] {
  return redundantIn({ source, optionsLeft: optionCountMax, placesLeft: placeCountMax }, tree);
}

interface Search {
  readonly source: string;
  optionsLeft: number;
  placesLeft: number;
}

function redundantIn(search: Search, node: PatternNode): readonly Finding[] {
  switch (node.kind) {
    case "set":
      return [];
    case "sequence":
      return node.items.flatMap((item) => redundantIn(search, item));
    case "repeat":
      return redundantIn(search, node.item);
    case "choice":
      return redundantOptions(search, node);
  }
}

function redundantOptions(search: Search, choice: Choice): readonly Finding[] {
  search.optionsLeft -= choice.options.length;
  search.placesLeft -= positionCountOf(choice);
  const languages = search.optionsLeft < 0 || search.placesLeft < 0 ? undefined : languagesOf(choice);
  if (languages === undefined) return [];
  const kept = keptOptions(languages);
  const firstKept = Math.min(...kept);
  return choice.options.flatMap((option, index) => {
    if (kept.has(index)) return redundantIn(search, option);
    return [redundantOption(search.source, option.at, { isLeading: index < firstKept })];
  });
}

/** Looks at the last alternative first, so that of two equal ones the second is dropped. */
function keptOptions(languages: readonly Language[]): ReadonlySet<number> {
  if (languages.every((language) => hasOwnText(language, languages))) return new Set(languages.keys());
  const before: (Language | undefined)[] = [emptyLanguage];
  for (const language of languages) before.push(unionOf(before.at(-1), language));
  const kept = new Set<number>();
  let behind: Language | undefined = emptyLanguage;
  for (const [index, language] of [...languages.entries()].reverse()) {
    const others = unionOf(before[index], behind);
    if (others !== undefined && uncoveredText(language, others).kind === "none") continue;
    kept.add(index);
    behind = unionOf(behind, language);
  }
  return kept;
}

/** True when the shortest text of an alternative is in no other one: then it surely adds something. */
function hasOwnText(language: Language, all: readonly Language[]): boolean {
  const text = shortestText(language);
  return text !== undefined && all.every((other) => other === language || !hasText(other, text));
}

/** Undefined where a limit was reached. */
function unionOf(a: Language | undefined, b: Language | undefined): Language | undefined {
  if (a === undefined || b === undefined) return undefined;
  const result = union(a, b);
  return result.ok ? result.language : undefined;
}

function languagesOf({ options }: Choice): readonly Language[] | undefined {
  const languages = options.flatMap((option) => {
    const result = languageOf(option);
    return result.ok ? [result.language] : [];
  });
  return languages.length === options.length ? languages : undefined;
}

/** The alternative with the bar before it, or behind it where none is kept before it. */
function redundantOption(
  source: string,
  [from, to]: SourceRange,
  { isLeading }: { readonly isLeading: boolean },
): Finding {
  const fixAt: SourceRange = isLeading ? [from, to + 1] : [from - 1, to];
  return {
    id: "L010",
    level: "warn",
    message: `The alternative ${quoted(source.slice(from, to))} adds nothing to those beside it (from character ${from + 1} on).`,
    at: [from, to],
    remedy: "Leave it out, or write what it was meant to add.",
    fix: "",
    fixAt,
  };
}
