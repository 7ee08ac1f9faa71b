import { type BoxCodeKind, boxCodeShapes, gtinSymbologies, type PatternReader } from "../core/catalog/index.ts";
import { gtinCheckDigit, isGtin } from "../core/dsn/index.ts";
import { encodableFindings, type Symbology, symbologies } from "../core/symbol/index.ts";
import type { FieldReader } from "./field-reader.ts";
import type { FieldPath, FileFault } from "./file-fault.ts";
import { patternFaults } from "./serial-faults.ts";
import { foundPhrase } from "./value-at.ts";

/** Faults of the codes beside the serial: check digits, shapes by kind, symbologies that cannot carry them. */
export function codeFaults(fields: FieldReader, reader: PatternReader): readonly FileFault[] {
  return fields
    .items(["models"])
    .flatMap((model) => [
      ...fields.each([...model, "listings"], "gtin").flatMap(({ path, text }) => gtinFaults(fields, path, text)),
      ...fields.items([...model, "boxCodes"]).flatMap((code) => boxCodeFaults(fields, { model, code, reader })),
    ]);
}

function gtinFaults(fields: FieldReader, path: FieldPath, text: string): readonly FileFault[] {
  // A text that is not even digits has its fault from the schema.
  if (!/^(?:[0-9]{8}|[0-9]{12,14})$/.test(text) || isGtin(text)) return [];
  const digit = gtinCheckDigit(text.slice(0, -1));
  const words = { expected: `the check digit ${digit} at the end of the GTIN`, found: foundPhrase(text) };
  return [fields.characterFault(path, text.length - 1, words)];
}

/** A code of a model's box, and what reads the patterns of all of them. */
interface BoxCodePlace {
  readonly model: FieldPath;
  readonly code: FieldPath;
  readonly reader: PatternReader;
}

function boxCodeFaults(fields: FieldReader, { model, code, reader }: BoxCodePlace): readonly FileFault[] {
  const kind = fields.text([...code, "kind"]);
  const path = [...code, "value"];
  const value = fields.text(path);
  const rule = kind === undefined ? undefined : boxCodeShapes[kind as BoxCodeKind];
  if (value !== undefined && rule !== undefined && !rule.shape.test(value)) {
    const expected = rule.isDigits === true ? rule.expected.replace(":", " in quotes:") : rule.expected;
    return [fields.fault(path, { expected, found: foundPhrase(value) })];
  }
  const faults = kind === "gtin" && value !== undefined ? gtinFaults(fields, path, value) : [];
  return [...faults, ...symbologyFaults(fields, model, code), ...languageFaults(fields, code, reader)];
}

/** Kinds whose texts can be anything, so that a pattern has to say which. */
const freeKinds: ReadonlySet<string> = new Set<BoxCodeKind>(["part-number", "text"]);
/** Kinds whose text has room for a serial among other things. */
const carryingKinds: ReadonlySet<string> = new Set<BoxCodeKind>(["gs1", "ffs", "url"]);

/** A code's own pattern that is out of place or not portable, and serials where no serial can be. */
function languageFaults(fields: FieldReader, code: FieldPath, reader: PatternReader): readonly FileFault[] {
  const kind = fields.text([...code, "kind"]) ?? "";
  const path = [...code, "pattern"];
  const faults: FileFault[] = [];
  if (fields.text(path) !== undefined) {
    if (freeKinds.has(kind) && fields.value([...code, "column"]) !== undefined) {
      faults.push(...patternFaults(fields, path, reader));
    } else {
      const expected = "a pattern only for a part-number or text that comes from a column";
      faults.push(fields.fault(path, { expected, found: `one for ${foundPhrase(kind)}` }));
    }
  }
  const carries = [...code, "carriesSerial"];
  if (fields.value(carries) !== true || carryingKinds.has(kind)) return faults;
  const expected = `carriesSerial only for ${[...carryingKinds].join(", ")}`;
  return [...faults, fields.fault(carries, { expected, found: `it for ${foundPhrase(kind)}` })];
}

/** A symbology that cannot carry the code's text exactly. Texts of a column are judged when labels are made. */
function symbologyFaults(fields: FieldReader, model: FieldPath, code: FieldPath): readonly FileFault[] {
  const path = [...code, "symbology"];
  const symbology = symbologies.find((one) => one === fields.text(path));
  if (symbology === undefined) return [];
  const kind = fields.text([...code, "kind"]);
  const isListing = kind === "gtin" && fields.value([...code, "column"]) === undefined;
  const text =
    fields.text([...code, "value"]) ?? (isListing ? fields.text([...model, "listings", 0, "gtin"]) : undefined);
  if (text === undefined) return [];
  if (kind === "gtin") return gtinSymbologyFaults(fields, path, { symbology, text });
  const [finding] = encodableFindings(symbology, text);
  if (finding === undefined) return [];
  return [
    fields.fault(path, {
      expected: `a symbology that carries ${foundPhrase(text)}`,
      found: `${symbology}: ${finding.message.replace(/\.$/, "")}`,
    }),
  ];
}

function gtinSymbologyFaults(
  fields: FieldReader,
  path: FieldPath,
  { symbology, text }: { readonly symbology: Symbology; readonly text: string },
): readonly FileFault[] {
  const fitting = gtinSymbologies(text);
  if (fitting.length === 0 || fitting.includes(symbology)) return [];
  return [fields.fault(path, { expected: `${fitting.join(" or ")} for the GTIN ${text}`, found: symbology })];
}
