import { parseScheme, type SchemeSource, type SerialScheme } from "../../src/core/dsn/index.ts";

/** The scheme of parts as a catalog writes them; throws with what is wrong where they make none. */
export function schemeOf(...sources: readonly SchemeSource[]): SerialScheme {
  const result = parseScheme(sources);
  if (!result.ok) throw new Error(result.findings.map(({ message }) => message).join(" "));
  return result.scheme;
}

/** The parts of the demo catalog's first scheme. */
export const demoSources: readonly SchemeSource[] = [
  "BL1",
  { year: "24-33" },
  { week: "01-53" },
  { oneOf: ["A", "B", "C"] },
  { counter: "000001-750000" },
  { check: "iso7064-37-36" },
];
