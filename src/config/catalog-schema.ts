import { z } from "zod";
import { boxCodeKinds } from "../core/catalog/index.ts";
import { boxCodeLanguages, checkAlgorithms } from "../core/dsn/index.ts";
import { symbologies } from "../core/symbol/index.ts";

// Every `error` of a schema is what was expected, as a phrase that follows "expected"; the fault adds what was found.

const printable = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

function text(lengthMax: number, expected: string) {
  return z
    .string({ error: expected })
    .min(1, { error: expected })
    .max(lengthMax, { error: `${expected}, at most ${lengthMax} characters` })
    .regex(printable, { error: `${expected}, without control characters` });
}

function shaped(shape: RegExp, expected: string) {
  return z.string({ error: expected }).regex(shape, { error: expected });
}

const name = (what: string) =>
  shaped(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, `${what}: letters, digits, "-", "_" and ".", at most 64 characters`);

const range = (what: string, example: string) =>
  shaped(/^[0-9]{1,15}-[0-9]{1,15}$/, `a range of ${what} with equally wide ends, such as ${example}`);

const deviceModel = shaped(
  /^[A-Za-z0-9_+-]{1,64}$/,
  'the device_model that Amazon knows: A-Z, a-z, 0-9, "-", "+" and "_", at most 64 characters',
).meta({ description: "Exactly the device_model of Login with Amazon; capitals count." });

const contact = z
  .strictObject({
    name: text(100, "a person or a desk").meta({ description: "A person or a desk." }),
    email: shaped(/^[0-9A-Za-z][^\s@\p{C}]{0,63}@[0-9A-Za-z.-]{1,190}$/u, "an e-mail address")
      .optional()
      .meta({ description: "The e-mail address." }),
    role: text(100, "what they do").optional().meta({ description: "What they do, e.g. Onboarding lead." }),
  })
  .meta({ description: "Whom Amazon asks about the manifest." });

const maker = z
  .strictObject({
    name: text(100, "the maker's name").meta({ description: "As it stands on labels." }),
    vendorCode: shaped(/^[0-9A-Za-z]{1,20}$/, "a vendor code: letters and digits, at most 20 characters")
      .optional()
      .meta({ description: "How Amazon calls you as a vendor; stands in the manifest." }),
    contact: contact.optional(),
    amazonContact: text(100, "a name at Amazon")
      .optional()
      .meta({ description: "To whom at Amazon the manifest goes." }),
  })
  .meta({ description: "Who makes the devices." });

const securityProfile = z
  .strictObject({
    name: shaped(/^[a-z][a-z0-9-]{0,31}$/, 'a name of lower-case letters, digits and "-", at most 32 characters').meta({
      description:
        "A name of your own. The secret is read from the file that BOXPROOF_LWA_SECRET_FILE_<NAME> names, with the name in capitals and - as _.",
    }),
    lwaClientId: shaped(
      /^amzn1\.application-oa2-client\.[0-9A-Za-z]{1,64}$/,
      "the public client id, amzn1.application-oa2-client.…",
    ).meta({ description: "The security profile's client id. Public; the client secret never stands in this file." }),
  })
  .meta({ description: "A Login with Amazon security profile." });

const gtin = shaped(
  /^(?:[0-9]{8}|[0-9]{12,14})$/,
  "a GTIN in quotes: 8, 12, 13 or 14 digits with the check digit",
).meta({ description: "GTIN of the box, in quotes: 8, 12, 13 or 14 digits, the last one the check digit." });

const listing = z
  .strictObject({
    marketplace: shaped(/^[A-Z]{2}$/, "a marketplace: two capitals, such as US or DE").meta({
      description: "Country of the marketplace, two capitals.",
      examples: ["US", "DE", "JP", "UK"],
    }),
    asin: shaped(/^(?:B0[0-9A-Z]{8}|[0-9]{9}[0-9X])$/, "an ASIN: B0 and 8 capitals or digits, or 10 digits").meta({
      description: "The ASIN under which this marketplace sells the model. An ASIN belongs to one model only.",
    }),
    gtin: gtin.optional(),
  })
  .meta({ description: "The model in one marketplace." });

const schemeText = text(64, "a fixed text").meta({ description: "A fixed text." });

const schemePart = z
  .union(
    [
      schemeText,
      z
        .strictObject({ year: range("years", "24-33") })
        .meta({ description: "Year digits of fixed width: { year: 24-33 }." }),
      z
        .strictObject({ week: range("weeks", "01-53") })
        .meta({ description: "Week digits of fixed width: { week: 01-53 }." }),
      z.strictObject({ counter: range("numbers", "000001-750000") }).meta({
        description: "A number of fixed width, both ends included: { counter: 000001-750000 }.",
      }),
      z
        .strictObject({ oneOf: z.array(text(64, "a text in quotes")).min(1).max(500) })
        .meta({ description: "One of several texts: { oneOf: [A, B, C] }." }),
      z.strictObject({ check: z.enum(checkAlgorithms) }).meta({ description: "Check character over all before it." }),
    ],
    {
      error:
        "a text, or one of { year: 24-33 }, { week: 01-53 }, { counter: 0001-9999 }, { oneOf: [A, B] }, { check: … }",
    },
  )
  .meta({ description: "One part of the serial." });

/** The parts of a scheme, as they stand in the file. */
export const schemeParts = z.array(schemePart).min(1).max(64);

const example = z
  .string({ error: "a text; put digits in quotes" })
  .max(256, { error: "a text of at most 256 characters" });

const serial = z
  .strictObject({
    scheme: schemeParts.optional().meta({
      description: "How the factory composes a serial, part after part. The pattern can be generated from it.",
    }),
    pattern: text(1_000, "a pattern").optional().meta({
      description: "The regex that Amazon gets: ^ at the start, $ at the end. Generated from the scheme when absent.",
    }),
    examples: z
      .strictObject({
        good: z.array(example).max(100).default([]).meta({ description: "Serials that the pattern must accept." }),
        bad: z.array(example).max(100).default([]).meta({
          description: "Texts that the pattern must refuse; best are other codes of the same box.",
        }),
      })
      .default({ good: [], bad: [] })
      .meta({ description: "Examples, judged by `boxproof check` and sent along in the manifest." }),
    planned: z
      .int({ error: "a whole number of units" })
      .min(1, { error: "at least 1 unit" })
      .max(1_000_000_000_000, { error: "at most 1000000000000 units" })
      .optional()
      .meta({ description: "How many units are planned." }),
  })
  .meta({ description: "How serials look. At least one of scheme and pattern." });

/**
 * Not here: EAN and UPC hold a GTIN only, ITF loses digits when a scan line cuts it, Codabar needs letters around, and
 * PDF417 and Aztec are not read by our reader, so a label with them could not be proved.
 */
const serialSymbologies = ["code128", "code39", "code93", "datamatrix", "qr"] as const;

const label = z
  .strictObject({
    symbology: z.enum(serialSymbologies).meta({ description: "Symbology of the serial's symbol." }),
    template: shaped(/^[a-z0-9][a-z0-9-]{0,63}$/, 'the name of a label template, such as "retail-box"').meta({
      description:
        "Name of a label template: one that ships (retail-box, small-carton) or FILE.yaml beside the catalog.",
    }),
  })
  .meta({ description: "How the box label is made; absent for a model that prints none." });

const boxCode = z
  .strictObject({
    kind: z.enum(boxCodeKinds).meta({ description: "What kind of code it is." }),
    name: name("a name for this code").optional().meta({ description: "A name of your own; the kind when absent." }),
    symbology: z.enum(symbologies).optional().meta({
      description: "Its symbology. When absent: by the GTIN's length for gtin, qr for url, code128 for the others.",
    }),
    value: text(512, "the text of the code in quotes")
      .optional()
      .meta({ description: "Its text, the same on every box." }),
    column: name("the name of a column").optional().meta({
      description: "Column of the serials file that holds its text, where it differs from unit to unit.",
    }),
    pattern: text(1_000, "a pattern").optional().meta({
      description:
        "For a part-number or text with a column: a regex, as for serials, that all its texts match. The check holds the serial pattern against it.",
    }),
    carriesSerial: z.boolean({ error: "true or false" }).optional().meta({
      description: "True where the serial is a part of this code's text; a GS1 code carries it in AI (21).",
    }),
  })
  .meta({ description: "Another code that is printed on the box. A gtin without value or column is the listing's." });

const model = z
  .strictObject({
    deviceModel,
    name: text(100, "the name that people read on the box").meta({ description: "The name that people read." }),
    securityProfile: text(32, "the name of a security profile").meta({
      description: "Name of one of the security profiles above.",
    }),
    listings: z.array(listing).max(100).meta({ description: "Where it is sold; [] for a model that nobody sells." }),
    serial,
    label: label.optional(),
    boxCodes: z
      .array(boxCode)
      .max(20)
      .default([])
      .meta({ description: "Everything else that is printed on this box." }),
    neverOnBox: z
      .array(z.enum(boxCodeLanguages.map(({ name }) => name)))
      .max(20)
      .optional()
      .meta({ description: "Kinds of codes that are surely never on this box; the check then only notes them." }),
    requireAllocated: z.boolean({ error: "true or false" }).default(false).meta({
      description: "True where a box passes only when its serial was allocated in the ledger.",
    }),
  })
  .meta({ description: "One device model and all that its box carries." });

const station = z
  .strictObject({
    name: name("a station's name").meta({ description: "A name of your own; scans are sent in with it." }),
    model: text(64, "the device model that this station packs").optional().meta({
      description: "The device model that this station packs; absent where it packs several.",
    }),
    requireDeviceSerial: z.boolean({ error: "true or false" }).default(false).meta({
      description: "True where the device's own serial must be given with each box.",
    }),
  })
  .meta({ description: "A place on the line that scans boxes." });

/** Most models in one catalog; `boxproof check` compares each with each. */
const modelCountMax = 2_000;

/** The catalog as it stands in the file, field by field; what spans several fields is judged by `crossFaults`. */
export const catalogSchema = z
  .strictObject({
    format: z
      .literal("boxproof-catalog/1", { error: "boxproof-catalog/1" })
      .meta({ description: "Format of this file." }),
    maker,
    securityProfiles: z.array(securityProfile).min(1).max(100),
    models: z
      .array(model)
      .min(1)
      .max(modelCountMax, { error: `at most ${modelCountMax} models` }),
    stations: z.array(station).max(1_000).default([]),
  })
  .meta({
    title: "boxproof catalog",
    description: "Models, listings, serials, labels and what else is printed on each box.",
  });

/** The catalog's fields after the schema, defaults filled in. */
export type CatalogFields = z.infer<typeof catalogSchema>;
/** One model's fields after the schema. */
export type ModelFields = CatalogFields["models"][number];
/** One box code's fields after the schema. */
export type BoxCodeFields = ModelFields["boxCodes"][number];
