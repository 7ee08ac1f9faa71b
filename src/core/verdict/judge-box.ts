import { type DeviceModel, findModel, gtinOwners } from "../catalog/index.ts";
import { type Dsn, parseDsn, schemeFindings } from "../dsn/index.ts";
import { defined } from "../index.ts";
import type { BoxEvidence } from "./box-evidence.ts";
import type { BoxJudgement, Reason, Verdict } from "./box-judgement.ts";
import { type DisguisedCandidate, disguisedCandidates, disguisedReasons } from "./disguised-candidates.ts";
import { mismatchReasons } from "./mismatch-reasons.ts";
import { reason } from "./reason.ts";
import { type SerialCandidate, serialCandidates } from "./serial-candidates.ts";
import { symbolGtin } from "./symbol-gtin.ts";
import { blockedStates, type UnitState } from "./unit-state.ts";

/** More symbols than this are no box: a label has a handful, a camera sees a few hundred at most. */
const symbolCountMax = 1_000;

/**
 * The verdict over one box: the first that holds of `error`, `no-read`, `no-match`, `ambiguous`, `wrong-model`,
 * `no-match` outside the scheme, `mismatch`, `duplicate`, `blocked`, `ok`. A box that was not read to the end is an `error`
 * in the place of `ok` only: what is wrong already stays wrong whatever else there may be. Never throws; the order of the symbols, their
 * repetition, and symbols that mean nothing to the catalog never change it.
 */
export function judgeBox(evidence: BoxEvidence): BoxJudgement {
  const { catalog, expectedModel, symbols } = evidence;
  if (symbols.length > symbolCountMax) return judgement("error", [tooManySymbols(symbols.length)]);
  if (expectedModel !== undefined && findModel(catalog, expectedModel) === undefined) {
    return judgement("error", [unknownModel(expectedModel)]);
  }
  // A symbol without a text is one that was not read.
  const read = symbols.filter(({ text }) => text !== "");
  if (read.length === 0) return judgement("no-read", [nothingRead, ...partialPass(evidence)]);
  const candidates = serialCandidates(catalog, read);
  const disguised = disguisedCandidates(catalog, read, candidates);
  const [candidate] = candidates;
  if (candidate === undefined) {
    const why = [...disguisedReasons(disguised), ...mismatchReasons({ ...evidence, symbols: read })];
    return judgement("no-match", [...why, ...partialPass(evidence)]);
  }
  if (candidates.length > 1) return severalCandidates(candidates);
  const [deviceModel] = candidate.deviceModels;
  if (candidate.deviceModels.length > 1 || deviceModel === undefined) return severalModels(candidate);
  if (disguised.length > 0) return besideDisguised(candidate, disguised);
  const model = defined(findModel(catalog, deviceModel), "a candidate's model is in the catalog");
  const dsn = defined(parseDsn(candidate.text), "a candidate is a DSN");
  return judgeCandidate({ ...evidence, symbols: read }, model, dsn);
}

function judgeCandidate(evidence: BoxEvidence, model: DeviceModel, dsn: Dsn): BoxJudgement {
  const known = { dsn, deviceModel: model.deviceModel };
  for (const [verdict, reasons] of refusals(evidence, model, dsn)) {
    if (reasons.length > 0) return { verdict, ...known, reasons };
  }
  const partial = partialPass(evidence);
  if (partial.length > 0) return { verdict: "error", ...known, reasons: partial };
  return { verdict: "ok", ...known, reasons: [oneCandidate(dsn, model)] };
}

/** Every verdict but `ok` that a single candidate can get, in the order of precedence; no reasons: it does not hold. */
function* refusals(
  evidence: BoxEvidence,
  model: DeviceModel,
  dsn: Dsn,
): Iterable<readonly [Verdict, readonly Reason[]]> {
  yield ["wrong-model", [...otherModelExpected(evidence, model), ...listingsOfOtherModels(evidence, model)]];
  yield ["no-match", outsideScheme(model, dsn)];
  yield ["mismatch", deviceSerialDiffers(evidence, dsn)];
  const state = evidence.unit?.(model.deviceModel, dsn);
  yield ["duplicate", alreadyCommissioned(dsn, state)];
  yield ["blocked", [...unitBlocked(dsn, state), ...notAllocated(model, dsn, state)]];
}

function judgement(verdict: Verdict, reasons: readonly Reason[]): BoxJudgement {
  return { verdict, reasons };
}

const nothingRead = reason("nothing-read", {}, "No symbol was read on the box.");

function tooManySymbols(count: number): Reason {
  return reason(
    "not-judged",
    { count },
    `${count} symbols were given for one box; at most ${symbolCountMax} are judged.`,
  );
}

function unknownModel(deviceModel: string): Reason {
  return reason("not-judged", { deviceModel }, `The catalog has no device model ${JSON.stringify(deviceModel)}.`);
}

function partialPass({ fullPass }: BoxEvidence): readonly Reason[] {
  if (fullPass) return [];
  return [reason("partial-pass", {}, "The box was not read to the end, so another symbol on it may have been missed.")];
}

function severalCandidates(candidates: readonly SerialCandidate[]): BoxJudgement {
  const [first, second] = candidates.map(({ text }) => text);
  const args = { count: candidates.length, first: first ?? "", second: second ?? "" };
  const message = `${candidates.length} texts on the box are serials, among them ${args.first} and ${args.second}.`;
  return { verdict: "ambiguous", ...onlyModel(candidates), reasons: [reason("several-candidates", args, message)] };
}

/** Another serial that only a reader's artefact keeps from being one: which of both is meant, nobody can tell. */
function besideDisguised(candidate: SerialCandidate, disguised: readonly DisguisedCandidate[]): BoxJudgement {
  return { verdict: "ambiguous", ...onlyModel([candidate, ...disguised]), reasons: disguisedReasons(disguised) };
}

function onlyModel(candidates: readonly SerialCandidate[]): Pick<BoxJudgement, "deviceModel"> {
  const models = new Set(candidates.flatMap(({ deviceModels }) => deviceModels));
  const [deviceModel] = models;
  return models.size === 1 && deviceModel !== undefined ? { deviceModel } : {};
}

function severalModels({ text, deviceModels }: SerialCandidate): BoxJudgement {
  const [first, second] = deviceModels;
  const args = { text, count: deviceModels.length, first: first ?? "", second: second ?? "" };
  const message = `${text} is a serial of ${deviceModels.length} models, among them ${args.first} and ${args.second}.`;
  const dsn = defined(parseDsn(text), "a candidate is a DSN");
  return { verdict: "ambiguous", dsn, reasons: [reason("several-models", args, message)] };
}

function otherModelExpected({ expectedModel }: BoxEvidence, { deviceModel }: DeviceModel): readonly Reason[] {
  if (expectedModel === undefined || expectedModel === deviceModel) return [];
  const message = `The serial is of ${deviceModel}; ${expectedModel} is expected here.`;
  return [reason("other-model-expected", { expected: expectedModel, found: deviceModel }, message)];
}

function listingsOfOtherModels({ catalog, symbols }: BoxEvidence, { deviceModel }: DeviceModel): readonly Reason[] {
  const onBox = new Set(symbols.flatMap((symbol) => symbolGtin(symbol) ?? []));
  return [...onBox].sort().flatMap((gtin) => {
    const owners = gtinOwners(catalog).get(gtin) ?? [];
    const [listed] = owners;
    if (listed === undefined || owners.includes(deviceModel)) return [];
    const message = `The box carries ${gtin}, the GTIN of ${listed}, and a serial of ${deviceModel}.`;
    return [reason("listing-of-other-model", { gtin, listed, deviceModel }, message)];
  });
}

function outsideScheme({ deviceModel, serial: { scheme } }: DeviceModel, dsn: Dsn): readonly Reason[] {
  if (scheme === undefined) return [];
  return schemeFindings(scheme, dsn).map(({ id, message, at }) => {
    const [from, to] = at ?? [0, dsn.length];
    const sentence = `${dsn} matches the pattern of ${deviceModel}, but no factory prints it: ${message}`;
    return reason("outside-scheme", { dsn, deviceModel, rule: id, from, to }, sentence);
  });
}

function deviceSerialDiffers({ deviceSerial }: BoxEvidence, dsn: Dsn): readonly Reason[] {
  if (deviceSerial === undefined || deviceSerial === dsn) return [];
  const message = `The device says that its serial is ${JSON.stringify(deviceSerial)}; the label says ${dsn}.`;
  return [reason("device-serial-differs", { label: dsn, device: deviceSerial }, message)];
}

function alreadyCommissioned(dsn: Dsn, state: UnitState | undefined): readonly Reason[] {
  if (state !== "Commissioned" && state !== "Released") return [];
  return [reason("already-commissioned", { dsn, state }, `${dsn} is on another box already: its unit is ${state}.`)];
}

function unitBlocked(dsn: Dsn, state: UnitState | undefined): readonly Reason[] {
  if (state === undefined || !blockedStates.has(state)) return [];
  return [reason("unit-blocked", { dsn, state }, `${dsn} must not be used: its unit is ${state}.`)];
}

function notAllocated(
  { requireAllocated, deviceModel }: DeviceModel,
  dsn: Dsn,
  state: UnitState | undefined,
): readonly Reason[] {
  if (!requireAllocated || state !== undefined) return [];
  const message = `${dsn} was never allocated, which ${deviceModel} demands.`;
  return [reason("not-allocated", { dsn, deviceModel }, message)];
}

function oneCandidate(dsn: Dsn, { deviceModel }: DeviceModel): Reason {
  return reason(
    "one-candidate",
    { dsn, deviceModel },
    `${dsn} is the only serial that was read on the box, of ${deviceModel}.`,
  );
}
