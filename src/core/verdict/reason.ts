import type { Reason } from "./box-judgement.ts";

/** Longest text that a reason carries; what a hostile symbol holds beyond it says nothing more. */
const argLengthMax = 128;

/** A reason with its arguments cut to a bounded length. */
export function reason(code: Reason["code"], args: Reason["args"], message: string): Reason {
  const bounded = Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? cut(value) : value]);
  return { code, args: Object.fromEntries(bounded), message: cut(message, 4 * argLengthMax) };
}

function cut(text: string, lengthMax: number = argLengthMax): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text;
}
