import type { DeviceModel } from "../../core/catalog/index.ts";
import { type PressJob, readSerialsFile } from "../../press/index.ts";
import type { Io } from "../io.ts";
import { readSerials } from "../serials-input.ts";

/** The units of a serials file or of standard input; what is to be known of how it was read goes to standard error. */
export async function serialsUnits(
  io: Io,
  model: DeviceModel,
  { name, column }: { readonly name: string; readonly column?: string | undefined },
): Promise<Pick<PressJob, "units" | "serialsFile">> {
  const { bytes, file } = await readSerials(io, name);
  const { units, notes } = await readSerialsFile(bytes, { model, file, column });
  for (const note of notes) io.err(`${note}\n`);
  return { units, serialsFile: file };
}
