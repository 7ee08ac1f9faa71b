import { boxCodeKinds } from "../core/catalog/index.ts";
import type { FieldReader, NamedField } from "./field-reader.ts";
import type { FieldPath, FileFault } from "./file-fault.ts";
import { nearestName } from "./nearest-name.ts";
import { didYouMean } from "./schema-faults.ts";
import { foundPhrase } from "./value-at.ts";

/**
 * Faults between fields: names used twice, names of nothing, an ASIN of two models, a serial without scheme and
 * pattern. Judges plain values, so that it works beside the faults of single fields.
 */
export function crossFaults(fields: FieldReader): readonly FileFault[] {
  const models = fields.items(["models"]);
  return [
    ...duplicates(fields, fields.each(["securityProfiles"], "name"), "a security profile"),
    ...duplicates(fields, fields.each(["models"], "deviceModel"), "a device model"),
    ...duplicates(fields, fields.each(["stations"], "name"), "a station"),
    ...unknownNames(fields, {
      uses: fields.each(["models"], "securityProfile"),
      known: fields.each(["securityProfiles"], "name"),
      what: "the name of a security profile",
    }),
    ...unknownNames(fields, {
      uses: fields.each(["stations"], "model"),
      known: fields.each(["models"], "deviceModel"),
      what: "a device model of this catalog",
    }),
    ...asinFaults(fields, models),
    ...models.flatMap((model) => serialFaults(fields, model)),
    ...models.flatMap((model) => boxCodeFaults(fields, model)),
  ];
}

function duplicates(fields: FieldReader, names: readonly NamedField[], what: string): readonly FileFault[] {
  const first = new Map<string, FieldPath>();
  const faults: FileFault[] = [];
  for (const { path, text } of names) {
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, path);
    else {
      const found = `${foundPhrase(text)} again, first in line ${fields.line(earlier)}`;
      faults.push(fields.fault(path, { expected: `a name that ${what} above has not`, found }));
    }
  }
  return faults;
}

function unknownNames(
  fields: FieldReader,
  { uses, known, what }: { uses: readonly NamedField[]; known: readonly NamedField[]; what: string },
): readonly FileFault[] {
  const names = new Set(known.map(({ text }) => text));
  return uses
    .filter(({ text }) => !names.has(text))
    .map(({ path, text }) =>
      fields.fault(path, {
        expected: names.size > 0 && names.size <= 8 ? `${what}: ${[...names].join(" or ")}` : what,
        found: foundPhrase(text),
        ...didYouMean(nearestName(text, [...names])),
      }),
    );
}

function asinFaults(fields: FieldReader, models: readonly FieldPath[]): readonly FileFault[] {
  const owners = new Map<string, FieldPath>();
  const faults: FileFault[] = [];
  for (const model of models) {
    const listed = new Set<string>();
    for (const listing of fields.items([...model, "listings"])) {
      const path = [...listing, "asin"];
      const asin = fields.text(path);
      if (asin === undefined) continue;
      const owner = owners.get(asin);
      if (owner === undefined) owners.set(asin, model);
      else if (owner !== model) faults.push(fields.fault(path, claimedTwice(fields, owner, asin)));
      const key = `${asin} ${fields.text([...listing, "marketplace"]) ?? ""}`;
      if (listed.has(key)) {
        faults.push(fields.fault(path, { expected: "each ASIN once a marketplace", found: foundPhrase(asin) }));
      }
      listed.add(key);
    }
  }
  return faults;
}

function claimedTwice(fields: FieldReader, owner: FieldPath, asin: string): Pick<FileFault, "expected" | "found"> {
  const name = fields.text([...owner, "deviceModel"]) ?? "another model";
  return {
    expected: "an ASIN that no other model has: Amazon judges a scan by the ASIN's one pattern",
    found: `${foundPhrase(asin)}, which ${name} has too`,
  };
}

function serialFaults(fields: FieldReader, model: FieldPath): readonly FileFault[] {
  const path = [...model, "serial"];
  const serial = fields.value(path);
  if (typeof serial !== "object" || serial === null || Array.isArray(serial)) return [];
  if (fields.value([...path, "scheme"]) !== undefined || fields.value([...path, "pattern"]) !== undefined) return [];
  return [fields.fault(path, { expected: "a scheme, a pattern, or both", found: "neither" })];
}

function boxCodeFaults(fields: FieldReader, model: FieldPath): readonly FileFault[] {
  const codes = fields.items([...model, "boxCodes"]);
  const names = codes.flatMap((code): readonly NamedField[] => {
    const own = fields.text([...code, "name"]);
    if (own !== undefined) return [{ path: [...code, "name"], text: own }];
    const kind = fields.text([...code, "kind"]);
    return kind === undefined ? [] : [{ path: [...code, "kind"], text: kind }];
  });
  const reserved = names
    .filter(({ text }) => text === "serial")
    .map(({ path }) => fields.fault(path, { expected: "a name other than the serial's own", found: '"serial"' }));
  return [
    ...duplicates(fields, names, "a code of this box"),
    ...reserved,
    ...codes.flatMap((code) => boxCodeTextFaults(fields, model, code)),
  ];
}

/** A box code has its text from one place: `value`, `column`, or, for a gtin without either, the first listing. */
function boxCodeTextFaults(fields: FieldReader, model: FieldPath, code: FieldPath): readonly FileFault[] {
  const hasValue = fields.value([...code, "value"]) !== undefined;
  const hasColumn = fields.value([...code, "column"]) !== undefined;
  if (hasValue && hasColumn) return [fields.fault(code, { expected: "either value or column", found: "both" })];
  if (hasValue || hasColumn) return [];
  const kind = boxCodeKinds.find((one) => one === fields.text([...code, "kind"]));
  if (kind === undefined) return [];
  if (kind !== "gtin")
    return [fields.fault(code, { expected: "a value, or a column of the serials file", found: "neither" })];
  if (fields.text([...model, "listings", 0, "gtin"]) !== undefined) return [];
  const found = "neither, and the model's first listing has no GTIN";
  return [fields.fault(code, { expected: "a value, a column, or a GTIN in the first listing", found })];
}
