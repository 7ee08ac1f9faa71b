import { type Catalog, type DeviceModel, findModel } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";

/** So many models are named in the remedy. */
const namedMax = 10;

/** The model of that name; throws ERR_MODEL_UNKNOWN with the names that there are. */
export function requireModel(catalog: Catalog, deviceModel: string): DeviceModel {
  const model = findModel(catalog, deviceModel);
  if (model !== undefined) return model;
  const names = catalog.models.slice(0, namedMax).map((one) => one.deviceModel);
  const more = catalog.models.length > namedMax ? `, and ${catalog.models.length - namedMax} more` : "";
  throw new BoxproofError("ERR_MODEL_UNKNOWN", `The catalog has no device model ${JSON.stringify(deviceModel)}.`, {
    remedy: `It has ${names.join(", ")}${more}.`,
    details: { deviceModel },
  });
}
