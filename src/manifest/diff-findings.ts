import { countWords, type Finding, grouped } from "../core/index.ts";
import { quoted } from "../core/pattern/index.ts";
import type { ManifestDiff, ModelDiff, TextsOneWay } from "./diff-manifests.ts";
import { type KnownSerials, losesTexts } from "./refused-serials.ts";

/** Findings over the models of a diff, by model; models without any are left out. */
export type DiffFindings = ReadonlyMap<string, readonly Finding[]>;

/**
 * L008 where a regex accepts fewer serials: an error when the ledger knows one that is now refused, or when no ledger was
 * asked; a warning when it was and knows none. L008 also where a regex that was not handed over before refuses a serial of
 * the ledger, and where one was refused before already: an error, since Amazon refuses it, and a warning in a report of
 * what changes. L009 where a regex accepts more.
 */
export function diffFindings(
  { models }: ManifestDiff,
  known?: ReadonlyMap<string, KnownSerials>,
  { isReport = false }: { readonly isReport?: boolean } = {},
): DiffFindings {
  const stillLevel = isReport ? "warn" : "error";
  return new Map(
    models.flatMap((model) => {
      const findings = [
        ...lossFindings(model, known),
        ...refusalFindings(model, known, stillLevel),
        ...gainFindings(model),
      ];
      return findings.length === 0 ? [] : [[model.deviceModel, findings] as const];
    }),
  );
}

const remedy = "Keep accepting what is printed: add the new form as an alternative instead of replacing the old one.";

function lossFindings(model: ModelDiff, known: ReadonlyMap<string, KnownSerials> | undefined): readonly Finding[] {
  if (!losesTexts(model)) return [];
  const loss = lossWords(model);
  const serials = known?.get(model.deviceModel);
  const witness = serials?.refused[0] ?? model.lost?.witness;
  const about = witness === undefined ? {} : { witness };
  if (serials === undefined) {
    const message = `${loss} No ledger was asked, so it is not known whether any of these is on a box.`;
    return [
      { id: "L008", level: "error", message, ...about, remedy: `${remedy} Or name the ledger with --ledger FILE.` },
    ];
  }
  const { knownCount, refusedCount } = serials;
  const measured = `${refusedCount} of ${knownCount}`;
  if (refusedCount === 0) {
    const none = serials.stillRefused === undefined ? "none is refused" : "none that was accepted is refused";
    const message = `${loss} The ledger knows ${countOf(knownCount, "serial")} of this model, and ${none}.`;
    return [{ id: "L008", level: "warn", message, ...about, measured }];
  }
  const message = `${loss} Of ${countOf(knownCount, "serial")} in the ledger ${grouped(refusedCount)} would now be refused, the first ${quoted(witness ?? "")}.`;
  return [{ id: "L008", level: "error", message, ...about, measured, required: "0", remedy }];
}

/** Serials in use that a regex refuses without having accepted them before. */
function refusalFindings(
  model: ModelDiff,
  known: ReadonlyMap<string, KnownSerials> | undefined,
  stillLevel: "warn" | "error",
): readonly Finding[] {
  const serials = known?.get(model.deviceModel);
  if (serials === undefined) return [];
  const { knownCount, refusedCount, refused, stillRefused } = serials;
  const some = (count: number) => `${grouped(count)} of ${countOf(knownCount, "serial")} in the ledger`;
  const finding = { id: "L008", required: "0", remedy: refusalRemedy };
  const [first] = refused;
  if (first !== undefined && !losesTexts(model)) {
    const message = `The regex refuses ${some(refusedCount)}, the first ${quoted(first)}.`;
    return [{ ...finding, level: "error", message, witness: first, measured: `${refusedCount} of ${knownCount}` }];
  }
  if (stillRefused === undefined) return [];
  const { count, first: witness } = stillRefused;
  const message = `The regex refuses ${some(count)}, as it did before, the first ${quoted(witness)}.`;
  return [{ ...finding, level: stillLevel, message, witness, measured: `${count} of ${knownCount}` }];
}

const refusalRemedy =
  "Accept those that are on boxes: add their form as an alternative. Void those that are on none: boxproof serials void.";

function lossWords({ change, lost }: ModelDiff): string {
  if (change === "retired") return "The model is handed over no more, so all of its serials are refused.";
  if (lost === undefined) return "It is not proved that every serial that was accepted still is.";
  return `The regex refuses ${textsWords(lost)} that it accepted before, such as ${quoted(lost.witness)}.`;
}

function gainFindings({ change, gained }: ModelDiff): readonly Finding[] {
  if (gained === undefined || change === "new") return [];
  const message = `The regex accepts ${textsWords(gained)} that it refused before, such as ${quoted(gained.witness)}.`;
  return [{ id: "L009", level: "info", message, witness: gained.witness }];
}

function textsWords({ count }: TextsOneWay): string {
  if (count === "infinite") return "infinitely many texts";
  if (count === "unknown") return "texts";
  return `${countWords(BigInt(count))} ${count === "1" ? "text" : "texts"}`;
}

function countOf(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
