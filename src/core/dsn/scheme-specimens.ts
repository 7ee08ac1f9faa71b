import { assert, defined, type Finding, type Random } from "../index.ts";
import { checkCharacters } from "./check-characters.ts";
import { type Dsn, parseDsn } from "./dsn.ts";
import { printedNumber, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/** Most specimens of one call. */
const specimenCountMax = 100_000;

/** How many different serials a scheme has. Exact: no two choices of parts yield the same text. */
export function schemeCapacity(scheme: SerialScheme): bigint {
  return scheme.parts.reduce((product, part) => product * BigInt(partSize(part)), 1n);
}

/** Why `count` specimens of a scheme cannot be had: it has fewer serials, or it is too many for one call. */
export function specimenFindings(scheme: SerialScheme, count: number): readonly Finding[] {
  const capacity = schemeCapacity(scheme);
  const most = capacity < BigInt(specimenCountMax) ? Number(capacity) : specimenCountMax;
  if (Number.isSafeInteger(count) && count >= 0 && count <= most) return [];
  const reason = most < specimenCountMax ? "all that the scheme has" : "the most for one call";
  const message = `${count} specimens are asked for; ${most} can be had, ${reason}.`;
  const remedy = `Ask for 0 to ${most}.`;
  return [{ id: "specimen-count", level: "error", message, measured: `${count}`, required: `0 to ${most}`, remedy }];
}

/**
 * Different serials of a scheme, the same for the same random stream; for labels that are never allocated. As many as
 * asked for when `specimenFindings` is empty, which the caller looks at first.
 */
export function schemeSpecimens(
  scheme: SerialScheme,
  { count, random }: { readonly count: number; readonly random: Random },
): readonly Dsn[] {
  assert(specimenFindings(scheme, count).length === 0, "the scheme has as many specimens as asked for");
  const capacity = schemeCapacity(scheme);
  // Drawing until all differ is quick while at least half of all serials stay undrawn.
  if (capacity <= 2n * BigInt(count)) return shuffled(everySerial(scheme, Number(capacity)), random).slice(0, count);
  const specimens = new Set<Dsn>();
  while (specimens.size < count) {
    specimens.add(serialOf(scheme, (part) => random.integer(0, partSize(part) - 1)));
  }
  return [...specimens];
}

function everySerial(scheme: SerialScheme, capacity: number): readonly Dsn[] {
  return Array.from({ length: capacity }, (_, index) => {
    let rest = index;
    return serialOf(scheme, (part) => {
      const choice = rest % partSize(part);
      rest = Math.floor(rest / partSize(part));
      return choice;
    });
  });
}

function shuffled(serials: readonly Dsn[], random: Random): readonly Dsn[] {
  const order = [...serials];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    const [a, b] = [order[index], order[other]];
    assert(a !== undefined && b !== undefined, "both places are in the list");
    order[index] = b;
    order[other] = a;
  }
  return order;
}

/** How many choices a part has; a check part has one, whatever stands before it. */
function partSize(part: SchemePart): number {
  switch (part.kind) {
    case "text":
    case "check":
      return 1;
    case "oneOf":
      return part.values.length;
    default:
      return part.to - part.from + 1;
  }
}

function serialOf(scheme: SerialScheme, choose: (part: SchemePart) => number): Dsn {
  let text = "";
  for (const part of scheme.parts) text += partText(part, choose(part), text);
  return defined(parseDsn(text), "every text of a scheme is a DSN");
}

function partText(part: SchemePart, choice: number, before: string): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "oneOf":
      return defined(part.values[choice], "the choice is one of the values");
    case "check":
      return defined(checkCharacters(part.algorithm, before), "the check covers every part before it");
    default:
      return printedNumber(part, part.from + choice);
  }
}
