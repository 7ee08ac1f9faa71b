import { assert, defined, type Finding, type Random } from "../../index.ts";
import { checkCharacters } from "../check-characters.ts";
import { type Dsn, parseDsn } from "../dsn.ts";
import { choiceCount, schemeCapacity } from "./scheme-capacity.ts";
import { partSize } from "./scheme-part.ts";
import { printedNumber, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/** Most specimens of one call. */
const specimenCountMax = 100_000;

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
  // Drawing until all differ is quick while at least half of all serials stay undrawn.
  if (schemeCapacity(scheme) <= 2n * BigInt(count)) return shuffled(everySerial(scheme), random).slice(0, count);
  const specimens = new Set<Dsn>();
  while (specimens.size < count) {
    const serial = serialOf(scheme, (part) => random.integer(0, partSize(part) - 1));
    // At least every second choice has a serial: `parseScheme` refuses a scheme with fewer.
    if (serial !== undefined) specimens.add(serial);
  }
  return [...specimens];
}

/** All serials of a scheme with so few that every choice can be looked at. */
function everySerial(scheme: SerialScheme): readonly Dsn[] {
  const serials = Array.from({ length: Number(choiceCount(scheme)) }, (_, index) => {
    let rest = index;
    return serialOf(scheme, (part) => {
      const choice = rest % partSize(part);
      rest = Math.floor(rest / partSize(part));
      return choice;
    });
  });
  return serials.filter((serial) => serial !== undefined);
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

/** The serial of a choice; undefined where its check character is one that no DSN may have. */
function serialOf(scheme: SerialScheme, choose: (part: SchemePart) => number): Dsn | undefined {
  let text = "";
  for (const part of scheme.parts) {
    const printed = partText(part, choose(part), text);
    if (parseDsn(printed) === undefined) return undefined;
    text += printed;
  }
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
