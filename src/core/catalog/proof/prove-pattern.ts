import { boxCodeLanguages } from "../../dsn/index.ts";
import { type Finding, isError } from "../../index.ts";
import {
  backtrackingFindings,
  beginCount,
  type Language,
  type LanguageRelation,
  longestLength,
  type PatternFix,
  parsePattern,
  patternFix,
  quoted,
  redundantAlternatives,
  shortestLength,
  textCount,
  type WorkAllowance,
  workAllowance,
} from "../../pattern/index.ts";
import type { Symbology } from "../../symbol/index.ts";
import { type AgainstProof, proveAgainst, type RegexProof } from "./against-findings.ts";
import { boxCodeFindings } from "./box-code-findings.ts";
import { capacityFindings } from "./capacity-findings.ts";
import { gs1SerialFindings } from "./gs1-serial-findings.ts";
import { languageFindings } from "./language-findings.ts";
import { lookAlikesAmong } from "./look-alike-findings.ts";
import { type ProofExamples, proofExamples } from "./proof-examples.ts";
import { type ProofQuestions, proofQuestions } from "./proof-questions.ts";
import { isPortable, type ProofSubject, proofSubject } from "./proof-subject.ts";
import { scannedTexts } from "./scanned-length.ts";
import { article, searchedCodeFindings } from "./searched-code-findings.ts";
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

/** Steps after which nothing more is asked: a few tenths of a second. Patterns as factories have them take 3 million. */
const proofStepCountMax = 15_000_000;

/** What one proof is asked, and how much it may take. */
interface ProofWork {
  readonly request: ProofRequest;
  readonly questions: ProofQuestions;
}

/**
 * Proves one bare regex, portable or not, as far as engines agree what it means: anchors and dialects, backtracking, other
 * codes on boxes under three semantics, other regexes, symbology, capacity. Never throws, and its time is bounded for
 * every text: once `stepCountMax` steps are taken, an S004 names what was not asked any more.
 */
export function provePattern(
  regex: string,
  request: ProofRequest = {},
  stepCountMax = proofStepCountMax,
): PatternProof {
  beginCount();
  const allowance = workAllowance(stepCountMax);
  const questions = proofQuestions(allowance);
  const subject = proofSubject(regex);
  const fix = questions.ask({ what: "what can be mended by itself" }, () => patternFix(regex));
  const judged = judgedSubject(subject, fix);
  const known = judged.meaning?.language;
  const meant = meaningFindings(judged, { request, questions });
  const proofs = againstProofs(known, request.against ?? [], questions);
  const proved = [...meant, ...proofs.flatMap((proof) => proof.findings)];
  const examples = known && questions.ask({ what: "examples of its serials" }, () => proofExamples(known));
  const findings = [...subject.findings, lineEndFinding, ...(judged === subject ? proved : proved.map(withoutPlace))];
  return {
    regex,
    portable: isPortable(subject.findings),
    findings: sortedByLevel([...findings, ...questions.findings()]),
    ...(fix === undefined
      ? {}
      : fixFacts(fix, { proved, isSame: judged !== subject || fix.relation === "same", request, allowance })),
    ...(judged === subject ? {} : { judged: "fixed" }),
    ...measures(known),
    ...(proofs.length === 0 ? {} : { against: proofs.map(({ proof }) => proof) }),
    examples: examples ?? { good: [], bad: [] },
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
  readonly allowance: WorkAllowance;
}

function fixFacts(
  { fixed, relation, left }: PatternFix,
  { proved, isSame, request, allowance }: FixProof,
): Pick<PatternProof, "fixed" | "fixRelation" | "fixedErrorCount"> {
  // What is not known of the fix counts as an error of it.
  const questions = proofQuestions(allowance);
  const ofFix = isSame ? proved : meaningFindings(proofSubject(fixed), { request, questions });
  return {
    fixed,
    fixRelation: relation,
    fixedErrorCount: [...left, ...ofFix, ...questions.findings()].filter(isError).length,
  };
}

/** Seen in 6 of 13 engines; no anchor exists that all know and that tells the two apart. */
const lineEndFinding: Finding = {
  id: "A004",
  level: "info",
  message: "In some engines $ also stands before a line end at the end of the text.",
  remedy: "Strip the scanner's one terminator before the pattern is applied, and refuse any other control character.",
};

function meaningFindings(
  { regex, findings, meaning }: ProofSubject,
  { request, questions }: ProofWork,
): readonly Finding[] {
  if (meaning === undefined) return [];
  const { language } = meaning;
  const { symbology, planned } = request;
  const found = (what: string, work: () => readonly Finding[]) => questions.ask({ what }, work) ?? [];
  // A pattern without anything between its anchors has been told already.
  const own = found("whether every serial is a DSN", () => languageFindings(language)).filter(
    ({ id }) => id !== "L002" || !findings.some((one) => one.id === id),
  );
  // Without any text there is nothing more to prove.
  if (own.some(({ id }) => id === "L001")) return own;
  return [
    ...own,
    ...found("whether an engine that backtracks stays fast", () => backtrackingFindings(meaning)),
    ...found("whether every alternative adds something", () => redundantFindings(regex)),
    ...otherCodeFindings(language, questions),
    ...lookAlikesAmong(language, questions),
    ...(symbology === undefined
      ? []
      : found("whether every serial goes into its symbol", () => printFindings(symbology, language))),
    ...(planned === undefined ? [] : plannedFindings(BigInt(planned), language)),
  ];
}

function redundantFindings(regex: string): readonly Finding[] {
  const parsed = parsePattern(regex);
  return parsed.ok ? redundantAlternatives(parsed.pattern) : [];
}

function otherCodeFindings(language: Language, questions: ProofQuestions): readonly Finding[] {
  const scanned = questions.ask({ what: "which serials are as short as other codes" }, () => scannedTexts(language));
  const full = boxCodeLanguages.flatMap((code) => {
    const question = { what: "whether a serial is", of: `${article(code.title)} ${code.title}` };
    return questions.ask(question, () => boxCodeFindings(scanned ?? language, [code])) ?? [];
  });
  return [...full, ...searchedCodeFindings(scanned ?? language, boxCodeLanguages, questions)];
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

/** One for each of the other regexes; what there is no work left for is not known. */
function againstProofs(
  known: Language | undefined,
  others: readonly string[],
  questions: ProofQuestions,
): readonly RegexProof[] {
  return others.map((regex) => {
    const unknown: RegexProof = { proof: { regex, overlap: null }, findings: [] };
    const question = { what: "whether a serial is also one of", of: quoted(regex) };
    // Reading may take much by itself, so it is a question of its own.
    const other = questions.ask(question, () => proofSubject(regex));
    if (other === undefined || known === undefined) return unknown;
    return questions.ask(question, () => proveAgainst(known, other)) ?? unknown;
  });
}
