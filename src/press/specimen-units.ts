import type { DeviceModel, UnitRow } from "../core/catalog/index.ts";
import { type Dsn, type SerialScheme, schemeCapacity, schemeSpecimens } from "../core/dsn/index.ts";
import { BoxproofError, createRandom } from "../core/index.ts";
import { type PressUnit, unitCountMax } from "./serials-file.ts";

/** One in so many of a scheme's serials may be a specimen, so that boxes miss few numbers. */
const schemeShare = 100n;
/** A scheme with fewer serials has no specimen. */
const capacityMin = 10n;

/**
 * Units whose serials come from the model's scheme and are never allocated, the same ones each time. Box codes that
 * differ from unit to unit get texts that belong to nobody, where such exist; serials in `left` are left out. Throws ERR_MODEL_WITHOUT_SCHEME, or
 * ERR_USAGE for a number that the scheme or a press run does not have.
 */
export function specimenUnits(
  model: DeviceModel,
  count: number,
  left: ReadonlySet<string> = new Set(),
): readonly PressUnit[] {
  const { scheme } = model.serial;
  if (scheme === undefined) {
    throw new BoxproofError("ERR_MODEL_WITHOUT_SCHEME", `The model "${model.deviceModel}" has no serial scheme.`, {
      remedy: "Specimens come from the scheme: add serial.scheme to the catalog, or give --serials FILE.csv.",
    });
  }
  const most = specimenMax(scheme);
  if (!Number.isSafeInteger(count) || count < 1 || count > most) {
    const why =
      most === unitCountMax ? "one press run" : `a hundredth of the scheme's ${schemeCapacity(scheme)} serials`;
    throw new BoxproofError("ERR_USAGE", `${count} specimens are asked for; there are 1 to ${most}, ${why}.`, {
      remedy: most === 0 ? "Widen the scheme." : `Ask for 1 to ${most}; for serials of real boxes use --allocate.`,
    });
  }
  // The row is one and the same for any count, so that leaving out takes from the next ones.
  const drawn = specimens(model, scheme, left.size === 0 ? count : most).filter((dsn) => !left.has(dsn));
  if (drawn.length < count) {
    const message = `${count} specimens are asked for; of the ${most} that there are, ${most - drawn.length} are serials of boxes.`;
    throw new BoxproofError("ERR_USAGE", message, { remedy: `Ask for ${drawn.length} at most, or widen the scheme.` });
  }
  return drawn.slice(0, count).map((dsn, index) => ({ dsn, row: specimenRow(model, index) }));
}

/** Every serial that `specimenUnits` can ever give for a model: none of them is for a box. */
export function reservedSpecimens(model: DeviceModel): readonly Dsn[] {
  const { scheme } = model.serial;
  return scheme === undefined ? [] : specimens(model, scheme, specimenMax(scheme));
}

function specimenMax(scheme: SerialScheme): number {
  const capacity = schemeCapacity(scheme);
  if (capacity < capacityMin) return 0;
  return Math.max(1, Number(capacity / schemeShare < BigInt(unitCountMax) ? capacity / schemeShare : unitCountMax));
}

/** The first of one endless row of different serials, so that fewer are always among more. */
function specimens(model: DeviceModel, scheme: SerialScheme, count: number): readonly Dsn[] {
  return schemeSpecimens(scheme, { count, random: createRandom(`specimen/${model.deviceModel}`) });
}

/** MAC addresses for documentation, 00-00-5E-00-53-00 to -FF (RFC 7042, 2.1.2); other columns have no such range. */
function specimenRow(model: DeviceModel, index: number): UnitRow {
  const macs = model.boxCodes.filter((code) => code.kind === "mac");
  const mac = `00005E0053${(index % 256).toString(16).toUpperCase().padStart(2, "0")}`;
  return Object.fromEntries(macs.flatMap((code) => (code.column === undefined ? [] : [[code.column, mac]])));
}
