import { assert } from "../core/index.ts";

/**
 * Canonical JSON after RFC 8785: no blanks, keys in the order of their UTF-16 units, so that equal values have equal
 * bytes and one hash. Keys without a value are left out. The value is plain data whose numbers are safe integers, so
 * that the RFC's rule for fractions is not needed.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return canonicalScalar(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

function canonicalScalar(value: unknown): string {
  const isPlain = value === null || typeof value === "string" || typeof value === "boolean";
  assert(isPlain || Number.isSafeInteger(value), "canonical JSON holds plain data with whole numbers");
  return JSON.stringify(value);
}
