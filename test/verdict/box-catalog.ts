/** A small catalog, and boxes to be judged by it, for the tests of the verdict. */
import type { DeviceModel } from "../../src/core/catalog/index.ts";
import { parseScheme, type SerialScheme } from "../../src/core/dsn/index.ts";
import { type BoxEvidence, type BoxJudgement, judgeBox } from "../../src/core/verdict/index.ts";
import { catalogOf, modelOf } from "../catalog/catalog-of.ts";

function schemeOf(): SerialScheme {
  const result = parseScheme(["AA", { counter: "0001-5000" }, { check: "luhn-36" }]);
  if (!result.ok) throw new Error(result.findings[0]?.message);
  return result.scheme;
}

// "AA" and counter, then the Luhn mod 36 character, computed apart from our code.
export const oneSerial = "AA00014";
export const otherSerial = "AA00022";
const base = modelOf("ONE", "^AA[0-9]{4}[0-9A-Z]$", {
  listings: [{ marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" }],
});
export const one: DeviceModel = { ...base, serial: { ...base.serial, scheme: schemeOf() } };
export const two = modelOf("TWO", "^B[0-9]{4}$", {
  listings: [{ marketplace: "US", asin: "B0DEMO0002", gtin: "9521234000013" }],
});
const strict = modelOf("STRICT", "^S[0-9]{4}$", { requireAllocated: true });
export const twin = modelOf("TWIN", "^B0[0-9]{3}$");

const catalog = catalogOf(one, two, strict);
export const symbols = (...texts: readonly string[]) => texts.map((text) => ({ text }));
export const judge = (evidence: Partial<BoxEvidence>): BoxJudgement =>
  judgeBox({ catalog, symbols: [], fullPass: true, ...evidence });
export const codesOf = ({ reasons }: BoxJudgement) => reasons.map(({ code }) => code);
