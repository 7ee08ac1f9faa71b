import { dsnFindings, dsnLengthMax } from "../../dsn/index.ts";
import { assert, type Finding } from "../../index.ts";
import {
  anyCharacter,
  choice,
  commonText,
  hasText,
  type Language,
  type LanguagePart,
  languageOf,
  literal,
  oneOfCharacters,
  repeat,
  sequence,
  shortestText,
  uncoveredText,
} from "../../pattern/index.ts";
import { quotedText } from "./quoted-text.ts";
import { remembered } from "./remembered.ts";

/** Amazon's allow-listed test device: its model name and its serial (README, fact P14). */
export const allowListed = { deviceModel: "DRS_Test_Device", serial: "TestAmazonPreReg001" } as const;

/**
 * What is wrong with a language of serials by itself: no text (L001), the empty text (L002), texts that are no DSN,
 * texts that no person could copy (Y005), the allow-listed serial (L013).
 */
export const languageFindings = remembered((language: Language): readonly Finding[] => {
  const shortest = shortestText(language);
  if (shortest === undefined) return [nothingFinding];
  const empty = shortest === "" ? [emptyFinding] : [];
  return [...empty, ...dsnLanguageFindings(language), ...unseenFindings(language), ...allowListFindings(language)];
});

const nothingFinding: Finding = {
  id: "L001",
  level: "error",
  message: "The pattern accepts no text at all, so every scan would be refused.",
  remedy: "Let the alternatives or classes allow the serials that are printed.",
};

const emptyFinding: Finding = {
  id: "L002",
  level: "error",
  message: "The pattern accepts the empty text, so a scan of nothing would pass.",
  witness: "",
  remedy: "Ask for at least one character.",
};

function builtIn(part: LanguagePart): Language {
  const result = languageOf(part);
  assert(result.ok, "a built-in language is within the limits");
  return result.language;
}

/** Every DSN (README, fact P0) and the empty text, which has a finding of its own. */
const dsnOrNothing = builtIn(repeat(oneOfCharacters("0-9A-Za-z_+-"), { min: 0, max: dsnLengthMax }));

function dsnLanguageFindings(language: Language): readonly Finding[] {
  const outside = uncoveredText(language, dsnOrNothing);
  if (outside.kind === "none") return [];
  if (outside.kind === "limit") {
    return [{ id: "S004", level: "error", message: `It is not proved that every serial is a DSN: ${outside.message}` }];
  }
  const { text } = outside;
  return dsnFindings(text).map(({ id, level, message, measured, required }) => ({
    id,
    level,
    message: `The pattern accepts ${quotedText(text)}, which is no DSN: ${message}`,
    witness: text,
    remedy: `Let the pattern take only A-Z, a-z, 0-9, "-", "+" and "_", at most ${dsnLengthMax} of them.`,
    ...(measured === undefined ? {} : { measured }),
    ...(required === undefined ? {} : { required }),
  }));
}

const anything = repeat(anyCharacter(), { min: 0, max: Number.POSITIVE_INFINITY });
const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code), 127);
const blank = literal(" ");

/** Texts with a character that nobody sees: FNC1 reads as GS, U+001D; blanks at the ends are lost in any transfer. */
const unseenKinds: readonly { readonly what: string; readonly language: Language }[] = [
  {
    what: "a control character",
    language: builtIn(sequence(anything, choice(...[...controls].map((one) => literal(one))), anything)),
  },
  { what: "a blank at its start", language: builtIn(sequence(blank, anything)) },
  { what: "a blank at its end", language: builtIn(sequence(anything, blank)) },
  { what: "two blanks in a row", language: builtIn(sequence(anything, blank, blank, anything)) },
];

function unseenFindings(language: Language): readonly Finding[] {
  return unseenKinds.flatMap(({ what, language: unseen }): readonly Finding[] => {
    const shared = commonText(language, unseen);
    if (shared.kind === "none") return [];
    if (shared.kind === "limit") {
      return [
        { id: "S004", level: "error", message: `It is not proved that no serial has ${what}: ${shared.message}` },
      ];
    }
    return [
      {
        id: "Y005",
        level: "error",
        message: `The pattern accepts ${quotedText(shared.text)}, which has ${what}: nobody sees it, and scanners add or strip it.`,
        witness: shared.text,
        remedy: "Let the pattern take letters, digits, - and _ only.",
      },
    ];
  });
}

function allowListFindings(language: Language): readonly Finding[] {
  const { serial, deviceModel } = allowListed;
  if (!hasText(language, serial)) return [];
  const message = `The pattern accepts ${serial}, the serial of Amazon's allow-listed ${deviceModel}.`;
  return [{ id: "L013", level: "info", message, witness: serial }];
}
