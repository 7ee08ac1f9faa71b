import type { BoxCodeKind, DeviceModel } from "../core/catalog/index.ts";
import { gtinCheckDigit } from "../core/dsn/index.ts";
import type { Random } from "../core/index.ts";

/** A row of a serials file with made-up values for every box code that differs from unit to unit. */
export function sampleRow(model: DeviceModel, random: Random): Readonly<Record<string, string>> {
  const columns = model.boxCodes.flatMap(({ kind, column }) => (column === undefined ? [] : [{ kind, column }]));
  return Object.fromEntries(columns.map(({ kind, column }) => [column, sampleText(kind, random)]));
}

function sampleText(kind: BoxCodeKind, random: Random): string {
  const number = random.integer(0, 0xffff);
  const makers: Readonly<Record<BoxCodeKind, () => string>> = {
    // The range 00-00-5E-00-53 is for documentation (RFC 7042, section 2.1.2).
    mac: () => `00005E0053${(number & 0xff).toString(16).toUpperCase().padStart(2, "0")}`,
    // Type allocation codes that begin with 00 are for test devices.
    imei: () => withLuhnDigit(`00100000${String(number).padStart(6, "0")}`),
    // Numbers that begin with 2 are for use inside a company.
    gtin: () => withGtinDigit(`2000000${String(number).padStart(5, "0")}`),
    fnsku: () => `X00DEMO${String(number % 1000).padStart(3, "0")}`,
    asin: () => `B0DEMO${String(number % 10_000).padStart(4, "0")}`,
    lpn: () => `LPNDEMO${String(number).padStart(9, "0")}`,
    transparency: () => `AZ:${String(number).padStart(26, "0")}`,
    gs1: () => `(10)LOT${number}`,
    ffs: () => `ABV:DEMO;PID:${String(number % 10_000).padStart(4, "0")};`,
    url: () => `https://example.com/${number}`,
    "part-number": () => `PN-${number}`,
    text: () => `TEXT ${number}`,
  };
  return makers[kind]();
}

function withGtinDigit(digits: string): string {
  return `${digits}${gtinCheckDigit(digits)}`;
}

/** IMEI check digit, by Luhn as in ISO/IEC 7812-1 annex B: every second digit from the right is doubled. */
function withLuhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
