import { type DeviceModel, documentationCodes, knownCodesOf, type SerialRule } from "../core/catalog/index.ts";
import { boxCodeLanguages, schemeLanguage } from "../core/dsn/index.ts";
import type { Finding } from "../core/index.ts";
import {
  hasText,
  intersection,
  type Language,
  type PatternMeaning,
  shortestText,
  textAt,
  textCount,
  uncoveredText,
} from "../core/pattern/index.ts";
import { alternativeTexts } from "./alternative-texts.ts";
import type { BadExample } from "./manifest.ts";
import type { ProvedModel } from "./proved-model.ts";

/** At least so many good examples are given where the model has as many serials. */
const goodCountMin = 3;
/** Bad examples beyond the catalog's own are filled up to so many. */
const badCountMax = 20;
/** Longer texts than any code on a box show nothing. */
const exampleLengthMax = 256;

/**
 * Serials that the regex accepts: the catalog's, the shortest and the longest, one for each alternative, and more from
 * between them up to three. With a scheme they are serials of the scheme, check characters included.
 */
export function goodExamples({ serial }: DeviceModel, meaning: PatternMeaning): readonly string[] {
  const given = serial.examples.good.filter((text) => hasText(meaning.language, text));
  const language = printedLanguage(serial, meaning);
  const ends = [shortestText(language), lastText(language)];
  const texts = new Set<string>([...given, ...ends.flatMap((text) => text ?? [])]);
  for (const text of alternativeTexts(meaning.tree, language, [...texts])) texts.add(text);
  for (const text of textsBetween(language)) if (texts.size < goodCountMin) texts.add(text);
  return [...texts].filter((text) => hasText(meaning.language, text) && text.length <= exampleLengthMax);
}

/** What the factory prints and the regex accepts; without a scheme, or where that is nothing, what the regex accepts. */
function printedLanguage({ scheme }: SerialRule, { language }: PatternMeaning): Language {
  const serials = scheme === undefined ? undefined : schemeLanguage(scheme);
  if (serials?.ok !== true) return language;
  // The usual case, and quicker to prove than to build.
  if (uncoveredText(serials.language, language).kind === "none") return serials.language;
  const printed = intersection(serials.language, language);
  return printed.ok && shortestText(printed.language) !== undefined ? printed.language : language;
}

/** One of the longest texts; undefined for an infinite language. */
function lastText(language: Language): string | undefined {
  const count = textCount(language);
  return count === undefined || count === 0n ? undefined : textAt(language, count - 1n);
}

/** Texts from inside a finite language, in steps that reach every place of it. */
function textsBetween(language: Language): readonly string[] {
  const count = textCount(language) ?? 0n;
  const places = [1n, 2n, 3n].map((third) => (count * third) / 4n);
  return count === 0n ? [] : places.flatMap((place) => textAt(language, place) ?? []);
}

/**
 * Texts that the regex refuses, each with what it is: the catalog's, other codes of boxes, serials of other models
 * (`siblings`), codes in which an engine without anchors finds a serial, damaged serials. Of a regex that boxproof cannot
 * prove only the maker's own.
 */
export function badExamples(proved: ProvedModel, siblings: readonly BadExample[]): readonly BadExample[] {
  const { model, subject, findings, good } = proved;
  const codes = knownCodesOf(model).map(({ text, name }) => ({ text, is: `${name} of this model` }));
  const names = new Map(codes.map(({ text, is }) => [text, is]));
  const given = model.serial.examples.bad.map((text) => ({
    text,
    is: names.get(text) ?? codeTitle(text) ?? "given by the maker",
  }));
  if (subject.meaning === undefined) return given;
  const { language } = subject.meaning;
  const found = foundExamples(findings);
  const all = [...given, ...codes, ...siblings, ...found, ...boxCodeExamples(language), ...damaged(good[0] ?? "")];
  const byText = new Map<string, BadExample>();
  for (const example of all) {
    const isLong = example.text.length > exampleLengthMax;
    if (!isLong && !byText.has(example.text) && !hasText(language, example.text)) byText.set(example.text, example);
  }
  return [...byText.values()].slice(0, Math.max(given.length, badCountMax));
}

/** Texts in which an engine without anchors finds a serial. */
function foundExamples(findings: readonly Finding[]): readonly BadExample[] {
  return findings.flatMap(({ id, witness, code, semantics }) => {
    if (id !== "L004" || witness === undefined || code === undefined || semantics === "full") return [];
    return [{ text: witness, is: `${titleOf(code)} in which a search finds a serial` }];
  });
}

/** What a text looks like that the maker gave as a bad example. */
function codeTitle(text: string): string | undefined {
  return boxCodeLanguages.find(({ language }) => hasText(language, text))?.title;
}

function titleOf(code: string): string {
  return boxCodeLanguages.find(({ name }) => name === code)?.title ?? code;
}

/** A code of each kind that stands on boxes and that the regex refuses. */
function boxCodeExamples(language: Language): readonly BadExample[] {
  return boxCodeLanguages.flatMap((kind): readonly BadExample[] => {
    const known = documentationCodes[kind.name];
    if (known !== undefined && !hasText(language, known)) return [{ text: known, is: kind.title }];
    const refused = uncoveredText(kind.language, language);
    return refused.kind === "text" ? [{ text: refused.text, is: kind.title }] : [];
  });
}

function damaged(serial: string): readonly BadExample[] {
  if (serial === "") return [];
  const flipped = serial === serial.toUpperCase() ? serial.toLowerCase() : serial.toUpperCase();
  return [
    { text: flipped, is: "serial in the other case" },
    { text: serial.slice(0, -1), is: "serial without its last character" },
    { text: `${serial}0`, is: "serial with a character more" },
    { text: ` ${serial}`, is: "serial with a blank before it" },
    { text: `${serial}${serial}`, is: "serial twice" },
  ];
}
