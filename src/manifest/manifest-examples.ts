import { type DeviceModel, knownCodesOf, type ModelPattern } from "../core/catalog/index.ts";
import { schemeCapacity, schemeSpecimens } from "../core/dsn/index.ts";
import { createRandom } from "../core/index.ts";
import { commonText, matchesPattern, type Pattern } from "../core/pattern/index.ts";
import type { BadExample } from "./manifest.ts";

/** So many good examples are given where the model has as many serials; all of the catalog's, when it has more. */
const goodCountMin = 3;
/** Bad examples beyond the catalog's own are filled up to so many. */
const badCountMax = 20;
/** Serials of so many other models stand among the bad examples. */
const siblingCountMax = 3;

/** Serials that the regex accepts: the catalog's, then specimens of the scheme, then the shortest text. */
export function goodExamples(model: DeviceModel, pattern: Pattern): readonly string[] {
  const given = new Set<string>(model.serial.examples.good);
  for (const text of [...specimens(model), ...shortest(pattern)]) {
    if (given.size >= goodCountMin) break;
    if (matchesPattern(pattern, text)) given.add(text);
  }
  return [...given];
}

function specimens({ deviceModel, serial: { scheme } }: DeviceModel): readonly string[] {
  if (scheme === undefined) return [];
  const capacity = schemeCapacity(scheme);
  const count = capacity < BigInt(goodCountMin) ? Number(capacity) : goodCountMin;
  return schemeSpecimens(scheme, { count, random: createRandom(`manifest/${deviceModel}`) });
}

function shortest(pattern: Pattern): readonly string[] {
  const found = commonText(pattern.language, pattern.language);
  return found.kind === "text" ? [found.text] : [];
}

/** Texts that the regex refuses: the catalog's, the other codes of the box, other models' serials, damaged serials. */
export function badExamples(
  { model, pattern }: Required<ModelPattern>,
  siblings: readonly BadExample[],
): readonly BadExample[] {
  const codes = knownCodesOf(model).map(({ text, name }) => ({ text, is: `${name} of this model` }));
  const names = new Map([...unitSamples, ...codes].map(({ text, is }) => [text, is]));
  const given = model.serial.examples.bad.map((text) => ({ text, is: names.get(text) ?? "given by the maker" }));
  const generated = [...codes, ...unitSamples, ...siblings, ...damaged(goodExamples(model, pattern)[0] ?? "")];
  const byText = new Map<string, BadExample>();
  for (const example of [...given, ...generated]) {
    if (!byText.has(example.text) && !matchesPattern(pattern, example.text)) byText.set(example.text, example);
  }
  return [...byText.values()].slice(0, Math.max(given.length, badCountMax));
}

/** Documentation values of codes that differ from unit to unit: RFC 7042 and the check digit of 3GPP TS 23.003. */
const unitSamples: readonly BadExample[] = [
  { text: "00005E005301", is: "MAC address" },
  { text: "00:00:5E:00:53:01", is: "MAC address" },
  { text: "490154203237518", is: "IMEI" },
];

function damaged(serial: string): readonly BadExample[] {
  if (serial === "") return [];
  const flipped = serial === serial.toUpperCase() ? serial.toLowerCase() : serial.toUpperCase();
  return [
    { text: flipped, is: "serial in the other case" },
    { text: serial.slice(0, -1), is: "serial without its last character" },
    { text: `${serial}0`, is: "serial with a character more" },
    { text: ` ${serial}`, is: "serial with a blank before it" },
    { text: `${serial}${serial}`, is: "serial twice" },
  ];
}

/** A good serial of each of the next models in the catalog, as bad examples for this one. */
export function siblingExamples(patterns: readonly Required<ModelPattern>[], index: number): readonly BadExample[] {
  const others = [...patterns.slice(index + 1), ...patterns.slice(0, index)].slice(0, siblingCountMax);
  return others.flatMap(({ model, pattern }) => {
    const [text] = goodExamples(model, pattern);
    return text === undefined ? [] : [{ text, is: `serial of ${model.deviceModel}` }];
  });
}
