import type { SchemeSource, SchemeSuggestion, ShortSchemePattern, SuggestedLayout } from "../../core/dsn/index.ts";
import { countWords, type Finding, grouped } from "../../core/index.ts";
import { counted } from "../finding-counts.ts";
import type { SerialColumn } from "../serial-column.ts";
import { shownSource } from "./shown-source.ts";

/** Rows outside that are named one by one for each reason, and rows that repeat another. */
const outsideMax = 5;
const repeatedMax = 5;

/**
 * A proposal as YAML to paste below a model, with everything that is said about it as comments: the whole output is
 * YAML, so it can also go into a file.
 */
export function suggestionYaml(suggestion: SchemeSuggestion, { serials }: Pick<SerialColumn, "serials">): string {
  const { layouts, rowCount, repeatedCount, notes } = suggestion;
  const repeated =
    repeatedCount === 0
      ? ""
      : `, ${grouped(repeatedCount)} of them ${repeatedCount === 1 ? "repeats" : "repeat"} an earlier one`;
  const lines = [
    `# Read from ${counted(rowCount, "serial")}${repeated}.`,
    ...repeatedLines(suggestion, serials),
    ...notes.flatMap(noteLines),
    ...layouts.flatMap((layout, index) => layoutLines(layout, { index, count: layouts.length })),
    ...outsideLines(suggestion, serials),
  ];
  return `${lines.join("\n")}\n`;
}

function repeatedLines(
  { repeated, repeatedCount }: SchemeSuggestion,
  serials: SerialColumn["serials"],
): readonly string[] {
  const shown = repeated.slice(0, repeatedMax);
  const lines = shown.map(({ row, earlier, serial }) => {
    return comment(`  ${placeOf(serials, row)}: ${JSON.stringify(serial)} repeats ${placeOf(serials, earlier)}`);
  });
  const rest = repeatedCount - shown.length;
  return rest > 0 ? [...lines, comment(`  and ${grouped(rest)} more`)] : lines;
}

function placeOf(serials: SerialColumn["serials"], row: number): string {
  return serials[row]?.place ?? `row ${row + 1}`;
}

function noteLines({ message, remedy }: Finding): readonly string[] {
  return [comment(message), ...(remedy === undefined ? [] : [comment(remedy)])];
}

function layoutLines(
  { parts, scheme, pattern, shorter, capacity, rowCount, notes }: SuggestedLayout,
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
    comment(
      `${head}${counted(rowCount, "row")} ${rowCount === 1 ? "fits" : "fit"}; room for ${countWords(capacity)} ${capacity === 1n ? "serial" : "serials"}.`,
    ),
    ...notes.flatMap(noteLines),
    ...["serial:", ...body, `  pattern: ${JSON.stringify(pattern)}`].map((line) => open + line),
    ...(shorter === undefined ? [] : [comment(`  ${shorterText(shorter)}`)]),
  ];
}

/** A pattern that reads more easily, with what it costs. */
export function shorterText({ pattern, added }: ShortSchemePattern): string {
  return `shorter, and accepts ${counted(added, "text")} more: ${JSON.stringify(pattern)}`;
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
  { outside, outsideCount, outsideReasons }: SchemeSuggestion,
  serials: SerialColumn["serials"],
): readonly string[] {
  if (outsideCount === 0) return [];
  const groups = outsideReasons.flatMap(({ id, count }) => {
    const shown = outside.filter(({ findings }) => findings[0]?.id === id).slice(0, outsideMax);
    const rows = shown.map(({ row, serial, findings }) => {
      const why = findings[0]?.message ?? "it fits no layout";
      return comment(`    ${placeOf(serials, row)}: ${JSON.stringify(serial)}: ${why}`);
    });
    const more = count > shown.length ? [comment(`    and ${grouped(count - shown.length)} more`)] : [];
    return [comment(`  ${reasonWords[id] ?? "other reasons"} (${counted(count, "row")}):`), ...rows, ...more];
  });
  return ["", comment(`${counted(outsideCount, "row")} ${outsideCount === 1 ? "does" : "do"} not fit:`), ...groups];
}

/** What keeps rows out, by the id of the finding. */
const reasonWords: Readonly<Record<string, string>> = {
  "dsn-character": "a character that no serial may have",
  "dsn-length": "a length that no serial may have",
  "suggest-length": "another length",
  "suggest-mismatch": "another character than the pattern takes",
  "suggest-check-character": "a right mod-43 check character that no serial may have",
  "scheme-text": "another fixed text",
  "scheme-year": "no year of the scheme",
  "scheme-week": "no week",
  "scheme-counter": "no number of the counter",
  "scheme-one-of": "none of the values",
  "scheme-check": "a wrong check character",
  "scheme-end": "characters behind the end",
};

function comment(text: string): string {
  return `# ${oneLine(text)}`;
}

/** A serial may hold anything; in a comment it must not end the line. */
function oneLine(text: string): string {
  // The ellipsis is our own word for "and more".
  return text
    .split("…")
    .map((part) => shownSource(part).shown)
    .join("…");
}
