import { isLinear, type Symbology, symbologies } from "../core/symbol/index.ts";
import type { FieldReader } from "./field-reader.ts";
import type { FieldPath, FileFault } from "./file-fault.ts";
import { parseLength } from "./length.ts";
import { foundPhrase } from "./value-at.ts";

/** What the texts of a template may have filled in. */
const placeholders = ["model", "maker", "deviceModel", "dsn"];

/** Faults that span fields or that a JSON Schema cannot say; fields that the schema refuses are passed over. */
export function templateFaults(fields: FieldReader): readonly FileFault[] {
  const elements = fields.items(["elements"]);
  return [
    ...elements.flatMap((element) => elementFaults(fields, element)),
    ...markFaults(fields, elements),
    ...lengthFaults(fields, ["media"], ["width", "height"]),
  ];
}

function elementFaults(fields: FieldReader, element: FieldPath): readonly FileFault[] {
  const scalars = ["size", "sizeMin", "maxWidth", "line", "x", "xMax"];
  const hri = [...element, "hri"];
  return [
    ...lengthFaults(fields, element, scalars),
    ...lengthFaults(fields, hri, ["size", "sizeMin", "gap"]),
    ...lengthFaults(fields, [...element, "at"], [0, 1]),
    ...lengthFaults(fields, [...element, "area"], [0, 1, 2, 3]),
    ...areaFaults(fields, element),
    ...orderFaults(fields, element, { low: "sizeMin", high: "size" }),
    ...orderFaults(fields, element, { low: "x", high: "xMax" }),
    ...orderFaults(fields, hri, { low: "sizeMin", high: "size" }),
    ...placeholderFaults(fields, element),
    ...hriFaults(fields, element),
  ];
}

/** Lengths with the right shape that are no whole micrometres or too long. */
function lengthFaults(fields: FieldReader, parent: FieldPath, keys: readonly (string | number)[]) {
  return keys.flatMap((key): readonly FileFault[] => {
    const path = [...parent, key];
    const text = fields.text(path);
    if (text === undefined || !/^[0-9]{1,6}(?:\.[0-9]{1,6})?(?:um|mm|in|mil|pt)$/.test(text)) return [];
    if (parseLength(text) !== undefined) return [];
    return [fields.fault(path, { expected: "whole micrometres, at most 2000mm", found: foundPhrase(text) })];
  });
}

function areaFaults(fields: FieldReader, element: FieldPath): readonly FileFault[] {
  const [left, top, width, height] = [0, 1, 2, 3].map((index) => lengthAt(fields, [...element, "area", index]));
  const labelWidth = lengthAt(fields, ["media", "width"]);
  const labelHeight = lengthAt(fields, ["media", "height"]);
  const isOver = (from?: number, size?: number, room?: number) =>
    from !== undefined && size !== undefined && room !== undefined && from + size > room;
  if (!isOver(left, width, labelWidth) && !isOver(top, height, labelHeight)) return [];
  const expected = `an area inside the label of ${fields.text(["media", "width"])} x ${fields.text(["media", "height"])}`;
  return [fields.fault([...element, "area"], { expected, found: foundPhrase(fields.value([...element, "area"])) })];
}

function orderFaults(
  fields: FieldReader,
  parent: FieldPath,
  { low, high }: { readonly low: string; readonly high: string },
): readonly FileFault[] {
  const least = lengthAt(fields, [...parent, low]);
  const most = lengthAt(fields, [...parent, high]);
  if (least === undefined || most === undefined || least <= most) return [];
  const path = [...parent, low];
  const expected = `at most ${high}, which is ${fields.text([...parent, high])}`;
  return [fields.fault(path, { expected, found: foundPhrase(fields.text(path)) })];
}

function placeholderFaults(fields: FieldReader, element: FieldPath): readonly FileFault[] {
  const path = [...element, "text"];
  return strayBraces(fields, path, placeholders);
}

function hriFaults(fields: FieldReader, element: FieldPath): readonly FileFault[] {
  const path = [...element, "hri", "text"];
  const text = fields.text(path);
  const faults = [...strayBraces(fields, path, ["value"])];
  if (text !== undefined && text.split("{value}").length > 2) {
    faults.push(fields.fault(path, { expected: "{value} at most once", found: foundPhrase(text) }));
  }
  if (fields.text([...element, "slot"]) === "serial") faults.push(...serialHriFaults(fields, element));
  const drawn = fields.items([...element, "symbologies"]).map((item) => fields.text(item));
  const linear = drawn.find((one) => symbologies.includes(one as Symbology) && isLinear(one as Symbology));
  if (linear !== undefined && fields.text([...element, "hri", "place"]) === "right") {
    const expected = `below for ${linear} (only matrix symbols have their text at their right)`;
    faults.push(fields.fault([...element, "hri", "place"], { expected, found: '"right"' }));
  }
  return faults;
}

/** A serial is always readable by people too, exactly as encoded. */
function serialHriFaults(fields: FieldReader, element: FieldPath): readonly FileFault[] {
  if (fields.value([...element, "hri"]) === undefined) {
    return [fields.fault(element, { expected: "hri: the serial must also be readable by people", found: "none" })];
  }
  const text = fields.text([...element, "hri", "text"]);
  if (text === undefined || text.includes("{value}")) return [];
  return [fields.fault([...element, "hri", "text"], { expected: "{value} in it", found: foundPhrase(text) })];
}

function strayBraces(fields: FieldReader, path: FieldPath, known: readonly string[]): readonly FileFault[] {
  const text = fields.text(path);
  if (text === undefined) return [];
  const expected = `only ${known.map((name) => `{${name}}`).join(", ")} in braces`;
  for (const match of text.matchAll(/\{(\w*)\}|[{}]/g)) {
    if (match[1] !== undefined && known.includes(match[1])) continue;
    return [fields.characterFault(path, match.index, { expected, found: foundPhrase(match[0]) })];
  }
  return [];
}

/** Demo labels and specimens must be told from real ones, so every design has exactly one place for the word. */
function markFaults(fields: FieldReader, elements: readonly FieldPath[]): readonly FileFault[] {
  const marks = elements.filter((element) => fields.text([...element, "type"]) === "mark");
  if (marks.length === 1 || elements.length === 0) return [];
  const path = marks[1] ?? ["elements"];
  const expected = "one element of type: mark, where DEMO or SPECIMEN stands on labels that are not for sale";
  return [fields.fault(path, { expected, found: marks.length === 0 ? "none" : `${marks.length}` })];
}

function lengthAt(fields: FieldReader, path: FieldPath): number | undefined {
  const text = fields.text(path);
  return text === undefined ? undefined : parseLength(text);
}
