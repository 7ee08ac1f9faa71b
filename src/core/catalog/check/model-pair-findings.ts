import { defined, type Finding, grouped } from "../../index.ts";
import { type Language, neighboursAmong, type WitnessResult } from "../../pattern/index.ts";
import { quotedText } from "../proof/quoted-text.ts";
import { semanticsWords } from "../proof/searched-code-findings.ts";
import { type FoundInOther, foundInOthers } from "./found-in-others.ts";
import { type KindOverlaps, kindOverlaps } from "./kind-overlaps.ts";
import { type LanguageKind, languageKinds } from "./language-kinds.ts";

/** Two models and a text that both patterns accept. */
export interface Overlap {
  readonly a: string;
  readonly b: string;
  readonly witness: string;
}

/** A model's name and the language of its pattern. */
export interface NamedLanguage {
  readonly deviceModel: string;
  readonly language: Language;
}

/** What holds between models: pairs that share a serial, and the findings of each model by its name. */
export interface PairFindings {
  readonly overlaps: readonly Overlap[];
  of(deviceModel: string): readonly Finding[];
}

/** So many other models are named in one model's findings; the rest is counted. */
const namedMax = 10;
/** So many pairs are listed for the whole catalog. */
const overlapMax = 1_000;
/** So many neighbours are looked for; more say nothing new. */
const neighbourMax = 200;

/**
 * Proves each pair of models: no shared serial (L003); none that an engine without anchors finds in another model's
 * (L003, one warning a model and semantics); none that one misread character turns into another model's (L007). Models
 * of one kind are proved once.
 */
export function modelPairFindings(models: readonly NamedLanguage[]): PairFindings {
  const kinds = languageKinds(models.map(({ language }) => language));
  const overlaps = kindOverlaps(kinds);
  const book = new FindingBook();
  const nameOf = (index: number) => defined(models[index], "the index is one of the models").deviceModel;
  for (const [kind, { members }] of kinds.entries()) {
    const count = overlaps.countOf(kind);
    for (const member of members) {
      for (const { other, witness } of overlaps.others(member, namedMax)) {
        book.push(nameOf(member), pairFinding(nameOf(other), witness));
      }
      if (count > namedMax) book.push(nameOf(member), restFinding(count - namedMax));
    }
  }
  const contained = foundInOthers(kinds);
  for (const { inner, outer, ...found } of contained.found) {
    book.push(nameOf(inner), containedFinding(nameOf(outer), found));
  }
  if (!contained.isComplete) for (const { deviceModel } of models) book.push(deviceModel, unsearchedFinding);
  addNeighbours(book, nameOf, { kinds, overlaps });
  return { overlaps: firstOverlaps(models, overlaps), of: (deviceModel) => book.of(deviceModel) };
}

/** Ordered by the first model, then the second. */
function firstOverlaps(models: readonly NamedLanguage[], overlaps: KindOverlaps): readonly Overlap[] {
  const first: Overlap[] = [];
  let left = overlapMax;
  for (const [index, { deviceModel }] of models.entries()) {
    if (left === 0) break;
    const others = overlaps.others(index, left, index);
    left -= others.length;
    for (const { other, witness } of others) {
      const b = defined(models[other], "the index is one of the models").deviceModel;
      if (witness.kind === "text") first.push({ a: deviceModel, b, witness: witness.text });
    }
  }
  return first;
}

/** Kinds with their proofs. */
interface ProvedKinds {
  readonly kinds: readonly LanguageKind[];
  readonly overlaps: KindOverlaps;
}

/** Pairs that share a serial have their finding already. */
function addNeighbours(book: FindingBook, nameOf: (index: number) => string, { kinds, overlaps }: ProvedKinds): void {
  const sharing = kinds.reduce((sum, _, kind) => sum + overlaps.countOf(kind), 0);
  const search = neighboursAmong(
    kinds.map(({ language }) => language),
    { limit: Math.min(sharing, overlapMax) + neighbourMax },
  );
  let left = neighbourMax;
  for (const { a, b, textA, textB } of search.neighbours) {
    if (overlaps.areSharing(a, b)) continue;
    for (const one of kinds[a]?.members ?? []) {
      for (const other of kinds[b]?.members ?? []) {
        if (left === 0) break;
        left -= 1;
        book.push(nameOf(one), neighbourFinding(nameOf(other), textA, textB));
        book.push(nameOf(other), neighbourFinding(nameOf(one), textB, textA));
      }
    }
  }
  if (search.isComplete && left > 0) return;
  for (const { members } of kinds) for (const member of members) book.push(nameOf(member), unfinishedFinding);
}

/** Findings by model. */
class FindingBook {
  readonly #findings = new Map<string, Finding[]>();

  push(deviceModel: string, finding: Finding): void {
    const findings = this.#findings.get(deviceModel);
    if (findings === undefined) this.#findings.set(deviceModel, [finding]);
    else findings.push(finding);
  }

  of(deviceModel: string): readonly Finding[] {
    return this.#findings.get(deviceModel) ?? [];
  }
}

const remedy = "Give each model's serials a text of their own at one place, such as a different beginning.";

function pairFinding(other: string, shared: WitnessResult): Finding {
  if (shared.kind !== "text") {
    const why = shared.kind === "limit" ? shared.message : "";
    const message = `It is not proved that no serial is also one of ${other}: ${why}`;
    return { id: "S004", level: "error", message, remedy: "Write shorter patterns with fewer repeats of repeats." };
  }
  return {
    id: "L003",
    level: "error",
    message: `${quotedText(shared.text)} is a serial of this model and of ${other}, so a scan cannot tell which device is in the box.`,
    witness: shared.text,
    remedy,
    semantics: "full",
  };
}

function restFinding(count: number): Finding {
  const message = `This model shares serials with ${grouped(count)} more models.`;
  return { id: "L003", level: "error", message, remedy, semantics: "full" };
}

function containedFinding(
  other: string,
  { semantics, witness, found }: Pick<FoundInOther, "semantics" | "witness" | "found">,
): Finding {
  return {
    id: "L003",
    level: "warn",
    message: `${semanticsWords[semantics]} finds ${quotedText(found)}, a serial of this model, in ${quotedText(witness)}, a serial of ${other}.`,
    witness,
    remedy:
      "Say in the manifest that the pattern applies to the whole scanned value, or let the serials begin differently.",
    semantics,
  };
}

const unsearchedFinding: Finding = {
  id: "S004",
  level: "info",
  message: "Too many models to prove that an engine without anchors finds no serial of one in the serials of another.",
};

const unfinishedFinding: Finding = {
  id: "S004",
  level: "info",
  message:
    "There are too many models, or too many that are alike, to find every pair that one misread character links.",
};

function neighbourFinding(other: string, own: string, theirs: string): Finding {
  return {
    id: "L007",
    level: "warn",
    message: `One misread, missing or added character turns ${quotedText(own)} into ${quotedText(theirs)}, a serial of ${other}.`,
    witness: own,
    remedy: "Let the models differ in two places, or give both a check character.",
  };
}
