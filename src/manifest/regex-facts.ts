import { type DeviceModel, isPortable, type ProofSubject } from "../core/catalog/index.ts";
import { schemeCapacity, schemeCover } from "../core/dsn/index.ts";
import { type Finding, isError } from "../core/index.ts";
import { type Language, languageAlphabet, longestLength, shortestLength, textCount } from "../core/pattern/index.ts";
import type { BadExample, ForeignProof, ProofSummary, RegexFacts } from "./manifest.ts";
import { badExamples } from "./manifest-examples.ts";
import { sha256Of } from "./manifest-hash.ts";
import type { ProvedModel } from "./proved-model.ts";

/** So many proofs of one kind are named in a summary. */
const namedMax = 20;

/** What a manifest says of a model's regex; `siblings` are serials of other models. */
export function regexFacts(proved: ProvedModel, siblings: readonly BadExample[]): RegexFacts {
  const { model, subject } = proved;
  const { scheme } = model.serial;
  const { meaning } = subject;
  return {
    serialRegex: subject.regex,
    regexSha256: sha256Of(subject.regex),
    ...(model.label === undefined ? {} : { symbology: model.label.symbology }),
    ...(meaning === undefined ? { alphabet: "", capacity: "unknown" } : languageFacts(meaning.language)),
    ...(scheme === undefined ? {} : { schemeCapacity: String(schemeCapacity(scheme)) }),
    checkSchemes: scheme?.parts.flatMap((part) => (part.kind === "check" ? [part.algorithm] : [])) ?? [],
    examplesGood: proved.good,
    examplesBad: badExamples(proved, siblings),
    proofSummary: proofSummary(proved),
  };
}

function languageFacts(language: Language): Pick<RegexFacts, "lengthMin" | "lengthMax" | "alphabet" | "capacity"> {
  const count = textCount(language);
  const longest = longestLength(language);
  return {
    ...(count === 0n ? {} : { lengthMin: shortestLength(language) }),
    ...(count === 0n || !Number.isFinite(longest) ? {} : { lengthMax: longest }),
    alphabet: lettersFirst(languageAlphabet(language)),
    capacity: count === undefined ? "infinite" : String(count),
  };
}

/** Digits and letters before signs: a spreadsheet takes a field that begins with + or - for a formula. */
function lettersFirst(alphabet: string): string {
  const characters = [...alphabet];
  const isSign = (character: string) => !/[0-9A-Za-z]/.test(character);
  return [...characters.filter((one) => !isSign(one)), ...characters.filter(isSign)].join("");
}

function proofSummary({ model, subject, findings, overlaps }: ProvedModel): ProofSummary {
  const isProved = subject.meaning !== undefined;
  const covered = isCovered(model, subject);
  return {
    portable: isProved && isPortable(subject.findings),
    linear: isProved && !findings.some((finding) => isError(finding) && /^S00[124]$/.test(finding.id)),
    foreign: findings.flatMap(foreignProof).slice(0, namedMax),
    overlaps: overlaps.slice(0, namedMax),
    ...(covered === undefined ? {} : { covered }),
  };
}

function foreignProof({ id, level, code, semantics, witness }: Finding): readonly ForeignProof[] {
  if (id !== "L004" || level === "info") return [];
  return [
    {
      ...(code === undefined ? {} : { code }),
      level,
      ...(semantics === undefined ? {} : { semantics }),
      ...(witness === undefined ? {} : { witness }),
    },
  ];
}

/** True only where it is proved, as in `boxproof check`; undefined without a scheme. */
function isCovered({ serial: { scheme } }: DeviceModel, { meaning }: ProofSubject): boolean | undefined {
  if (scheme === undefined) return undefined;
  return meaning !== undefined && schemeCover(scheme, meaning).covered.kind === "none";
}
