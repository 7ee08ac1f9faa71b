import type { BoxCodeName, SchemeFinding, SerialScheme } from "../dsn/index.ts";
import type { Symbology } from "../symbol/index.ts";

/** The one file of a maker: models, listings, serials, labels, what else is printed on the box. Parsed by `config/`. */
export interface Catalog {
  readonly format: "boxproof-catalog/1";
  readonly maker: Maker;
  readonly securityProfiles: readonly SecurityProfile[];
  readonly models: readonly DeviceModel[];
  readonly stations: readonly Station[];
}

/** The device maker, as it stands on labels and in the manifest. */
export interface Maker {
  readonly name: string;
  /** How Amazon calls the maker as a vendor. */
  readonly vendorCode?: string;
  /** Whom Amazon asks about the manifest. */
  readonly contact?: MakerContact;
  /** To whom at Amazon the manifest goes. */
  readonly amazonContact?: string;
}

/** A person or a desk at the maker. */
export interface MakerContact {
  readonly name: string;
  readonly email?: string;
  readonly role?: string;
}

/** Login with Amazon security profile: its public client id. The secret is never in the catalog. */
export interface SecurityProfile {
  readonly name: string;
  readonly lwaClientId: string;
}

/** One device model: what Amazon calls `device_model`, with all that its box carries. */
export interface DeviceModel {
  /** Exactly the LWA device_model. */
  readonly deviceModel: string;
  /** The name that people read on the box. */
  readonly name: string;
  /** Name of one of the catalog's security profiles. */
  readonly securityProfile: string;
  readonly listings: readonly Listing[];
  readonly serial: SerialRule;
  /** How the box label is made; absent for a model that prints none, such as Amazon's allow-listed test device. */
  readonly label?: LabelChoice;
  readonly boxCodes: readonly BoxCode[];
  /** Kinds of codes that surely never stand on this box: what the pattern accepts of them is a note, no warning (L004). */
  readonly neverOnBox?: readonly BoxCodeName[];
  /** True where a box may only pass when its serial was allocated in the ledger. */
  readonly requireAllocated: boolean;
}

/** An ASIN in one marketplace. */
export interface Listing {
  readonly marketplace: string;
  readonly asin: string;
  /** GTIN of the box, 8, 12, 13 or 14 digits with its check digit. */
  readonly gtin?: string;
}

/** How serials of a model look. The pattern goes to Amazon; the scheme, when given, is what the factory prints. */
export interface SerialRule {
  /** Full-match pattern of the strict portable subset; from the scheme when the catalog gives none. */
  readonly pattern: string;
  /** True when `pattern` was generated from `scheme`. */
  readonly patternGenerated: boolean;
  readonly scheme?: SerialScheme;
  /** What is good to know about the scheme, none of it refused; absent where there is nothing. */
  readonly schemeNotes?: readonly SchemeFinding[];
  readonly examples: { readonly good: readonly string[]; readonly bad: readonly string[] };
  /** How many units are planned. */
  readonly planned?: number;
}

/** Symbology of the serial's symbol and the label template's name. */
export interface LabelChoice {
  readonly symbology: Symbology;
  readonly template: string;
}

/**
 * Kinds of other codes on a box. `gs1` is a GS1 element string, `ffs` the key:value; string of Amazon's Frustration-Free
 * Setup, `transparency` Amazon's anti-counterfeit code, `lpn` a licence plate of a fulfilment centre.
 */
export const boxCodeKinds = [
  "gtin",
  "fnsku",
  "asin",
  "lpn",
  "transparency",
  "mac",
  "imei",
  "gs1",
  "ffs",
  "url",
  "part-number",
  "text",
] as const;

/** A kind of other code on a box. */
export type BoxCodeKind = (typeof boxCodeKinds)[number];

/**
 * Another code that is printed on the box. Its text is `value`, or per unit from `column` of the serials file, or, for
 * a `gtin` without either, the listing's GTIN.
 */
export interface BoxCode {
  readonly kind: BoxCodeKind;
  readonly name: string;
  readonly symbology: Symbology;
  readonly value?: string;
  readonly column?: string;
  /** For a part number or text from a column: a pattern of the portable subset that all its texts match. */
  readonly pattern?: string;
  /** True where the serial is a part of this code's text; a GS1 code carries it in AI (21). */
  readonly carriesSerial?: boolean;
}

/** A place on the line that scans boxes. */
export interface Station {
  readonly name: string;
  /** The model that this station packs; absent when it packs several. */
  readonly model?: string;
  /** True where the device's own serial must be given with each box. */
  readonly requireDeviceSerial: boolean;
}
