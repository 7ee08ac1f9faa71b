import { boxCodeLanguages } from "../dsn/index.ts";
import { type Finding, isError } from "../index.ts";
import {
  backtrackingFindings,
  type Language,
  type LanguageRelation,
  longestLength,
  type PatternFix,
  parsePattern,
  patternFix,
  redundantAlternatives,
  shortestLength,
  textCount,
} from "../pattern/index.ts";
import type { Symbology } from "../symbol/index.ts";
import { type AgainstProof, proveAgainst } from "./against-findings.ts";
import { boxCodeFindings } from "./box-code-findings.ts";
import { capacityFindings } from "./capacity-findings.ts";
import { gs1SerialFindings } from "./gs1-serial-findings.ts";
import { languageFindings } from "./language-findings.ts";
import { lookAlikeFindings } from "./look-alike-findings.ts";
import { type ProofExamples, proofExamples } from "./proof-examples.ts";
import { isPortable, type ProofSubject, proofSubject } from "./proof-subject.ts";
import { scannedTexts } from "./scanned-length.ts";
import { searchedCodeFindings } from "./searched-code-findings.ts";
import { sortedByLevel } from "./sorted-findings.ts";
import { symbologyFindings } from "./symbology-findings.ts";

/** What one regex is held against. */
export interface ProofRequest {
  /** Regexes of other models. */
  readonly against?: readonly string[];
  /** Symbology in which the serial is printed. */
  readonly symbology?: Symbology;
  /** How many units are planned. */
  readonly planned?: bigint | number;
}

/** Everything that is proved about one regex: what `boxproof pattern --json` prints. */
export interface PatternProof {
  readonly regex: string;
  /** True when neither anchors nor dialects are wrong at error level. */
  readonly portable: boolean;
  /** Errors first, then warnings, then notes. */
  readonly findings: readonly Finding[];
  /** The regex with all automatic fixes; absent where there are none. */
  readonly fixed?: string;
  /** How the language of `fixed` compares with that of `regex`. */
  readonly fixRelation?: LanguageRelation;
  /** How many errors are left with all automatic fixes; absent where there are none to apply. */
  readonly fixedErrorCount?: number;
  /**
   * `fixed` where engines do not agree what the regex means, and do with its fixes: then everything about serials is
   * proved of `fixed`. Absent where it is proved of the regex itself.
   */
  readonly judged?: "fixed";
  /** How many different serials match, in decimal digits; `infinite` or `unknown` where so. */
  readonly capacity: string;
  /** Lengths of the shortest and longest serial in characters; null where there is none or it is not known. */
  readonly lengths: readonly [min: number | null, max: number | null];
  /** One for each of `against`, in its order. */
  readonly against?: readonly AgainstProof[];
  readonly examples: ProofExamples;
}

/**
 * Proves one bare regex, portable or not, as far as engines agree what it means: anchors and dialects, backtracking, other
 * codes on boxes under three semantics, other regexes, symbology, capacity. Never throws, and its time is bounded for
 * every text.
 */
export function provePattern(regex: string, request: ProofRequest = {}): PatternProof {
  const subject = proofSubject(regex);
  const fix = patternFix(regex);
  const judged = judgedSubject(subject, fix);
  const known = judged.meaning?.language;
  const against = (request.against ?? []).map((other) => proofSubject(other));
  const proofs = known === undefined ? [] : against.map((other) => proveAgainst(known, other));
  const proved = [...meaningFindings(judged, request), ...proofs.flatMap((proof) => proof.findings)];
  const findings = [...subject.findings, lineEndFinding, ...(judged === subject ? proved : proved.map(withoutPlace))];
  return {
    regex,
    portable: isPortable(subject.findings),
    findings: sortedByLevel(findings),
    ...(fix === undefined
      ? {}
      : fixFacts(fix, { proved, isSame: judged !== subject || fix.relation === "same", request })),
    ...(judged === subject ? {} : { judged: "fixed" }),
    ...measures(known),
    ...(against.length === 0 ? {} : { against: againstProofs(against, proofs) }),
    examples: known === undefined ? { good: [], bad: [] } : proofExamples(known),
  };
}

/** The regex, or its fix where only that has a meaning that engines agree on. */
function judgedSubject(subject: ProofSubject, fix: PatternFix | undefined): ProofSubject {
  if (subject.meaning !== undefined || fix === undefined) return subject;
  const fixed = proofSubject(fix.fixed);
  return fixed.meaning !== undefined && isPortable(fixed.findings) ? fixed : subject;
}

/** Places in the fix are none in the regex. */
function withoutPlace({ at: _at, fix: _fix, fixAt: _fixAt, ...finding }: Finding): Finding {
  return finding;
}

interface FixProof {
  /** What was proved, of the fix or of the regex. */
  readonly proved: readonly Finding[];
  /** True when that holds for the fix as well. */
  readonly isSame: boolean;
  readonly request: ProofRequest;
}

function fixFacts(
  { fixed, relation, left }: PatternFix,
  { proved, isSame, request }: FixProof,
): Pick<PatternProof, "fixed" | "fixRelation" | "fixedErrorCount"> {
  const ofFix = isSame ? proved : meaningFindings(proofSubject(fixed), request);
  return { fixed, fixRelation: relation, fixedErrorCount: [...left, ...ofFix].filter(isError).length };
}

/** Seen in 6 of 13 engines; no anchor exists that all know and that tells the two apart. */
const lineEndFinding: Finding = {
  id: "A004",
  level: "info",
  message: "In some engines $ also stands before a line end at the end of the text.",
  remedy: "Strip the scanner's one terminator before the pattern is applied, and refuse any other control character.",
};

function meaningFindings({ regex, findings, meaning }: ProofSubject, request: ProofRequest): readonly Finding[] {
  if (meaning === undefined) return [];
  const { language } = meaning;
  // A pattern without anything between its anchors has been told already.
  const own = languageFindings(language).filter(({ id }) => id !== "L002" || !findings.some((one) => one.id === id));
  // Without any text there is nothing more to prove.
  if (own.some(({ id }) => id === "L001")) return own;
  const parsed = parsePattern(regex);
  const scanned = scannedTexts(language);
  return [
    ...own,
    ...backtrackingFindings(meaning),
    ...(parsed.ok ? redundantAlternatives(parsed.pattern) : []),
    ...boxCodeFindings(scanned, boxCodeLanguages),
    ...searchedCodeFindings(scanned, boxCodeLanguages),
    ...lookAlikeFindings(language),
    ...(request.symbology === undefined ? [] : printFindings(request.symbology, language)),
    ...(request.planned === undefined ? [] : plannedFindings(BigInt(request.planned), language)),
  ];
}

/** Symbologies that have a GS1 form, in which AI (21) may carry the serial. */
const gs1Carriers: ReadonlySet<Symbology> = new Set(["code128", "datamatrix", "qr"]);

function printFindings(symbology: Symbology, language: Language): readonly Finding[] {
  const gs1 = gs1Carriers.has(symbology) ? gs1SerialFindings(language, "info") : [];
  return [...symbologyFindings(symbology, language), ...gs1];
}

function plannedFindings(planned: bigint, language: Language): readonly Finding[] {
  const capacity = textCount(language);
  return capacity === undefined ? [] : capacityFindings({ capacity, planned, of: "pattern" });
}

function measures(language: Language | undefined): Pick<PatternProof, "capacity" | "lengths"> {
  if (language === undefined) return { capacity: "unknown", lengths: [null, null] };
  const count = textCount(language);
  if (count === 0n) return { capacity: "0", lengths: [null, null] };
  const longest = longestLength(language);
  return {
    capacity: count === undefined ? "infinite" : String(count),
    lengths: [shortestLength(language), Number.isFinite(longest) ? longest : null],
  };
}

function againstProofs(
  against: readonly ProofSubject[],
  proofs: readonly { readonly proof: AgainstProof }[],
): readonly AgainstProof[] {
  return against.map(({ regex }, index) => proofs[index]?.proof ?? { regex, overlap: null });
}
