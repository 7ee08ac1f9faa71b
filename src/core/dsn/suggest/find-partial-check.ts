import { checkSystems, gs1System } from "../check-characters.ts";
import { isDsnCharacter } from "../dsn.ts";
import { checkAlgorithms } from "../scheme/serial-scheme.ts";
import { agreeingChecks, type FoundCheck } from "./find-checks.ts";
import type { SuggestedPart } from "./scheme-suggestion.ts";
import { isDigits, kindOf, type SerialTable, spread } from "./serial-table.ts";

/** Most rows that checks over a part are tried on. */
const triedRowMax = 300;

const systems = [
  ...checkAlgorithms.map((name) => ({ name, system: checkSystems[name] })),
  { name: "gs1-mod-10" as const, system: gs1System },
];

/** Characters that agree with a check that no scheme can say: over a part of the serial, or with the weights of GS1. */
export interface PartialCheck {
  readonly from: number;
  readonly to: number;
  /** The check for people: `luhn-10`, `the check digit of GTINs (weights 3 and 1)`. */
  readonly systemName: string;
  /** True for a system that schemes have, too. */
  readonly isOfScheme: boolean;
  /** What it is computed over, as it follows "over": `characters 4 to 9`. */
  readonly over: string;
  readonly agreeing: number;
  readonly tried: number;
  /** Every character that the system can add to a DSN, in ASCII order. */
  readonly characters: string;
}

/** Places of serials that are read as if nothing stood between them. */
interface Reading {
  readonly places: readonly number[];
  readonly kind: "digits" | "unsigned" | "from";
}

/**
 * A check over a part of the serials: over their digits, over all but their signs, or from a place on that begins a
 * part. Many factories compute one so; a scheme's check covers everything before it. The least accidental is taken.
 */
export function findPartialCheck(table: SerialTable, parts: readonly SuggestedPart[]): PartialCheck | undefined {
  const rows = spread(table.rows, triedRowMax);
  const readings = readingsOf(table, parts);
  const found = readings.flatMap((reading) => {
    const read = rows.map((row) => reading.places.map((place) => row.charAt(place)).join(""));
    const search = { systems, searches: readings.length };
    return agreeingChecks(read, search).flatMap((check) => partialCheck(reading, check) ?? []);
  });
  return found.sort((a, b) => b.agreeing - a.agreeing || b.to - a.to)[0];
}

function readingsOf({ places, width }: SerialTable, parts: readonly SuggestedPart[]): readonly Reading[] {
  const all = [...places.keys()];
  const charactersAt = (place: number) => places[place]?.characters ?? "";
  const areDigits = (place: number) => isDigits(charactersAt(place));
  // MOD 11-2 writes ten as X.
  const isDigit = (place: number) => areDigits(place) || (place > 0 && /^[0-9]+X$/.test(charactersAt(place)));
  const isUnsigned = (place: number) => [...charactersAt(place)].every((one) => kindOf(one) !== "sign");
  const starts = new Set([
    ...parts.map(({ at }) => at[0]),
    ...all.filter((one) => areDigits(one) && !areDigits(one - 1)),
  ]);
  return [
    { kind: "digits", places: all.filter(isDigit) },
    { kind: "unsigned", places: all.filter(isUnsigned) },
    ...[...starts].sort((a, b) => a - b).map((from): Reading => ({ kind: "from", places: all.slice(from, width) })),
  ];
}

function partialCheck(
  { places, kind }: Reading,
  { algorithm, from, to, agreeing, tried }: FoundCheck<(typeof systems)[number]["name"]>,
): PartialCheck | undefined {
  const covered = places.slice(0, from);
  const [first, last] = [covered[0], covered.at(-1)];
  const [start, end] = [places[from], places[to - 1]];
  // Check characters with something between them are none.
  if (first === undefined || last === undefined || start === undefined || end !== start + to - from - 1)
    return undefined;
  const range = `characters ${first + 1} to ${last + 1}`;
  const isWhole = last - first + 1 === covered.length;
  const over = isWhole
    ? range
    : kind === "digits"
      ? `the digits of ${range}`
      : `${range} without the signs between them`;
  const isGs1 = algorithm === "gs1-mod-10";
  const { adds } = isGs1 ? gs1System : checkSystems[algorithm];
  return {
    from: start,
    to: end + 1,
    systemName: isGs1 ? "the check digit of GTINs (weights 3 and 1)" : algorithm,
    isOfScheme: !isGs1,
    over,
    agreeing,
    tried,
    characters: [...adds].filter(isDsnCharacter).sort().join(""),
  };
}
