import { existsSync } from "node:fs";
import type { DeviceModel } from "../../core/catalog/index.ts";
import { parseDsn } from "../../core/dsn/index.ts";
import { BoxproofError, type Finding, grouped } from "../../core/index.ts";
import { judgeBox, type Reason, type UnitState } from "../../core/verdict/index.ts";
import type { LedgerReader } from "../../ledger/index.ts";
import type { PressUnit } from "../../press/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import { type LedgerOptions, ledgerLocation } from "../ledger-option.ts";
import { withLedgerReaderAt } from "../serials/open-serials.ts";

/** Serials that are to be printed, and where their ledger is. */
interface LedgerQuestion {
  readonly resolved: ResolvedCatalog;
  readonly model: DeviceModel;
  readonly options: LedgerOptions;
  readonly units: readonly PressUnit[];
}

/** What the ledger says against a serial. */
interface Objection {
  readonly id: string;
  readonly level: Finding["level"];
  readonly message: string;
}

/** Serials with the same objection: how many, and the first. */
interface Objections extends Objection {
  count: number;
  readonly first: PressUnit;
}

/**
 * What the ledger that is named, or the one beside the catalog where there is one, says of serials before they are
 * printed: those whose boxes the line would stop, as warnings, and those that were printed before, as notes. One finding
 * for each kind, with the first serial and its place. The ledger is only read; [] without one.
 */
export async function ledgerFindings(io: Io, question: LedgerQuestion): Promise<readonly Finding[]> {
  const { options, resolved, units } = question;
  const location = ledgerLocation(io, options, resolved);
  if (options.ledger === undefined && !existsSync(location)) return [];
  return withLedgerReaderAt(location, async (ledger) => {
    const kinds = new Map<string, Objections>();
    for (const unit of units) {
      const objection = await objectionTo(unit, question, ledger);
      if (objection === undefined) continue;
      const known = kinds.get(objection.id);
      if (known === undefined) kinds.set(objection.id, { ...objection, count: 1, first: unit });
      else known.count += 1;
    }
    return [...kinds.values()].map(findingOf);
  });
}

/** Throws ERR_SERIALS_STATE where a finding says that the line would stop a box. */
export function refuseBlockedSerials(findings: readonly Finding[]): void {
  const stopped = findings.filter(({ level }) => level === "warn");
  if (stopped.length === 0) return;
  const message = stopped.map((finding) => finding.message).join("\n  ");
  throw new BoxproofError("ERR_SERIALS_STATE", message, {
    remedy: "Nothing was written. Take these serials out of the file, or print without --strict.",
    details: { findings: stopped },
  });
}

async function objectionTo(
  { dsn }: PressUnit,
  { resolved, model }: LedgerQuestion,
  ledger: LedgerReader,
): Promise<Objection | undefined> {
  const { deviceModel } = model;
  const serial = parseDsn(dsn);
  const state = serial === undefined ? undefined : (await ledger.findUnit({ deviceModel, dsn: serial }))?.state;
  const objected = lineReason({ resolved, model, dsn, state });
  if (objected !== undefined) return { id: `serial-${objected.code}`, level: "warn", message: objected.message };
  if (state !== "Printed") return undefined;
  return { id: "serial-printed", level: "info", message: `${dsn} was printed before.` };
}

/** Why the line would stop a box with this serial because of what the ledger knows; undefined when it would not. */
function lineReason(unit: {
  readonly resolved: ResolvedCatalog;
  readonly model: DeviceModel;
  readonly dsn: string;
  readonly state: UnitState | undefined;
}): Reason | undefined {
  const { catalog } = unit.resolved;
  const { verdict, reasons } = judgeBox({
    catalog,
    expectedModel: unit.model.deviceModel,
    symbols: [{ text: unit.dsn }],
    unit: () => unit.state,
    fullPass: true,
  });
  return verdict === "duplicate" || verdict === "blocked" ? reasons[0] : undefined;
}

function findingOf({ id, level, message, count, first }: Objections): Finding {
  const place = first.place === undefined ? "" : ` (${first.place})`;
  const sentence =
    count === 1
      ? `The ledger knows of 1 serial of this run${place}: ${message}`
      : `The ledger knows of ${grouped(count)} serials of this run, the first${place}: ${message}`;
  const stopped =
    level === "warn" ? (count === 1 ? " The line will stop its box." : " The line will stop their boxes.") : "";
  return { id, level, message: sentence + stopped };
}
