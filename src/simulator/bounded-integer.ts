import { BoxproofError } from "../core/index.ts";

/** The value when it is a whole number in [min, max]; ERR_USAGE with its name otherwise. */
export function boundedInteger(
  name: string,
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  throw new BoxproofError("ERR_USAGE", `${name} is a whole number from ${min} to ${max}; ${value} was given.`, {
    details: { name, value, min, max },
  });
}
