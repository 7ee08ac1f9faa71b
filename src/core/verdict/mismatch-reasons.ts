import { gtin14, gtinOwners, mismatchSentence, modelPatterns } from "../catalog/index.ts";
import { defined } from "../index.ts";
import { deadState, explainMismatch, nextState, type Pattern, startState } from "../pattern/index.ts";
import type { BoxEvidence } from "./box-evidence.ts";
import type { Reason } from "./box-judgement.ts";
import { reason } from "./reason.ts";

/** So many texts are explained at most: the ones whose length is nearest to a serial's. */
const explainedTextMax = 5;
/** Longer texts are no misread serials. */
const explainedLengthMax = 128;

interface Attempt {
  readonly text: string;
  readonly deviceModel: string;
  readonly pattern: Pattern;
  /** How far the text got into the pattern, as a share of the shortest serial. */
  readonly progress: number;
}

/**
 * Why no text on the box is a serial: first that there is no candidate, then, for the text and model that come closest,
 * the character of the text and the part of the pattern that break. Closest is the text that gets farthest into the
 * pattern of the expected model, or into any model's where none is expected.
 */
export function mismatchReasons(evidence: BoxEvidence): readonly Reason[] {
  const texts = [...new Set(evidence.symbols.map(({ text }) => text))].sort();
  let closest: Attempt | undefined;
  for (const attempt of attempts(evidence, texts)) {
    if (closest === undefined || attempt.progress > closest.progress) closest = attempt;
  }
  return [noCandidate(texts.length), ...(closest === undefined ? [] : patternMismatch(closest))];
}

function noCandidate(count: number): Reason {
  const what = count === 1 ? "The one text" : `None of the ${count} texts`;
  const message = count === 1 ? `${what} on the box is no serial of any model.` : `${what} on the box is a serial.`;
  return reason("no-candidate", { count }, message);
}

/** A table tells how far a text gets; in words it is told of the closest only, as a line may have a thousand models. */
function progress({ language, lengthMin }: Pattern, text: string): number | undefined {
  let state = startState;
  for (let at = 0; at < text.length; at += 1) {
    state = nextState(language, state, text.charCodeAt(at));
    if (state === deadState) return at / Math.max(1, lengthMin);
  }
  return language.accepting[state] === 1 ? undefined : text.length / Math.max(1, lengthMin);
}

function attempts({ catalog, expectedModel }: BoxEvidence, texts: readonly string[]): readonly Attempt[] {
  const patterns = modelPatterns(catalog).flatMap(({ model: { deviceModel }, pattern }) =>
    pattern !== undefined && (expectedModel === undefined || deviceModel === expectedModel)
      ? [{ deviceModel, pattern }]
      : [],
  );
  const [first] = patterns;
  if (first === undefined) return [];
  const owners = gtinOwners(catalog);
  const short = texts.filter((text) => text.length <= explainedLengthMax);
  // Beside anything else, a known GTIN is what it is; nobody needs to hear why it is no serial.
  const strange = short.filter((text) => !owners.has(gtin14(text) ?? ""));
  const strangeness = (text: string) => Math.abs(text.length - first.pattern.lengthMin);
  const likely = (strange.length > 0 ? strange : short)
    .sort((a, b) => strangeness(a) - strangeness(b))
    .slice(0, explainedTextMax);
  return likely.flatMap((text) =>
    patterns.flatMap(({ deviceModel, pattern }): readonly Attempt[] => {
      const share = progress(pattern, text);
      return share === undefined ? [] : [{ text, deviceModel, pattern, progress: share }];
    }),
  );
}

function patternMismatch({ text, deviceModel, pattern }: Attempt): readonly Reason[] {
  const mismatch = explainMismatch(pattern, text);
  if (mismatch === undefined) return [];
  const [patternFrom, patternTo] = mismatch.patternAt;
  const args = {
    text,
    deviceModel,
    at: mismatch.at,
    found: mismatch.found ?? "",
    expected: mismatch.expected,
    pattern: pattern.source,
    patternFrom,
    patternTo,
  };
  const sentence = `Closest to ${deviceModel}: ${mismatchSentence(pattern, text, mismatch)}`;
  const identifier = /^\][A-Za-z][0-9A-Za-z]/.exec(text);
  if (identifier === null) return [reason("pattern-mismatch", args, sentence)];
  const hint = `The text begins with ${defined(identifier[0], "a match has a text")}, the symbology identifier that the reader adds: switch it off, or send it as aim.`;
  return [reason("pattern-mismatch", args, `${sentence} ${hint}`)];
}
