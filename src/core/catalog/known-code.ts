import { assert } from "../index.ts";
import { type Pattern, parsePattern } from "../pattern/index.ts";
import type { BoxCodeKind, Catalog, DeviceModel } from "./catalog.ts";
import { gtin14 } from "./gtin.ts";
import { boxCodeText } from "./lookup.ts";

/** A code whose text the catalog knows, so that a pattern can be held against it. */
export interface KnownCode {
  readonly text: string;
  /** What it is, as it follows "the": `GTIN`, `code "setup"`. */
  readonly name: string;
  readonly deviceModel: string;
  /** True when it is printed on the box of that model; an ASIN need not be. */
  readonly isPrinted: boolean;
}

/** Every code of the catalog with a known text. */
export function knownCodes(catalog: Catalog): readonly KnownCode[] {
  return catalog.models.flatMap(knownCodesOf);
}

/** A model's codes with a known text; a GTIN in each of its lengths, because readers differ in which they give. */
export function knownCodesOf(model: DeviceModel): readonly KnownCode[] {
  const code = (text: string, name: string, isPrinted: boolean): KnownCode => {
    return { text, name, deviceModel: model.deviceModel, isPrinted };
  };
  const gtins = gtinsOf(model).flatMap((gtin) => gtinForms(gtin).map((text) => code(text, "GTIN", true)));
  const asins = model.listings.map(({ asin }) => code(asin, "ASIN", false));
  const others = model.boxCodes.flatMap((boxCode) => {
    const text = boxCode.kind === "gtin" ? undefined : boxCodeText(model, boxCode);
    return text === undefined ? [] : [code(text, codeName(boxCode.kind, boxCode.name), true)];
  });
  return [...gtins, ...asins, ...others];
}

/** The GTINs of a model: its listings' and those of its box codes. */
export function gtinsOf(model: DeviceModel): readonly string[] {
  const onBox = model.boxCodes.flatMap(({ kind, value }) => (kind === "gtin" && value !== undefined ? [value] : []));
  return [...new Set([...model.listings.flatMap(({ gtin }) => gtin ?? []), ...onBox])];
}

function gtinForms(gtin: string): readonly string[] {
  const long = gtin14(gtin) ?? gtin;
  const shorter = [13, 12, 8].filter((length) => /^0+$/.test(long.slice(0, long.length - length)));
  return [long, ...shorter.map((length) => long.slice(-length))];
}

function codeName(kind: BoxCodeKind, name: string): string {
  const word = kindWords[kind];
  return name === kind ? word : `${word} "${name}"`;
}

const kindWords: Readonly<Record<BoxCodeKind, string>> = {
  gtin: "GTIN",
  fnsku: "FNSKU",
  asin: "ASIN",
  lpn: "LPN",
  transparency: "Transparency code",
  gs1: "GS1 element string",
  ffs: "Frustration-Free Setup string",
  mac: "MAC address",
  imei: "IMEI",
  url: "address",
  "part-number": "part number",
  text: "text",
};

/** A code that differs from unit to unit: its text comes from a column of the serials file. */
export interface UnitCode {
  readonly kind: BoxCodeKind;
  readonly name: string;
  readonly deviceModel: string;
}

/** Codes of one kind that differ from unit to unit, with the language of the kind where one is known. */
export interface UnitCodeKind {
  readonly codes: readonly UnitCode[];
  /** Absent for kinds whose texts can be anything. */
  readonly language?: Pattern;
}

/** The catalog's codes that differ from unit to unit, by kind: thousands of boxes share one language. */
export function unitCodeKinds(catalog: Catalog): readonly UnitCodeKind[] {
  const codes = catalog.models.flatMap(({ deviceModel, boxCodes }) =>
    boxCodes.flatMap(({ kind, name, column }): readonly UnitCode[] =>
      column === undefined ? [] : [{ kind, name: codeName(kind, name), deviceModel }],
    ),
  );
  return [...Map.groupBy(codes, ({ kind }) => kind)].map(([kind, some]) => {
    const language = languages[kind];
    return language === undefined ? { codes: some } : { codes: some, language: parsedLanguage(language) };
  });
}

/** The languages of box codes; FNSKU by common practice, not by a specification. An address is never a DSN. */
const languages: Partial<Record<BoxCodeKind, string>> = {
  gtin: "^([0-9]{8}|[0-9]{12,14})$",
  fnsku: "^X00[0-9A-Z]{7}$",
  mac: "^([0-9A-Fa-f]{12}|([0-9A-Fa-f]{2}(:|-)){5}[0-9A-Fa-f]{2})$",
  imei: "^[0-9]{15}$",
  url: "^https?://[0-9A-Za-z]{1,63}$",
};

function parsedLanguage(source: string): Pattern {
  const result = parsePattern(source);
  assert(result.ok, "the language of a box code is a pattern");
  return result.pattern;
}
