import type { DeviceModel, UnitRow } from "../core/catalog/index.ts";
import { schemeSpecimens, specimenFindings } from "../core/dsn/index.ts";
import { BoxproofError, createRandom } from "../core/index.ts";
import { type PressUnit, unitCountMax } from "./serials-file.ts";

/**
 * Units whose serials come from the model's scheme and are never allocated, the same ones each time. Box codes that
 * differ from unit to unit get texts that belong to nobody, where such exist. Throws ERR_MODEL_WITHOUT_SCHEME, or
 * ERR_USAGE for a number that the scheme or a press run does not have.
 */
export function specimenUnits(model: DeviceModel, count: number): readonly PressUnit[] {
  const { scheme } = model.serial;
  if (scheme === undefined) {
    throw new BoxproofError("ERR_MODEL_WITHOUT_SCHEME", `The model "${model.deviceModel}" has no serial scheme.`, {
      remedy: "Specimens come from the scheme: add serial.scheme to the catalog, or give --serials FILE.csv.",
    });
  }
  const [finding] = specimenFindings(scheme, count);
  if (finding !== undefined || count < 1 || count > unitCountMax) {
    const message = finding?.message ?? `${count} specimens are asked for; one press run has 1 to ${unitCountMax}.`;
    throw new BoxproofError("ERR_USAGE", message, finding?.remedy === undefined ? {} : { remedy: finding.remedy });
  }
  const dsns = schemeSpecimens(scheme, { count, random: createRandom(`specimen/${model.deviceModel}`) });
  return dsns.map((dsn, index) => ({ dsn, row: specimenRow(model, index) }));
}

/** MAC addresses for documentation, 00-00-5E-00-53-00 to -FF (RFC 7042, 2.1.2); other columns have no such range. */
function specimenRow(model: DeviceModel, index: number): UnitRow {
  const macs = model.boxCodes.filter((code) => code.kind === "mac");
  const mac = `00005E0053${(index % 256).toString(16).toUpperCase().padStart(2, "0")}`;
  return Object.fromEntries(macs.flatMap((code) => (code.column === undefined ? [] : [[code.column, mac]])));
}
