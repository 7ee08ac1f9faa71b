import type { Finding } from "../index.ts";
import { commonText, matchesPattern, type Pattern } from "../pattern/index.ts";
import type { KnownCode, UnitCode, UnitCodeKind } from "./known-code.ts";
import { quotedText } from "./quoted-text.ts";

/** So many codes are named for one model; the rest is counted. */
const namedCodeMax = 10;

/** Codes by the length of their text: few have the length of a serial, of thousands of models times thousands of codes. */
export type KnownCodesByLength = ReadonlyMap<number, readonly KnownCode[]>;

/** Groups codes by the length of their text. */
export function byLength(codes: readonly KnownCode[]): KnownCodesByLength {
  return Map.groupBy(codes, ({ text }) => text.length);
}

function codesOfLength(codes: KnownCodesByLength, { lengthMin, lengthMax }: Pattern): readonly KnownCode[] {
  return [...codes].flatMap(([length, some]) => (length >= lengthMin && length <= lengthMax ? some : []));
}

interface ForeignCodes {
  readonly deviceModel: string;
  readonly pattern: Pattern;
  readonly codes: { readonly known: KnownCodesByLength; readonly perUnit: readonly UnitCodeKind[] };
}

/**
 * Other codes of the catalog that the pattern takes for a serial. Also those on other models' boxes: there the box
 * would have two candidates.
 */
export function foreignCodeFindings({ deviceModel, pattern, codes }: ForeignCodes): readonly Finding[] {
  const accepted = distinct(codesOfLength(codes.known, pattern).filter(({ text }) => matchesPattern(pattern, text)));
  const named = accepted.slice(0, namedCodeMax).map((code) => knownCodeFinding(deviceModel, code));
  if (accepted.length > namedCodeMax) named.push(restFinding(accepted.length - namedCodeMax));
  const perUnit = codes.perUnit.flatMap((kind) => unitCodeFindings(deviceModel, pattern, kind));
  return [...named, ...perUnit];
}

function distinct(codes: readonly KnownCode[]): readonly KnownCode[] {
  const seen = new Set<string>();
  return codes.filter(({ text, name, deviceModel }) => {
    const key = JSON.stringify([text, name, deviceModel]);
    return !seen.has(key) && seen.add(key);
  });
}

const remedy = "Narrow the pattern, for example by a fixed text at its start that no other code has.";

function knownCodeFinding(deviceModel: string, code: KnownCode): Finding {
  const isOwn = code.deviceModel === deviceModel;
  const owner = isOwn ? "of this model" : `of ${code.deviceModel}`;
  return {
    id: "L004",
    level: isOwn || code.isPrinted ? "error" : "warn",
    message: `The pattern accepts ${quotedText(code.text)}, the ${code.name} ${owner}, so that code can be scanned as a serial.`,
    witness: code.text,
    remedy,
  };
}

function restFinding(count: number): Finding {
  return {
    id: "L004",
    level: "error",
    message: `The pattern accepts ${count} other codes of this catalog too.`,
    remedy,
  };
}

function unitCodeFindings(
  deviceModel: string,
  pattern: Pattern,
  { codes, language }: UnitCodeKind,
): readonly Finding[] {
  const own = codes.filter((code) => code.deviceModel === deviceModel);
  if (language === undefined) return own.map(unjudgedFinding);
  const shared = commonText(pattern.language, language.language);
  if (shared.kind === "none") return [];
  const [code] = own.length > 0 ? own : codes;
  const what =
    code === undefined ? "a code" : `the ${code.name} ${own.length > 0 ? "of" : "on the box of"} ${code.deviceModel}`;
  if (shared.kind === "limit") {
    const message = `It is not proved that the pattern refuses ${what}: ${shared.message}`;
    return [{ id: "S004", level: "error", message }];
  }
  const message = `The pattern accepts ${quotedText(shared.text)}, which can be ${what}.`;
  return [{ id: "L004", level: "error", message, witness: shared.text, remedy }];
}

function unjudgedFinding(code: UnitCode): Finding {
  return {
    id: "L004",
    level: "info",
    message: `The ${code.name} differs from unit to unit and can be any text, so it is not judged whether the pattern refuses it.`,
  };
}
