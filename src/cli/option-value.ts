import { InvalidArgumentError } from "commander";

/** A number from 0 to 999,999,999; anything else is refused as the value of its option. */
export function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 0 to 999999999.");
  return Number(text);
}

/** A number from 1 to 999,999,999; anything else is refused as the value of its option. */
export function positiveNumber(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 1 to 999999999.");
  return Number(text);
}

/** A count from 1 to 18 digits, exactly; anything else is refused as the value of its option. */
export function positiveBigint(text: string): bigint {
  if (!/^[1-9][0-9]{0,17}$/.test(text))
    throw new InvalidArgumentError("It is a whole number from 1 on, of 18 digits at most.");
  return BigInt(text);
}

/** A port, 0 for any free one; anything else is refused as the value of its option. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (/^[0-9]{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It is a port number from 0 to 65535.");
}

/** A day of the calendar, as `2026-01-31`; anything else is refused as the value of its option. */
export function calendarDay(text: string): string {
  const time = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 31 February for 3 March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("It is a day of the calendar such as 2026-01-31.");
}

/** The values of an option that may stand several times, in their order. */
export function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
