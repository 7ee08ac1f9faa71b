import { boxCodeLanguages } from "../dsn/index.ts";
import type { Finding } from "../index.ts";
import { commonText, hasText, type Language, longestLength, shortestLength } from "../pattern/index.ts";
import { boxCodeFindings } from "./box-code-findings.ts";
import type { Catalog, DeviceModel } from "./catalog.ts";
import {
  type KnownCode,
  knownCodes,
  namesOfKind,
  type UnitCode,
  type UnitCodeKind,
  unitCodeKinds,
} from "./known-code.ts";
import { quotedText } from "./quoted-text.ts";
import { searchedOwnCodeFindings } from "./searched-code-findings.ts";

/** So many codes are named for one model; the rest is counted. */
const namedCodeMax = 10;

/** The codes of a catalog that patterns are held against. */
export interface CatalogCodes {
  /** By the length of their text: of thousands of codes few have the length of a serial. */
  readonly known: ReadonlyMap<number, readonly KnownCode[]>;
  readonly perUnit: readonly UnitCodeKind[];
}

/** Collects the codes of a catalog once, for all of its models. */
export function catalogCodes(catalog: Catalog): CatalogCodes {
  return { known: Map.groupBy(knownCodes(catalog), ({ text }) => text.length), perUnit: unitCodeKinds(catalog) };
}

/**
 * Other codes that a model's pattern takes for a serial (L004): those of the catalog, also on other models' boxes, where
 * the box would have two candidates; every kind of code that is not said to be on this box; and what an engine without
 * anchors finds in the codes of this box.
 */
export function foreignCodeFindings(model: DeviceModel, language: Language, codes: CatalogCodes): readonly Finding[] {
  const { deviceModel } = model;
  const accepted = distinct(codesOfLength(codes, language).filter(({ text }) => hasText(language, text)));
  const named = accepted.slice(0, namedCodeMax).map((code) => knownCodeFinding(deviceModel, code));
  if (accepted.length > namedCodeMax) named.push(restFinding(accepted.slice(namedCodeMax), deviceModel));
  const listed = new Set<string>(model.boxCodes.flatMap(({ kind }) => namesOfKind[kind]));
  if (model.listings.length > 0) listed.add("asin");
  const perUnit = codes.perUnit.flatMap((kind) => {
    const findings = unitCodeFindings(deviceModel, language, kind);
    if (kind.code !== undefined && findings.some(({ level }) => level === "error")) listed.add(kind.code);
    return findings;
  });
  const unlisted = boxCodeLanguages.filter(({ name }) => !listed.has(name));
  return [
    ...named,
    ...perUnit,
    ...boxCodeFindings(language, unlisted, model.neverOnBox),
    ...searchedOwnCodeFindings(model, language, codes.perUnit),
  ];
}

function codesOfLength({ known }: CatalogCodes, language: Language): readonly KnownCode[] {
  const [min, max] = [shortestLength(language), longestLength(language)];
  return [...known].flatMap(([length, some]) => (length >= min && length <= max ? some : []));
}

function distinct(codes: readonly KnownCode[]): readonly KnownCode[] {
  const seen = new Set<string>();
  return codes.filter(({ text, name, deviceModel }) => {
    const key = JSON.stringify([text, name, deviceModel]);
    return !seen.has(key) && seen.add(key);
  });
}

const remedy = "Narrow the pattern, for example by a fixed text at its start that no other code has.";

function levelOf(deviceModel: string, code: KnownCode): "error" | "warn" {
  return code.deviceModel === deviceModel || code.isPrinted ? "error" : "warn";
}

function knownCodeFinding(deviceModel: string, code: KnownCode): Finding {
  const owner = code.deviceModel === deviceModel ? "of this model" : `of ${code.deviceModel}`;
  return {
    id: "L004",
    level: levelOf(deviceModel, code),
    message: `The pattern accepts ${quotedText(code.text)}, the ${code.name} ${owner}, so that code can be scanned as a serial.`,
    witness: code.text,
    remedy,
    semantics: "full",
    ...(code.code === undefined ? {} : { code: code.code }),
  };
}

function restFinding(rest: readonly KnownCode[], deviceModel: string): Finding {
  return {
    id: "L004",
    level: rest.some((code) => levelOf(deviceModel, code) === "error") ? "error" : "warn",
    message: `The pattern accepts ${rest.length} other codes of this catalog too.`,
    remedy,
    semantics: "full",
  };
}

function unitCodeFindings(deviceModel: string, language: Language, kind: UnitCodeKind): readonly Finding[] {
  const own = kind.codes.filter((code) => code.deviceModel === deviceModel);
  if (kind.language === undefined) return own.map(unjudgedFinding);
  const shared = commonText(language, kind.language);
  if (shared.kind === "none") return [];
  const [code] = own.length > 0 ? own : kind.codes;
  const what =
    code === undefined ? "a code" : `the ${code.name} ${own.length > 0 ? "of" : "on the box of"} ${code.deviceModel}`;
  const about = { semantics: "full", ...(kind.code === undefined ? {} : { code: kind.code }) } as const;
  if (shared.kind === "limit") {
    const message = `It is not proved that the pattern refuses ${what}: ${shared.message}`;
    return [{ id: "S004", level: "error", message, ...about }];
  }
  const message = `The pattern accepts ${quotedText(shared.text)}, which can be ${what}.`;
  return [{ id: "L004", level: "error", message, witness: shared.text, remedy, ...about }];
}

function unjudgedFinding(code: UnitCode): Finding {
  return {
    id: "L004",
    level: "info",
    message: `The ${code.name} differs from unit to unit and can be any text, so it is not judged whether the pattern refuses it.`,
    remedy: "Give the code a pattern in the catalog.",
  };
}
