import {
  checkPlaces,
  type SerialScheme,
  schemeCapacity,
  schemeCover,
  schemeLanguage,
  schemePattern,
  shortSchemePattern,
} from "../../dsn/index.ts";
import { countWords, type Finding } from "../../index.ts";
import {
  explainMismatch,
  type Language,
  type PatternMeaning,
  parsePattern,
  textCount,
  uncoveredText,
} from "../../pattern/index.ts";
import type { DeviceModel } from "../catalog.ts";
import { capacityFindings } from "../proof/capacity-findings.ts";
import { lookAlikeFindings } from "../proof/look-alike-findings.ts";
import { mismatchSentence } from "../proof/mismatch-sentence.ts";
import { quotedText } from "../proof/quoted-text.ts";

/** A pattern that accepts so many times more than the generated one has room for other things than serials. */
const slackMax = 1_000n;

/**
 * What a scheme and a pattern make of each other: every serial of the scheme is in the pattern (L005, C002), the pattern
 * has not far more (L006), the check character is beyond a pattern (C001), the plan fits (L011, L012), and no two serials
 * look alike (Y002, over the scheme, whose check character tells them apart). Without a scheme, the last two over the
 * pattern alone.
 */
export function schemeCoverFindings({ serial }: DeviceModel, meaning: PatternMeaning): readonly Finding[] {
  const { scheme, planned } = serial;
  const plan = planned === undefined ? undefined : BigInt(planned);
  if (scheme === undefined)
    return [...patternPlanFindings(meaning.language, plan), ...lookAlikeFindings(meaning.language)];
  return [
    // A generated pattern covers its scheme by construction, as the tests of `schemePattern` prove.
    ...(serial.patternGenerated ? [] : [...coverFindings(scheme, meaning), ...slackFindings(scheme, meaning.language)]),
    ...checkFindings(scheme),
    ...(plan === undefined ? [] : capacityFindings({ capacity: schemeCapacity(scheme), planned: plan, of: "scheme" })),
    ...schemeLookAlikes(scheme, meaning.language),
  ];
}

function patternPlanFindings(language: Language, planned: bigint | undefined): readonly Finding[] {
  const capacity = planned === undefined ? undefined : textCount(language);
  if (planned === undefined || capacity === undefined) return [];
  return capacityFindings({ capacity, planned, of: "pattern" });
}

/**
 * A check character with nothing but checks behind it finds each single wrong character (ISO/IEC 7064; Luhn's formula
 * over an even number of characters; a sum modulo 43), so that no two serials differ at one place only. Not so MOD 97-10,
 * in which a letter counts as two digits: with an I in the place of a 1 all before it moves on, and the remainder can be
 * the same.
 */
function schemeLookAlikes(scheme: SerialScheme, language: Language): readonly Finding[] {
  const closing = scheme.parts.slice(scheme.parts.findLastIndex(({ kind }) => kind !== "check") + 1);
  const findsEach = closing.some((part) => part.kind === "check" && part.algorithm !== "iso7064-97-10");
  if (findsEach || lookAlikeFindings(language).length === 0) return [];
  const exact = schemeLanguage(scheme);
  return lookAlikeFindings(exact.ok ? exact.language : language);
}

function coverFindings(scheme: SerialScheme, meaning: PatternMeaning): readonly Finding[] {
  // The generated pattern has every serial of the scheme, and is compared in a hundredth of the time.
  const generated = parsePattern(schemePattern(scheme));
  if (generated.ok && uncoveredText(generated.pattern.language, meaning.language).kind === "none") return [];
  const { covered } = schemeCover(scheme, meaning);
  if (covered.kind === "none") return [];
  if (covered.kind === "limit") {
    const message = `It is not proved that the pattern accepts every serial of the scheme: ${covered.message}`;
    return [{ id: "S004", level: "error", message, remedy: "Leave the pattern out: it is then made from the scheme." }];
  }
  const serial = covered.text;
  const mismatch = explainMismatch(meaning, serial);
  const why = mismatch === undefined ? `${quotedText(serial)}.` : mismatchSentence(meaning, serial, mismatch);
  const refused: Finding = {
    id: "L005",
    level: "error",
    message: `The pattern refuses a serial that the scheme prints: ${why}`,
    path: "serial.scheme",
    witness: serial,
    ...(mismatch === undefined ? {} : { at: [mismatch.at, mismatch.at + (mismatch.found?.length ?? 0)] as const }),
    remedy: `Widen the pattern there, or leave it out: from the scheme boxproof makes ${schemePattern(scheme)}.`,
  };
  return [refused, ...checkClassFindings(scheme, meaning)];
}

/** Check characters of the scheme that the pattern does not take at their place. */
function checkClassFindings(scheme: SerialScheme, meaning: PatternMeaning): readonly Finding[] {
  return (checkPlaces(scheme, meaning) ?? []).flatMap(({ algorithm, refused }): readonly Finding[] => {
    const [first] = refused;
    if (first === undefined) return [];
    const characters = refused.map(({ character }) => character).join("");
    return [
      {
        id: "C002",
        level: "error",
        message: `The pattern refuses the check characters ${quotedText(characters)} of ${algorithm}, as in ${quotedText(first.serial)}.`,
        measured: characters,
        witness: first.serial,
        remedy: "Let the class at that place take every check character of the system.",
      },
    ];
  });
}

function slackFindings(scheme: SerialScheme, language: Language): readonly Finding[] {
  const generated = parsePattern(schemePattern(scheme));
  const tight = generated.ok ? textCount(generated.pattern.language) : undefined;
  const wide = textCount(language);
  const shorter = shortSchemePattern(scheme);
  if (tight === undefined || tight === 0n || wide === undefined || wide <= tight * slackMax) return [];
  return [
    {
      id: "L006",
      level: "warn",
      message: `The pattern accepts ${countWords(wide)} texts, ${countWords(wide / tight)} times as many as the pattern that boxproof makes from the scheme; what else is scanned can pass for a serial.`,
      measured: String(wide),
      required: `at most ${tight * slackMax}`,
      remedy: `Leave the pattern out, or write ${schemePattern(scheme)}${shorter === undefined ? "" : `, or the shorter ${shorter.pattern}, which accepts ${countWords(shorter.added)} texts more`}.`,
    },
  ];
}

function checkFindings(scheme: SerialScheme): readonly Finding[] {
  const systems = scheme.parts.flatMap((part) => (part.kind === "check" ? [part.algorithm] : []));
  if (systems.length === 0) return [];
  return [
    {
      id: "C001",
      level: "info",
      message: `No regex can verify the check character (${systems.join(", ")}): Amazon gets the pattern, and the line verifies by the scheme.`,
    },
  ];
}
