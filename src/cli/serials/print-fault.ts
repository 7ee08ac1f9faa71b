import type { DeviceModel } from "../../core/catalog/index.ts";
import { dsnFindings, schemeFindings } from "../../core/dsn/index.ts";
import { defined, type Finding } from "../../core/index.ts";
import { matchesPattern, type Pattern, parsePattern } from "../../core/pattern/index.ts";
import { disguiseHint } from "./disguised-serial.ts";
import type { PrintLogRow } from "./print-log-table.ts";

/** What is wrong with a serial of a print log. */
export type PrintFaultKind =
  | "duplicate"
  | "voided"
  | "not-a-serial"
  | "wrong-check"
  | "out-of-range"
  | "not-allocated"
  | "other-model"
  | "conflict"
  | "state";

/** Something wrong with one row of a print log. */
export interface PrintFault {
  readonly place: string;
  readonly serial: string;
  readonly kind: PrintFaultKind;
  readonly message: string;
}

/** The parts of a scheme whose numbers can be out of their range. */
const numberFindings: readonly string[] = ["scheme-year", "scheme-week", "scheme-counter"];

/**
 * Why the ledger does not know a serial: it is none, its check character or a number is wrong, or nobody reserved it
 * (`not-allocated`), though it is a serial of the model in every way.
 */
export function unknownSerialFaults(model: DeviceModel): (row: PrintLogRow) => PrintFault {
  const parsed = parsePattern(model.serial.pattern);
  const pattern = defined(parsed.ok ? parsed.pattern : undefined, "a parsed catalog has patterns that parse");
  return (row) => unknownSerialFault(row, model, pattern);
}

function unknownSerialFault(row: PrintLogRow, model: DeviceModel, pattern: Pattern): PrintFault {
  const fault = plainFault(row, model, pattern);
  return fault.kind === "not-a-serial" ? { ...fault, message: fault.message + disguiseHint(row.serial, model) } : fault;
}

function plainFault({ place, serial }: PrintLogRow, model: DeviceModel, pattern: Pattern): PrintFault {
  const fault = (kind: PrintFaultKind, message: string) => ({ place, serial, kind, message });
  const [notDsn] = dsnFindings(serial);
  if (notDsn !== undefined) return fault("not-a-serial", `is no serial: ${notDsn.message}`);
  const { scheme } = model.serial;
  const findings = scheme === undefined ? [] : schemeFindings(scheme, serial);
  const [first] = findings;
  if (first === undefined && matchesPattern(pattern, serial)) return fault("not-allocated", "was never allocated");
  if (first === undefined) return fault("not-a-serial", `does not match the pattern of ${model.deviceModel}`);
  if (findings.every(({ id }) => id === "scheme-check")) {
    return fault("wrong-check", `has a wrong check character: ${first.message}`);
  }
  // A number out of its range is told with its digits, a text that is no number with the character that is none.
  const isNumber = ({ id, measured }: Finding) => numberFindings.includes(id) && /^[0-9]+$/.test(measured ?? "");
  const isRange = findings.every((finding) => finding.id === "scheme-check" || isNumber(finding));
  if (isRange) return fault("out-of-range", `is out of range: ${first.message}`);
  return fault("not-a-serial", `is no serial of ${model.deviceModel}: ${first.message}`);
}
