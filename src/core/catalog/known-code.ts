import { type BoxCodeName, boxCodeLanguage } from "../dsn/index.ts";
import { defined } from "../index.ts";
import { type Language, parsePattern, uncountedWork, union } from "../pattern/index.ts";
import { boxCodeShapes } from "./box-code-shape.ts";
import type { BoxCode, BoxCodeKind, Catalog, DeviceModel } from "./catalog.ts";
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
  /** Name of its kind among the box codes; absent for texts of any kind. */
  readonly code?: BoxCodeName;
  /** True where the serial is a part of it by intent. */
  readonly carriesSerial: boolean;
}

/** Every code of the catalog with a known text. */
export function knownCodes(catalog: Catalog): readonly KnownCode[] {
  return catalog.models.flatMap(knownCodesOf);
}

/** A model's codes with a known text; a GTIN in each of its lengths, because readers differ in which they give. */
export function knownCodesOf(model: DeviceModel): readonly KnownCode[] {
  const about = { deviceModel: model.deviceModel, isPrinted: true, carriesSerial: false };
  const gtins = gtinsOf(model)
    .flatMap(gtinForms)
    .map((text): KnownCode => ({ ...about, text, name: "GTIN", ...gtinCode(text) }));
  const asins = model.listings.map(
    ({ asin }): KnownCode => ({ ...about, text: asin, name: "ASIN", isPrinted: false, code: "asin" }),
  );
  const others = model.boxCodes.flatMap((boxCode): readonly KnownCode[] => {
    const text = boxCode.kind === "gtin" ? undefined : boxCodeText(model, boxCode);
    if (text === undefined) return [];
    const [code] = namesOfKind[boxCode.kind];
    const named = { ...about, text, name: codeName(boxCode.kind, boxCode.name) };
    return [{ ...named, carriesSerial: boxCode.carriesSerial === true, ...(code === undefined ? {} : { code }) }];
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

function gtinCode(text: string): { readonly code?: BoxCodeName } {
  const code = gtinCodes.get(text.length);
  return code === undefined ? {} : { code };
}

const gtinCodes: ReadonlyMap<number, BoxCodeName> = new Map([
  [8, "ean-8"],
  [12, "upc-a"],
  [13, "ean-13"],
  [14, "gtin-14"],
]);

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

/** The names, among the box codes, that a kind of the catalog stands for; none for kinds whose texts can be anything. */
export const namesOfKind: Readonly<Record<BoxCodeKind, readonly BoxCodeName[]>> = {
  gtin: ["upc-a", "ean-13", "ean-8", "gtin-14"],
  fnsku: ["fnsku"],
  asin: ["asin"],
  lpn: ["lpn"],
  transparency: ["transparency"],
  gs1: ["gs1"],
  ffs: ["ffs"],
  mac: ["mac"],
  imei: ["imei"],
  url: ["url"],
  "part-number": [],
  text: [],
};

/** A code that differs from unit to unit: its text comes from a column of the serials file. */
export interface UnitCode {
  readonly name: string;
  readonly deviceModel: string;
  readonly carriesSerial: boolean;
}

/** Codes that differ from unit to unit and have one language, where one is known. */
export interface UnitCodeKind {
  readonly codes: readonly UnitCode[];
  /** Absent for kinds whose texts can be anything. */
  readonly language?: Language;
  /** Name of the kind among the box codes; absent for languages that the catalog gives. */
  readonly code?: BoxCodeName;
}

/** The catalog's codes that differ from unit to unit, by language: thousands of boxes share one. */
export function unitCodeKinds(catalog: Catalog): readonly UnitCodeKind[] {
  const codes = catalog.models.flatMap(({ deviceModel, boxCodes }) =>
    boxCodes.flatMap((boxCode) => (boxCode.column === undefined ? [] : [{ deviceModel, boxCode }])),
  );
  const byLanguage = Map.groupBy(codes, ({ boxCode: { kind, pattern } }) => JSON.stringify([kind, pattern]));
  return [...byLanguage.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const units = some.map(({ deviceModel, boxCode }): UnitCode => {
      const { kind, name, carriesSerial } = boxCode;
      return { name: codeName(kind, name), deviceModel, carriesSerial: carriesSerial === true };
    });
    return languagesOf(first.boxCode).map((language) => ({ codes: units, ...language }));
  });
}

function languagesOf({ kind, pattern }: BoxCode): readonly Omit<UnitCodeKind, "codes">[] {
  if (pattern !== undefined) {
    const parsed = parsePattern(pattern);
    return parsed.ok ? [{ language: parsed.pattern.language }] : [{}];
  }
  const names = namesOfKind[kind];
  if (names.length === 0) return [{}];
  return names.map((code) => ({ code, language: columnLanguage(kind, code) }));
}

const columnLanguages = new Map<BoxCodeName, Language>();

/**
 * Everything that a column of a kind may hold: the form of the kind, and what the shape takes that a file of serials is
 * held against, e.g. shorter LPNs or an IMEI with a wrong check digit. Of a GTIN the file's check digits are verified.
 */
function columnLanguage(kind: BoxCodeKind, code: BoxCodeName): Language {
  const known = columnLanguages.get(code);
  if (known !== undefined) return known;
  const column = uncountedWork(() => columnLanguageAnew(kind, code));
  columnLanguages.set(code, column);
  return column;
}

function columnLanguageAnew(kind: BoxCodeKind, code: BoxCodeName): Language {
  const { language } = defined(boxCodeLanguage(code), `${code} is a box code`);
  const shape = kind === "gtin" ? undefined : boxCodeShapes[kind]?.shape;
  const taken = shape === undefined ? undefined : shapeLanguage(shape);
  const both = taken === undefined ? undefined : union(language, taken);
  return both?.ok === true ? both.language : language;
}

/** Shapes are for JavaScript alone, so what counts is what they mean and not whether other engines take them. */
function shapeLanguage({ source }: RegExp): Language {
  const parsed = parsePattern(source);
  const meaning = parsed.ok ? parsed.pattern : parsed.meaning;
  return defined(meaning, "the shape of a box code has a meaning").language;
}
