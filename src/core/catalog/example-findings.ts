import { dsnFindings } from "../dsn/index.ts";
import type { Finding } from "../index.ts";
import { explainMismatch, matchesPattern, type Pattern } from "../pattern/index.ts";
import type { DeviceModel } from "./catalog.ts";
import { mismatchSentence } from "./mismatch-sentence.ts";
import { quotedText } from "./quoted-text.ts";

/** Good examples that are no DSN or that the pattern refuses, and bad ones that it accepts. */
export function exampleFindings({ serial: { examples } }: DeviceModel, pattern: Pattern): readonly Finding[] {
  return [
    ...examples.good.flatMap((text, index) => goodFindings(text, `serial.examples.good[${index}]`, pattern)),
    ...examples.bad.flatMap((text, index) => badFindings(text, `serial.examples.bad[${index}]`, pattern)),
  ];
}

function goodFindings(text: string, path: string, pattern: Pattern): readonly Finding[] {
  const [notDsn] = dsnFindings(text);
  if (notDsn !== undefined) {
    const message = `The good example ${quotedText(text)} is no DSN: ${notDsn.message}`;
    return [{ ...notDsn, message, path, witness: text }];
  }
  const mismatch = explainMismatch(pattern, text);
  if (mismatch === undefined) return [];
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

function badFindings(text: string, path: string, pattern: Pattern): readonly Finding[] {
  if (!matchesPattern(pattern, text)) return [];
  const message = `The pattern accepts the bad example ${quotedText(text)}.`;
  return [{ id: "example-bad", level: "error", message, path, witness: text, remedy: "Narrow the pattern." }];
}
