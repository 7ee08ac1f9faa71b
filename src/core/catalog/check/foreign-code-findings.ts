import { boxCodeLanguages } from "../../dsn/index.ts";
import { type Finding, grouped } from "../../index.ts";
import { commonText, hasText, type Language, longestLength, shortestLength } from "../../pattern/index.ts";
import type { Catalog, DeviceModel } from "../catalog.ts";
import {
  type KnownCode,
  knownCodes,
  namesOfKind,
  type UnitCode,
  type UnitCodeKind,
  unitCodeKinds,
} from "../known-code.ts";
import { boxCodeFindings } from "../proof/box-code-findings.ts";
import { quotedText } from "../proof/quoted-text.ts";
import { rememberedOfTwo } from "../proof/remembered.ts";
import { searchedOwnCodeFindings } from "../proof/searched-code-findings.ts";

const sharedText = rememberedOfTwo(commonText);

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
  const accepted = byOwner(codesOfLength(codes, language).filter(({ text }) => hasText(language, text)));
  const named = accepted.slice(0, namedCodeMax).map((some) => knownCodeFinding(deviceModel, some));
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

/** Codes of one kind on the boxes of one model, each text once: a GTIN of 12 and of 13 digits is one cause. */
type OwnedCodes = readonly [KnownCode, ...KnownCode[]];

function byOwner(codes: readonly KnownCode[]): readonly OwnedCodes[] {
  const groups = Map.groupBy(codes, ({ name, deviceModel }) => JSON.stringify([name, deviceModel]));
  return [...groups.values()].flatMap(([first, ...others]): readonly OwnedCodes[] => {
    if (first === undefined) return [];
    const seen = new Set([first.text]);
    return [[first, ...others.filter(({ text }) => !seen.has(text) && seen.add(text))]];
  });
}

const remedy = "Narrow the pattern, for example by a fixed text at its start that no other code has.";

function levelOf(deviceModel: string, codes: OwnedCodes): "error" | "warn" {
  const isOnABox = codes.some((code) => code.deviceModel === deviceModel || code.isPrinted);
  return isOnABox ? "error" : "warn";
}

/** So many texts of one kind and model are named. */
const namedTextMax = 4;

function knownCodeFinding(deviceModel: string, codes: OwnedCodes): Finding {
  const [code] = codes;
  const owner = code.deviceModel === deviceModel ? "of this model" : `of ${code.deviceModel}`;
  const texts = codes.slice(0, namedTextMax).map(({ text }) => quotedText(text));
  const rest = codes.length > namedTextMax ? ` and ${grouped(codes.length - namedTextMax)} more` : "";
  return {
    id: "L004",
    level: levelOf(deviceModel, codes),
    message: `The pattern accepts ${texts.join(", ")}${rest}, the ${code.name} ${owner}, so that code can be scanned as a serial.`,
    witness: code.text,
    remedy,
    semantics: "full",
    ...(code.code === undefined ? {} : { code: code.code }),
  };
}

function restFinding(rest: readonly OwnedCodes[], deviceModel: string): Finding {
  return {
    id: "L004",
    level: rest.some((codes) => levelOf(deviceModel, codes) === "error") ? "error" : "warn",
    message: `The pattern accepts ${grouped(rest.reduce((sum, codes) => sum + codes.length, 0))} other codes of this catalog too.`,
    remedy,
    semantics: "full",
  };
}

function unitCodeFindings(deviceModel: string, language: Language, kind: UnitCodeKind): readonly Finding[] {
  const own = kind.codes.filter((code) => code.deviceModel === deviceModel);
  if (kind.language === undefined) return own.map(unjudgedFinding);
  const shared = sharedText(language, kind.language);
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
