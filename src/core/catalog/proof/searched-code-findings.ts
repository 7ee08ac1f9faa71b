import type { BoxCodeLanguage, BoxCodeName } from "../../dsn/index.ts";
import type { Finding, Semantics } from "../../index.ts";
import {
  type FoundResult,
  foundInside,
  hasText,
  type Language,
  longestLength,
  shortestLength,
} from "../../pattern/index.ts";
import type { DeviceModel } from "../catalog.ts";
import { knownCodesOf, type UnitCodeKind } from "../known-code.ts";
import { type ProofQuestions, proofQuestions } from "./proof-questions.ts";
import { quotedText } from "./quoted-text.ts";
import { rememberedOfTwo } from "./remembered.ts";

/** Semantics other than that of the whole text. */
type Searching = Exclude<Semantics, "full">;

/** How an engine would have to apply the pattern, as the beginning of a sentence. */
export const semanticsWords: Readonly<Record<Searching, string>> = {
  search: "An engine that looks anywhere in a scan, without the anchors,",
  prefix: "An engine that looks at how a scan begins, without the last anchor,",
};

/** Where such an engine finds a serial, as it stands between `finds a serial` and the name of a code. */
export const placeWords: Readonly<Record<Searching, string>> = { search: "anywhere in", prefix: "at the beginning of" };

/** A code that can be searched for serials. */
interface Searched {
  /** As it stands behind a witness: `an EAN-13 code`, `the GTIN of this model`. */
  readonly title: string;
  readonly code?: BoxCodeName;
  /** A text of the code, longer than the serial that is found in it; undefined where that was not asked. */
  find(semantics: Searching): FoundResult | undefined;
}

/**
 * One warning each for search and prefix: a kind of box code in which an engine without anchors finds a serial, with the
 * names of all such kinds; and one S004 each at info level with the kinds of which the search ended at its limit. How
 * Amazon applies the pattern is not public (README, fact P19). Each search is one of `questions`.
 */
export function searchedCodeFindings(
  language: Language,
  codes: readonly BoxCodeLanguage[],
  questions: ProofQuestions = proofQuestions(),
): readonly Finding[] {
  return searchFindings(
    codes.map((code) => {
      const title = `${article(code.title)} ${code.title}`;
      const find = (semantics: Searching) =>
        questions.ask(
          { what: `whether an engine without anchors finds a serial ${placeWords[semantics]}`, of: title },
          () => foundIn(code.language, language, semantics),
        );
      return { title, code: code.name, find };
    }),
  );
}

/** The same over the codes of a model's own box; codes that carry the serial by intent are left out. */
export function searchedOwnCodeFindings(
  model: DeviceModel,
  language: Language,
  perUnit: readonly UnitCodeKind[],
): readonly Finding[] {
  const fixed = knownCodesOf(model).flatMap(({ text, name, code, carriesSerial }): readonly Searched[] => {
    if (carriesSerial) return [];
    const find = (semantics: Searching) => foundInText(text, language, semantics);
    return [{ title: `the ${name} of this model`, ...(code === undefined ? {} : { code }), find }];
  });
  const varying = perUnit.flatMap(({ codes, language: foreign, code }): readonly Searched[] => {
    const own = codes.find(({ deviceModel, carriesSerial }) => deviceModel === model.deviceModel && !carriesSerial);
    if (foreign === undefined || own === undefined) return [];
    const find = (semantics: Searching) => foundIn(foreign, language, semantics);
    return [{ title: `the ${own.name} of this model`, ...(code === undefined ? {} : { code }), find }];
  });
  return searchFindings([...fixed, ...varying]);
}

function searchFindings(searched: readonly Searched[]): readonly Finding[] {
  return (["search", "prefix"] as const).flatMap((semantics): readonly Finding[] => {
    const answers = searched.map((one) => ({ ...one, result: one.find(semantics) }));
    const hits = answers.flatMap(({ result, ...one }) => (result?.kind === "text" ? [{ ...one, ...result }] : []));
    const limits = answers.flatMap(({ result, title }) =>
      result?.kind === "limit" ? [{ title, message: result.message }] : [],
    );
    return [...hitFindings(hits, semantics), ...limitFindings(limits, semantics)];
  });
}

/** A code with a text of it, longer than the serial that is found in it. */
interface Hit extends Pick<Searched, "title" | "code"> {
  readonly text: string;
  readonly found: string;
}

function hitFindings([first, ...others]: readonly Hit[], semantics: Searching): readonly Finding[] {
  if (first === undefined) return [];
  const titles = [...new Set(others.map(({ title }) => title))].filter((title) => title !== first.title);
  const more = titles.length === 0 ? "" : ` So too in ${titles.join(", ")}.`;
  return [
    {
      id: "L004",
      level: "warn",
      message: `${semanticsWords[semantics]} finds the serial ${quotedText(first.found)} in ${quotedText(first.text)}, ${first.title}.${more}`,
      witness: first.text,
      remedy: "Say in the manifest that the pattern applies to the whole scanned value, or narrow it.",
      semantics,
      ...(first.code === undefined ? {} : { code: first.code }),
    },
  ];
}

/** A code of which the search ended at its limit. */
interface Limit {
  readonly title: string;
  readonly message: string;
}

function limitFindings(limits: readonly Limit[], semantics: Searching): readonly Finding[] {
  const [first] = limits;
  if (first === undefined) return [];
  const titles = [...new Set(limits.map(({ title }) => title))].join(", ");
  const message = `It is not proved that an engine without anchors finds no serial ${placeWords[semantics]} ${titles}: ${first.message}`;
  return [{ id: "S004", level: "info", message, semantics }];
}

const foundAnywhere = rememberedOfTwo((foreign: Language, sought: Language) => foundInside(foreign, sought, "search"));
const foundAtStart = rememberedOfTwo((foreign: Language, sought: Language) => foundInside(foreign, sought, "prefix"));

function foundIn(foreign: Language, language: Language, semantics: Searching): FoundResult {
  const inside = semantics === "search" ? foundAnywhere(foreign, language) : foundAtStart(foreign, language);
  // A code that is a serial as a whole is told under full match.
  const isTold = inside.kind === "text" && (inside.found === "" || inside.found === inside.text);
  return isTold ? { kind: "none" } : inside;
}

/** A serial inside one text, not all of it. */
function foundInText(text: string, language: Language, semantics: Searching): FoundResult {
  const [min, max] = [shortestLength(language), longestLength(language)];
  const lastStart = semantics === "prefix" ? 0 : text.length - min;
  for (let from = 0; from <= lastStart; from += 1) {
    for (let length = Math.max(min, 1); length <= Math.min(max, text.length - from); length += 1) {
      if (length === text.length) continue;
      const found = text.slice(from, from + length);
      if (hasText(language, found)) return { kind: "text", text, found };
    }
  }
  return { kind: "none" };
}

/** The article before a kind of code. */
export function article(title: string): "a" | "an" {
  return /^(?:EAN|FNSKU|ASIN|LPN|IMEI|address)/.test(title) ? "an" : "a";
}
