import { assert, type Finding } from "../../index.ts";
import { type Language, languageOf, oneOfCharacters, repeat, uncoveredText } from "../../pattern/index.ts";
import { quotedText } from "./quoted-text.ts";

/** Longest serial in AI (21), in characters (GS1 General Specifications, application identifier 21). */
const lengthMax = 20;

/** Character set 82 of the GS1 General Specifications: what AI (21) may hold. */
const gs1Serials = languageOf(repeat(oneOfCharacters('!"%-?A-Z_a-z'), { min: 1, max: lengthMax }));

/**
 * Whether a GS1 element string has room for every serial in AI (21): at most 20 characters of set 82 (Y004). At error
 * level where the box has such a code, at info level where it only might; S004 at the same where the limit was reached.
 */
export function gs1SerialFindings(language: Language, level: "error" | "info"): readonly Finding[] {
  assert(gs1Serials.ok, "character set 82 is a language");
  const outside = uncoveredText(language, gs1Serials.language);
  if (outside.kind === "limit") {
    return [{ id: "S004", level, message: `It is not proved that GS1 AI (21) holds every serial: ${outside.message}` }];
  }
  if (outside.kind === "none" || outside.text === "") return [];
  const { text } = outside;
  const problem =
    text.length > lengthMax
      ? `has ${text.length} characters; GS1 AI (21) holds at most ${lengthMax}`
      : "has a character that GS1 AI (21) cannot hold";
  return [
    {
      id: "Y004",
      level,
      message: `The pattern accepts ${quotedText(text)}, which ${problem}.`,
      witness: text,
      remedy: "Shorten the serial, or print it in a code of its own beside the GS1 code.",
    },
  ];
}
