import { grouped } from "../core/catalog/index.ts";
import type { SchemeSource, SchemeSuggestion, SuggestedLayout } from "../core/dsn/index.ts";
import type { Finding } from "../core/index.ts";
import { counted } from "./finding-counts.ts";
import type { SerialColumn } from "./serial-column.ts";
import { shownSource } from "./shown-source.ts";

/** Rows outside that are named one by one. */
const outsideMax = 10;

/**
 * A proposal as YAML to paste below a model, with everything that is said about it as comments: the whole output is
 * YAML, so it can also go into a file.
 */
export function suggestionYaml(suggestion: SchemeSuggestion, { serials }: Pick<SerialColumn, "serials">): string {
  const { layouts, rowCount, repeatedCount, notes } = suggestion;
  const repeated = repeatedCount === 0 ? "" : `, ${grouped(repeatedCount)} of them repeat an earlier one`;
  const lines = [
    `# Read from ${counted(rowCount, "serial")}${repeated}.`,
    ...notes.flatMap(noteLines),
    ...layouts.flatMap((layout, index) => layoutLines(layout, { index, count: layouts.length })),
    ...outsideLines(suggestion, serials),
  ];
  return `${lines.join("\n")}\n`;
}

function noteLines({ message, remedy }: Finding): readonly string[] {
  return [comment(message), ...(remedy === undefined ? [] : [comment(remedy)])];
}

function layoutLines(
  { parts, scheme, pattern, capacity, rowCount, notes }: SuggestedLayout,
  { index, count }: { readonly index: number; readonly count: number },
): readonly string[] {
  const head = count === 1 ? "" : `Layout ${index + 1} of ${count}: `;
  // Only the first layout is live YAML: a model has one.
  const open = index === 0 ? "" : "# ";
  const reasons = parts.map(({ reason, observed, certainty }) => `${certainty}: ${observed}. ${reason}`);
  const body =
    scheme === undefined
      ? parts.map(({ name }, part) => `  # ${name}: ${oneLine(reasons[part] ?? "")}`)
      : [
          "  scheme:",
          ...scheme.sources.map((source, part) => `    - ${sourceYaml(source)} # ${oneLine(reasons[part] ?? "")}`),
        ];
  return [
    "",
    comment(`${head}${counted(rowCount, "row")} fit; room for ${grouped(capacity)} serials.`),
    ...notes.flatMap(noteLines),
    ...["serial:", ...body, `  pattern: ${JSON.stringify(pattern)}`].map((line) => open + line),
  ];
}

function sourceYaml(source: SchemeSource): string {
  if (typeof source === "string") return scalar(source);
  return `{ ${Object.entries(source)
    .map(
      ([key, value]) =>
        `${key}: ${Array.isArray(value) ? `[${value.map((one) => scalar(String(one))).join(", ")}]` : String(value)}`,
    )
    .join(", ")} }`;
}

/** Bare where YAML cannot take it for anything but this text. */
function scalar(text: string): string {
  const isWord = /^[A-Za-z][0-9A-Za-z_-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isWord ? text : JSON.stringify(text);
}

function outsideLines(
  { outside, outsideCount }: SchemeSuggestion,
  serials: SerialColumn["serials"],
): readonly string[] {
  if (outsideCount === 0) return [];
  const shown = outside.slice(0, outsideMax).map(({ row, serial, findings }) => {
    const why = findings[0]?.message ?? "it fits no layout";
    return comment(`  ${serials[row]?.place ?? `row ${row + 1}`}: ${JSON.stringify(serial)}: ${why}`);
  });
  const rest = outsideCount - shown.length;
  const more = rest > 0 ? [comment(`  and ${grouped(rest)} more`)] : [];
  return [
    "",
    comment(`${counted(outsideCount, "row")} ${outsideCount === 1 ? "does" : "do"} not fit:`),
    ...shown,
    ...more,
  ];
}

function comment(text: string): string {
  return `# ${oneLine(text)}`;
}

/** A serial may hold anything; in a comment it must not end the line. */
function oneLine(text: string): string {
  return shownSource(text).shown;
}
