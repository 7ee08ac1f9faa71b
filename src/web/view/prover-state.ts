import { type Symbology, symbologies } from "../../core/symbol/index.ts";

/** What somebody has typed into the prover. Kept in the address behind `#`, which no browser sends anywhere. */
export interface ProverState {
  readonly regex: string;
  /** Other patterns, of which no serial may be one too. */
  readonly against: readonly string[];
  readonly symbology?: Symbology;
  /** Units planned, as digits. */
  readonly planned?: string;
  /** Serials to try. */
  readonly serials: readonly string[];
}

/** More is cut off, so that an address that somebody sends cannot keep the page busy. */
export const proverLimits = { regexLength: 4_000, lineLength: 1_000, againstCount: 100, serialCount: 200 } as const;

/** The lines of a field, without a last empty one; blanks stay, because a serial with a blank is another serial. */
export function linesOf(text: string, countMax: number): readonly string[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  const kept = text === "" ? [] : lines.slice(0, countMax);
  return kept.map((line) => line.slice(0, proverLimits.lineLength));
}

/** The state as the part of an address behind `#`; empty for an empty state. */
export function hashOfState({ regex, against, symbology, planned, serials }: ProverState): string {
  const fields = new URLSearchParams();
  if (regex !== "") fields.set("regex", regex);
  for (const other of against) fields.append("against", other);
  if (symbology !== undefined) fields.set("symbology", symbology);
  if (planned !== undefined && planned !== "") fields.set("planned", planned);
  for (const serial of serials) fields.append("serial", serial);
  return fields.toString();
}

/** The state that an address carries behind `#`, within limits; what is not well formed is left out. */
export function stateOfHash(hash: string): ProverState {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const several = (name: string, countMax: number) =>
    fields
      .getAll(name)
      .slice(0, countMax)
      .map((text) => text.slice(0, proverLimits.lineLength));
  const symbology = symbologies.find((name) => name === fields.get("symbology"));
  const planned = plannedOf(fields.get("planned") ?? "");
  return {
    regex: (fields.get("regex") ?? "").slice(0, proverLimits.regexLength),
    against: several("against", proverLimits.againstCount),
    ...(symbology === undefined ? {} : { symbology }),
    ...(planned === undefined ? {} : { planned }),
    serials: several("serial", proverLimits.serialCount),
  };
}

/** A number of units as digits, without the signs that people put between them; undefined for anything else. */
export function plannedOf(text: string): string | undefined {
  const digits = text.replace(/[\s,.'_]/g, "");
  return /^[0-9]{1,18}$/.test(digits) ? digits : undefined;
}
