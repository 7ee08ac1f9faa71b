import type { Command } from "commander";
import type { DeviceModel } from "../../core/catalog/index.ts";
import {
  countingPart,
  fieldText,
  type NumberPart,
  type SchemeField,
  type SerialSeries,
  schemeCover,
  schemeFields,
  serialSeries,
} from "../../core/dsn/index.ts";
import { BoxproofError, defined } from "../../core/index.ts";
import { parsePattern } from "../../core/pattern/index.ts";
import { collected } from "../option-value.ts";
import { currentWeek, type IsoWeek, isoWeekCount } from "./iso-week.ts";

/** What `addFieldOptions` puts among a command's options: the choices in a scheme, each list in its order. */
export interface FieldOptions {
  readonly year?: readonly string[];
  readonly week?: readonly string[];
  readonly oneOf?: readonly string[];
  readonly counter?: readonly string[];
}

/** The serials that a command line asks for: everything chosen but the counter. */
export interface ChosenSeries {
  readonly series: SerialSeries;
  readonly counter: NumberPart;
  /** For people: `year 26, week 48, A`. */
  readonly fields: string;
  /** What was chosen for the user, as sentences. */
  readonly notes: readonly string[];
}

const optionOf = { year: "--year", week: "--week", oneOf: "--one-of", counter: "--counter" } as const;

/** Adds an option for each kind of choice that a scheme can ask for. */
export function addFieldOptions(command: Command): Command {
  return command
    .option(
      "--year <year>",
      "the scheme's year, e.g. 26 or 2026 (default: this year; with a week, its ISO year)",
      collected,
    )
    .option("--week <week>", "the scheme's week (default: this week after ISO 8601)", collected)
    .option(
      "--one-of <text>",
      "the choice of a part oneOf, e.g. the line; once for each such part, in order",
      collected,
    )
    .option(
      "--counter <number>",
      "the value of a counter before the last one, which is the one that counts",
      collected,
    );
}

/**
 * The series of a model that the options choose; what has only one value is taken, and year and week are today's where
 * none is given. Throws ERR_MODEL_WITHOUT_SCHEME, ERR_SERIAL_FIELDS (a choice is missing, unknown or one too many; the
 * scheme has no counter), ERR_PATTERN when the model's pattern refuses one of the serials.
 */
export function chooseSeries(model: DeviceModel, options: FieldOptions, today: IsoWeek = currentWeek()): ChosenSeries {
  const { scheme } = model.serial;
  if (scheme === undefined) {
    throw new BoxproofError("ERR_MODEL_WITHOUT_SCHEME", `The model "${model.deviceModel}" has no serial scheme.`, {
      remedy: "Serials are composed by the scheme: add serial.scheme to the catalog.",
    });
  }
  const fields = schemeFields(scheme);
  const given = { year: [], week: [], oneOf: [], counter: [], ...options };
  const used = { year: 0, week: 0, oneOf: 0, counter: 0 };
  const notes: string[] = [];
  const texts = fields.map((field) => {
    const text = given[field.kind][used[field.kind]];
    used[field.kind] += 1;
    return text === undefined ? defaultText({ field, fields, today, notes }) : givenText(field, text);
  });
  refuseExtra(model, given, used);
  notes.push(...missingWeek(fields, texts, today));
  const counter = countingPart(scheme);
  const series = serialSeries(scheme, texts);
  if (series === undefined || counter === undefined) throw withoutCounter(model);
  refusePatternGap(model, series, counter);
  const shown = fields.map(({ kind }, index) => (kind === "oneOf" ? "" : `${kind} `) + texts[index]);
  return { series, counter, fields: shown.join(", "), notes };
}

function givenText(field: SchemeField, given: string): string {
  const text = fieldText(field, given);
  if (text !== undefined) return text;
  throw fieldsError(`${optionOf[field.kind]} ${given} is not in the scheme, which has ${field.name}.`, field);
}

function defaultText(place: {
  readonly field: SchemeField;
  readonly fields: readonly SchemeField[];
  readonly today: IsoWeek;
  readonly notes: string[];
}): string {
  const { field, fields, today, notes } = place;
  if (field.only !== undefined) return field.only;
  if (field.kind !== "year" && field.kind !== "week") {
    throw fieldsError(`The scheme has ${field.name}; which one is not said.`, field);
  }
  // A year without a week is the calendar's; both are the same on all but a few days.
  const hasWeek = fields.some(({ kind }) => kind === "week");
  const year = hasWeek ? today.year : new Date().getFullYear();
  const value = field.kind === "week" ? today.week : year;
  const text = fieldText(field, String(value));
  if (text === undefined)
    throw fieldsError(`Today's ${field.kind} ${value} is not in the scheme, which has ${field.name}.`, field);
  notes.push(
    `${field.kind === "week" ? "Week" : "Year"} ${text} is today's${hasWeek ? " after ISO 8601" : ""}; ${optionOf[field.kind]} takes another.`,
  );
  return text;
}

/** A sentence for a week that its year does not have; the scheme may allow it, so it is only said. */
function missingWeek(fields: readonly SchemeField[], texts: readonly string[], today: IsoWeek): readonly string[] {
  const [yearAt, weekAt] = [
    fields.findIndex(({ kind }) => kind === "year"),
    fields.findIndex(({ kind }) => kind === "week"),
  ];
  const [yearText, week] = [texts[yearAt], Number(texts[weekAt])];
  if (yearText === undefined || weekAt === -1) return [];
  const year = nearestYear(yearText, today.year);
  const count = isoWeekCount(year);
  if (week <= count) return [];
  return [
    `Week ${week} is not in ${year}, which has ${count} weeks after ISO 8601. See whether year and week are right.`,
  ];
}

/** The year nearest to `now` that ends in these digits. */
function nearestYear(digits: string, now: number): number {
  const span = 10 ** digits.length;
  const inSpan = now - (now % span) + Number(digits);
  const nearer = (best: number, year: number) => (Math.abs(year - now) < Math.abs(best - now) ? year : best);
  return [inSpan - span, inSpan + span].reduce(nearer, inSpan);
}

function refuseExtra(
  model: DeviceModel,
  given: Required<FieldOptions>,
  used: Readonly<Record<SchemeField["kind"], number>>,
): void {
  for (const kind of ["year", "week", "oneOf", "counter"] as const) {
    if (given[kind].length <= used[kind]) continue;
    const has = used[kind] === 0 ? "none" : `only ${used[kind]}`;
    const message = `${optionOf[kind]} is given ${given[kind].length} times; the scheme of ${model.deviceModel} has ${has} to choose.`;
    throw new BoxproofError("ERR_SERIAL_FIELDS", message, { remedy: `Leave ${optionOf[kind]} out.` });
  }
}

function fieldsError(message: string, { kind, name }: SchemeField): BoxproofError {
  return new BoxproofError("ERR_SERIAL_FIELDS", message, {
    remedy: `Give ${optionOf[kind]}: ${name}.`,
    details: { kind, name },
  });
}

function withoutCounter(model: DeviceModel): BoxproofError {
  const message = `The scheme of "${model.deviceModel}" has no counter, so there is nothing to allocate.`;
  return new BoxproofError("ERR_SERIAL_FIELDS", message, { remedy: 'Add { counter: "000001-999999" } to the scheme.' });
}

/** Numbers that Amazon's pattern refuses are not worth a box. */
function refusePatternGap(model: DeviceModel, { head, rest }: SerialSeries, counter: NumberPart): void {
  const parsed = parsePattern(model.serial.pattern);
  const pattern = defined(parsed.ok ? parsed.pattern : undefined, "a parsed catalog has patterns that parse");
  const before = head === "" ? [] : [{ kind: "text" as const, text: head }];
  const { covered } = schemeCover({ parts: [...before, counter, ...rest] }, pattern);
  if (covered.kind !== "text") return;
  throw new BoxproofError(
    "ERR_PATTERN",
    `The pattern of "${model.deviceModel}" refuses ${covered.text}, which would be allocated.`,
    {
      remedy: "Run boxproof check; correct the pattern or the scheme first.",
      details: { witness: covered.text },
    },
  );
}
