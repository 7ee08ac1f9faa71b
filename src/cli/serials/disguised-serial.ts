import type { DeviceModel } from "../../core/catalog/index.ts";
import { parseDsn, schemeFindings } from "../../core/dsn/index.ts";
import { matchesPattern, type Pattern, parsePattern } from "../../core/pattern/index.ts";
import { bareTexts } from "../../core/verdict/index.ts";

/**
 * What may have happened to a serial that a print log has otherwise than it was printed, as a sentence with a blank before
 * it; empty when nothing is known. Only told: a serial is never taken from a changed text.
 */
export function disguiseHint(text: string, model: DeviceModel): string {
  // What a spreadsheet makes of a long number: the digits behind the first ones are gone.
  if (/^[0-9](?:[.,][0-9]+)?E\+?[0-9]+$/i.test(text)) {
    return " It looks as if a spreadsheet program has made a number of it; take the log from the printer again.";
  }
  const parsed = parsePattern(model.serial.pattern);
  if (!parsed.ok) return "";
  const isSerial = (form: string) => isSerialOf(form, model, parsed.pattern);
  const padded = /^[0-9]+$/.test(text) ? text.padStart(parsed.pattern.lengthMin, "0") : text;
  if (padded !== text && isSerial(padded)) {
    return ` With zeros before it, it would be "${padded}": leading zeros are lost, as in a spreadsheet; take the log from the printer again.`;
  }
  const found = formsOf(text).find(isSerial);
  if (found === undefined) return "";
  return ` Without what was put around or changed in it, it would be "${found}"; have the log hold what was printed.`;
}

function formsOf(text: string): readonly string[] {
  const unquoted = text.replace(/^="(.*)"$/, "$1").replace(/^'/, "");
  const forms = [unquoted, ...bareTexts(unquoted)];
  return [...forms, ...forms.map((form) => form.toUpperCase())];
}

function isSerialOf(text: string, { serial: { scheme } }: DeviceModel, pattern: Pattern): boolean {
  if (parseDsn(text) === undefined || !matchesPattern(pattern, text)) return false;
  return scheme === undefined || schemeFindings(scheme, text).length === 0;
}
