import { defined, type Finding, grouped } from "../index.ts";
import { type Language, neighboursAmong, overlapsAmong, type WitnessResult } from "../pattern/index.ts";
import { type FoundInOther, foundInOthers } from "./found-in-others.ts";
import { quotedText } from "./quoted-text.ts";
import { semanticsWords } from "./searched-code-findings.ts";

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
 * (L003, one warning a model and semantics); none that one misread character turns into another model's (L007).
 */
export function modelPairFindings(models: readonly NamedLanguage[]): PairFindings {
  const languages = models.map(({ language }) => language);
  const book = new FindingBook();
  const nameOf = (index: number) => defined(models[index], "the index is one of the models").deviceModel;
  const pairs = overlapsAmong(languages);
  for (const { a, b, witness } of pairs) {
    book.addOverlap(nameOf(a), () => pairFinding(nameOf(b), witness));
    book.addOverlap(nameOf(b), () => pairFinding(nameOf(a), witness));
  }
  const contained = foundInOthers(languages);
  for (const { inner, outer, ...found } of contained.found) {
    book.push(nameOf(inner), containedFinding(nameOf(outer), found));
  }
  if (!contained.isComplete) for (const { deviceModel } of models) book.push(deviceModel, unsearchedFinding);
  addNeighbours(book, models, new Set(pairs.map(({ a, b }) => `${a} ${b}`)));
  const overlaps = pairs.slice(0, overlapMax).flatMap(({ a, b, witness }): readonly Overlap[] => {
    return witness.kind === "text" ? [{ a: nameOf(a), b: nameOf(b), witness: witness.text }] : [];
  });
  return { overlaps, of: (deviceModel) => book.of(deviceModel) };
}

/** Pairs that share a serial have their finding already. */
function addNeighbours(book: FindingBook, models: readonly NamedLanguage[], overlapping: ReadonlySet<string>): void {
  const limit = Math.min(overlapping.size, overlapMax) + neighbourMax;
  const search = neighboursAmong(
    models.map(({ language }) => language),
    { limit },
  );
  for (const { a, b, textA, textB } of search.neighbours) {
    const [one, other] = [models[a], models[b]];
    if (one === undefined || other === undefined || overlapping.has(`${a} ${b}`)) continue;
    book.push(one.deviceModel, neighbourFinding(other.deviceModel, textA, textB));
    book.push(other.deviceModel, neighbourFinding(one.deviceModel, textB, textA));
  }
  if (!search.isComplete) for (const { deviceModel } of models) book.push(deviceModel, unfinishedFinding);
}

/** Findings by model, of which the first few overlaps are named and the rest counted: 2,000 equal patterns are 2 million. */
class FindingBook {
  readonly #findings = new Map<string, Finding[]>();
  readonly #overlapCounts = new Map<string, number>();

  addOverlap(deviceModel: string, make: () => Finding): void {
    const count = (this.#overlapCounts.get(deviceModel) ?? 0) + 1;
    this.#overlapCounts.set(deviceModel, count);
    if (count <= namedMax) this.push(deviceModel, make());
  }

  push(deviceModel: string, finding: Finding): void {
    const findings = this.#findings.get(deviceModel);
    if (findings === undefined) this.#findings.set(deviceModel, [finding]);
    else findings.push(finding);
  }

  of(deviceModel: string): readonly Finding[] {
    const findings = this.#findings.get(deviceModel) ?? [];
    const rest = (this.#overlapCounts.get(deviceModel) ?? 0) - namedMax;
    return rest > 0 ? [...findings, restFinding(rest)] : findings;
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
