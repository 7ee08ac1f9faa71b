import type { Level } from "../../index.ts";

/** One rule of the portable subset: how grave a breach is, why, and what to write instead. */
interface PatternRule {
  readonly level: Level;
  /** Whether a pattern that breaks the rule still has a meaning on which engines agree enough to reckon with it. */
  readonly meaning: "kept" | "lost";
  /** A pattern that breaks this rule. */
  readonly example: string;
  /** The sentence without its full stop; gets the found text, in quotes. */
  readonly problem: (found: string) => string;
  readonly remedy: string;
}

/** Longest pattern that is looked at, in characters. */
export const patternLengthMax = 1000;
/** Deepest nesting of groups. */
export const groupDepthMax = 32;
/** Largest count in a repeat that every engine takes: the limit of POSIX (RE_DUP_MAX). */
export const repeatCountMax = 255;
/** Largest count in a repeat that most engines take: the limit of RE2 and Go. */
export const repeatCountRefused = 1000;
/** Most characters and groups of a pattern, repeats written out: PCRE2 was seen to refuse 2,200, Tcl 3,700 of the worst. */
export const writtenOutMax = 1000;
/** Most faults that are listed for one pattern. */
export const faultCountMax = 20;

/**
 * The rules of the portable subset; this is their table. What they leave was tried in 13 engines (JavaScript without
 * and with the flags u and v, RE2 natively and in JavaScript, Go, Java, Python, .NET, PCRE2, Perl, Ruby, POSIX): 50
 * patterns meant the same everywhere on 24 texts, but for a bare "-" inside a class under v, of which D028 warns.
 * `test/engines/` holds what is at hand of them against the subset, also with patterns drawn at random: those showed
 * D029 to D032, and D015 for counts inside each other.
 *
 * The ids are stable and appear in every output; each means one thing for ever. A: anchors. D: dialects. S: safety and
 * limits. L: the language of a pattern. Y: its symbology. Rules over what a pattern means for a catalog (A004, L003 to
 * L013, Y001 to Y006) stand in `core/catalog`, those over the work of backtracking engines (S001, S002) beside the proof.
 */
export const patternRules = {
  A001: {
    level: "error",
    meaning: "kept",
    example: "SN[0-9]{8}$",
    problem: () => "The pattern has no ^ at its start, so some engines also find it inside a longer text",
    remedy: "Put ^ at the start; put alternatives into parentheses: ^(A|B)$.",
  },
  A002: {
    level: "error",
    meaning: "kept",
    example: "^SN[0-9]{8}",
    problem: () => "The pattern has no $ at its end, so some engines also accept a longer text",
    remedy: "Put $ at the end; put alternatives into parentheses: ^(A|B)$.",
  },
  A003: {
    level: "error",
    meaning: "kept",
    example: "^A..|B..$",
    problem: (found) => `${found} splits the whole pattern, so ^ binds only its first and $ only its last alternative`,
    remedy: "Put the alternatives into parentheses: ^(A|B)$.",
  },
  A005: {
    level: "error",
    meaning: "kept",
    example: "\\AAA[0-9]\\z",
    problem: (found) => `${found} is an anchor that engines know differently or not at all`,
    remedy: "Use ^ at the start and $ at the end, and no other anchor.",
  },
  A006: {
    level: "error",
    meaning: "lost",
    example: "^A$B$",
    problem: (found) => `${found} is an anchor inside the pattern, where nothing or something else matches`,
    remedy: "Keep one ^ at the start and one $ at the end; for the signs themselves write a class such as [$].",
  },
  D001: {
    level: "error",
    meaning: "kept",
    example: "^\\d{8}$",
    problem: (found) => `${found} means other scripts' digits too in some engines, and no digit at all in others`,
    remedy: "Write [0-9].",
  },
  D002: {
    level: "error",
    meaning: "kept",
    example: "^\\w{10}$",
    problem: (found) => `${found} names a set of characters that differs from engine to engine`,
    remedy: "Write the characters as a class; for \\w that is [0-9A-Za-z_].",
  },
  D003: {
    level: "error",
    meaning: "kept",
    example: "^AA\\s?$",
    problem: (found) => `${found} stands for many kinds of white space, line ends included`,
    remedy: "Write a single space where one is printed; a DSN has none.",
  },
  D004: {
    level: "error",
    meaning: "kept",
    example: "^AA.{8}$",
    problem: (found) => `${found} stands for any character, and engines differ in which`,
    remedy: "Write the alphabet of this place as a class, e.g. [0-9A-Z]; for the full stop itself write [.].",
  },
  D005: {
    level: "error",
    meaning: "kept",
    example: "(?i)^aa$",
    problem: (found) => `${found} sets flags, which are not part of the pattern that is handed over`,
    remedy: "Leave the flags out; write both cases as a class, e.g. [Aa].",
  },
  D006: {
    level: "error",
    meaning: "kept",
    example: "^(?<line>A)$",
    problem: (found) => `${found} names a group, and engines write names differently`,
    remedy: "Write a plain group: ( … ).",
  },
  D007: {
    level: "info",
    meaning: "kept",
    example: "^(?:A|B)$",
    problem: (found) => `${found} starts a non-capturing group, which POSIX engines refuse`,
    remedy: "Write a plain group: ( … ).",
  },
  D008: {
    level: "error",
    meaning: "lost",
    example: "^(?!SN0)SN[0-9]{2}$",
    problem: (found) => `${found} looks ahead or behind, which linear-time engines refuse`,
    remedy: "Write out what is allowed, as alternatives or classes.",
  },
  D009: {
    level: "error",
    meaning: "lost",
    example: "^([A-Z])\\1$",
    problem: (found) => `${found} refers back to a group, which linear-time engines refuse`,
    remedy: "Write out the alternatives.",
  },
  D010: {
    level: "error",
    meaning: "kept",
    example: "^A{6}+$",
    problem: (found) => `${found} behind a quantifier or group means possessive, atomic or a second repeat`,
    remedy: "Keep one quantifier: {n}, {n,m} or ?.",
  },
  D011: {
    level: "warn",
    meaning: "kept",
    example: "^A{2,4}?$",
    problem: (found) =>
      `${found} behind a quantifier means lazy in some engines and optional in POSIX engines and Ruby`,
    remedy: "Leave it out: a full match does not depend on whether a repeat is lazy.",
  },
  D012: {
    level: "error",
    meaning: "kept",
    example: "^[[:digit:]]$",
    problem: (found) => `${found} is a POSIX class, which other engines read as a list of letters`,
    remedy: "Write the ranges: 0-9, A-Z, a-z.",
  },
  D013: {
    level: "error",
    meaning: "kept",
    example: "^[A-Z&&[^IO]]$",
    problem: (found) => `${found} inside a class is a set operation, a nested class or a plain sign, by engine`,
    remedy: "Write the resulting ranges, e.g. [A-HJ-NP-Z]; write each sign once.",
  },
  D014: {
    level: "error",
    meaning: "kept",
    example: "^A{,3}$",
    problem: (found) => `${found} has three meanings among engines`,
    remedy: "Write the minimum: {0,n}.",
  },
  D015: {
    level: "warn",
    meaning: "kept",
    example: "^[0-9]{300}$",
    problem: (found) => `${found} repeats more than ${repeatCountMax} times, beyond what every engine takes`,
    remedy: "Repeat at most 255 times; a DSN has at most 64 characters.",
  },
  D016: {
    level: "error",
    meaning: "lost",
    example: "^\\p{Lu}$",
    problem: (found) => `${found} is a Unicode property, which engines write and fill differently`,
    remedy: "Write the characters as a class of ASCII ranges.",
  },
  D017: {
    level: "error",
    meaning: "kept",
    example: "^\\x41$",
    problem: (found) => `${found} writes a character by its code, and engines differ in how`,
    remedy: "Write the character itself.",
  },
  D018: {
    level: "error",
    meaning: "lost",
    example: "^\\h$",
    problem: (found) => `${found} is known to a few engines only`,
    remedy: "Write it with literals, classes, groups, |, ? and {n,m}.",
  },
  D019: {
    level: "error",
    meaning: "kept",
    example: "^A\\-1$",
    problem: (found) =>
      `${found} escapes a sign with a backslash, and engines differ in which signs they let be escaped`,
    remedy:
      'Write letters, digits, - _ : / # and space bare, every other sign as a class: [+], [.]. No class takes "\\".',
  },
  D020: {
    level: "error",
    meaning: "lost",
    example: "^A{2$",
    problem: (found) => `${found} stands where it is an error in some engines and has another meaning in others`,
    remedy: "Balance the brackets, write repeats as {n} or {n,m} with n <= m, and write a sign as a class, e.g. [+].",
  },
  D021: {
    level: "error",
    meaning: "lost",
    example: "^[]A]$",
    problem: (found) => `${found} is an empty class in some engines and a class with "]" in others`,
    remedy: "Put at least one character into the class.",
  },
  D022: {
    level: "error",
    meaning: "kept",
    example: "^[^IO]$",
    problem: (found) => `${found} starts a negated class, which accepts control and foreign characters`,
    remedy: "Write what is allowed, e.g. [A-HJ-NP-Z].",
  },
  D023: {
    level: "error",
    meaning: "kept",
    example: "^[A-z]$",
    problem: (found) => `${found} is no range upwards inside one of 0-9, A-Z, a-z`,
    remedy: "Split it: [0-9A-Z] for [0-Z], [A-Za-z] for [A-z].",
  },
  D024: {
    level: "error",
    meaning: "lost",
    example: "^\u00c4$",
    problem: (found) => `${found} is not ASCII`,
    remedy: "Use ASCII characters only; a DSN has only A-Z, a-z, 0-9, -, + and _.",
  },
  D025: {
    level: "error",
    meaning: "kept",
    example: "^A\t$",
    problem: (found) => `${found} is a control character`,
    remedy: "Remove it; a scanner's terminator is stripped before the pattern is applied.",
  },
  D026: {
    level: "error",
    meaning: "kept",
    example: "/^A$/",
    problem: (found) => `${found} encloses the pattern, as program code does; here it would be part of the serial`,
    remedy: "Remove the signs at both ends, and the flags.",
  },
  D027: {
    level: "error",
    meaning: "kept",
    example: " ^A$",
    problem: (found) => `${found} surrounds the pattern`,
    remedy: "Remove blanks, quotes and byte order marks before ^ and behind $.",
  },
  D028: {
    level: "warn",
    meaning: "kept",
    example: "^[:-]$",
    problem: (found) => `${found} inside a class is refused by strict engines (JavaScript's v flag)`,
    remedy: "Put it beside the class: ([0-9A-Z]|-).",
  },
  D029: {
    level: "error",
    meaning: "kept",
    example: "^1?[5]{0}A$",
    problem: (found) => `${found} repeats zero times, which some engines refuse and Perl gets wrong`,
    remedy: "Leave out what is repeated, or write how often it may stand there.",
  },
  D030: {
    level: "error",
    meaning: "kept",
    example: "^((A?){2}B){2}$",
    problem: (found) => `${found} repeats what may be empty, for which some engines do not find every text`,
    remedy: "Let what is repeated have a character at least, and the count begin at zero: (A){0,2} for (A?){2}.",
  },
  D031: {
    level: "error",
    meaning: "kept",
    example: "^[:A]B[A:]$",
    problem: (found) => `${found} in the first place of a class begins a POSIX class in some engines`,
    remedy: "Put it behind the other members, as in [A:], or write it bare where it is alone.",
  },
  D032: {
    level: "error",
    meaning: "kept",
    example: "^([0-9]-[A-Z]-){250}$",
    problem: () =>
      `The pattern has more than ${writtenOutMax} characters and groups once its repeats are written out, beyond what every engine takes`,
    remedy: "Repeat less; a DSN has at most 64 characters.",
  },
  L002: {
    level: "error",
    meaning: "kept",
    example: "^$",
    problem: () => "The pattern accepts the empty text only",
    remedy: "Put the serial between ^ and $.",
  },
  S003: {
    level: "error",
    meaning: "kept",
    example: "^[0-9]+$",
    problem: (found) => `${found} repeats without a limit`,
    remedy: "Give a maximum: {1,20}; a DSN has at most 64 characters.",
  },
  S004: {
    level: "error",
    meaning: "lost",
    example: "^([0-9]{255}){255}$",
    // Each limit has a sentence of its own.
    problem: (found) => found,
    remedy: "Write a shorter pattern with fewer repeats of repeats.",
  },
} as const satisfies Readonly<Record<string, PatternRule>>;

/** The id of a rule that a refused pattern breaks. */
export type PatternRuleId = keyof typeof patternRules;
