import { dsnFindings, type SerialScheme, schemeFindings } from "../../dsn/index.ts";
import type { Finding } from "../../index.ts";
import { explainMismatch, hasText, type PatternMeaning } from "../../pattern/index.ts";
import type { DeviceModel } from "../catalog.ts";
import { mismatchSentence } from "../proof/mismatch-sentence.ts";
import { quotedText } from "../proof/quoted-text.ts";

/** Good examples that are no DSN or that the pattern's meaning refuses, and bad ones that it accepts. */
export function exampleFindings(
  { serial: { examples, scheme } }: DeviceModel,
  pattern: PatternMeaning,
): readonly Finding[] {
  return [
    ...examples.good.flatMap((text, index) =>
      goodFindings(text, `serial.examples.good[${index}]`, { pattern, scheme }),
    ),
    ...examples.bad.flatMap((text, index) => badFindings(text, `serial.examples.bad[${index}]`, pattern)),
  ];
}

interface SerialLanguages {
  readonly pattern: PatternMeaning;
  readonly scheme: SerialScheme | undefined;
}

function goodFindings(text: string, path: string, { pattern, scheme }: SerialLanguages): readonly Finding[] {
  const [notDsn] = dsnFindings(text);
  if (notDsn !== undefined) {
    const message = `The good example ${quotedText(text)} is no DSN: ${notDsn.message}`;
    return [{ ...notDsn, message, path, witness: text }];
  }
  const mismatch = explainMismatch(pattern, text);
  if (mismatch === undefined) return scheme === undefined ? [] : outsideScheme(text, path, scheme);
  return [
    {
      id: "example-good",
      level: "error",
      message: `The pattern refuses the good example: ${mismatchSentence(pattern, text, mismatch)}`,
      path,
      witness: text,
      at: [mismatch.at, mismatch.at + (mismatch.found?.length ?? 0)],
      remedy: "Correct the pattern or the example.",
    },
  ];
}

/** The example goes into the manifest, so it must be one that the factory could print. */
function outsideScheme(text: string, path: string, scheme: SerialScheme): readonly Finding[] {
  const [outside] = schemeFindings(scheme, text);
  if (outside === undefined) return [];
  const message = `The good example ${quotedText(text)} is outside the scheme: ${outside.message}`;
  return [
    {
      id: "example-good",
      level: "error",
      message,
      path,
      witness: text,
      remedy: "Correct the example.",
      ...placeOf(outside),
    },
  ];
}

function placeOf({ at }: Finding): Pick<Finding, "at"> {
  return at === undefined ? {} : { at };
}

function badFindings(text: string, path: string, { language }: PatternMeaning): readonly Finding[] {
  if (!hasText(language, text)) return [];
  const message = `The pattern accepts the bad example ${quotedText(text)}.`;
  return [{ id: "example-bad", level: "error", message, path, witness: text, remedy: "Narrow the pattern." }];
}
