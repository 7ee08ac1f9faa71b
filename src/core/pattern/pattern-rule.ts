/** Why a construct is outside the portable subset, and what to write instead. Both get the found text, in quotes. */
interface PatternRule {
  readonly problem: (found: string) => string;
  readonly remedy: string;
}

/** Longest pattern that is looked at, in characters. */
export const patternLengthMax = 1000;
/** Deepest nesting of groups. */
export const groupDepthMax = 32;
/** Largest count in a repeat: the limit of POSIX (RE_DUP_MAX). */
export const repeatCountMax = 255;
/** Most faults that are listed for one pattern. */
export const faultCountMax = 20;

/**
 * The rules of the portable subset; this is their table. What they leave was tried in 13 engines (JavaScript without
 * and with the flags u and v, RE2 natively and in JavaScript, Go, Java, Python, .NET, PCRE2, Perl, Ruby, POSIX): 50
 * patterns meant the same everywhere on 24 texts, but for a bare "-" inside a class under v, which D028 refuses.
 *
 * The ids are stable and appear in every output; each means one thing for ever. A: anchors. D: dialects. S: safety and
 * limits. L: the language of a pattern. Y: its symbology. Rules over what a pattern means for a catalog (L002 to L013,
 * Y001) stand in `core/catalog`; ids that are in neither place are kept for planned rules.
 */
export const patternRules = {
  A001: {
    problem: () => "The pattern has no ^ at its start, so some engines also find it inside a longer text",
    remedy: "Put ^ at the start; put alternatives into parentheses: ^(A|B)$.",
  },
  A002: {
    problem: () => "The pattern has no $ at its end, so some engines also accept a longer text",
    remedy: "Put $ at the end; put alternatives into parentheses: ^(A|B)$.",
  },
  A003: {
    problem: (found) => `${found} splits the whole pattern, so ^ binds only its first and $ only its last alternative`,
    remedy: "Put the alternatives into parentheses: ^(A|B)$.",
  },
  A005: {
    problem: (found) => `${found} is an anchor that engines know differently or not at all`,
    remedy: "Use ^ at the start and $ at the end, and no other anchor.",
  },
  A006: {
    problem: (found) => `${found} is an anchor inside the pattern, where nothing or something else matches`,
    remedy: "Keep one ^ at the start and one $ at the end; for the signs themselves write a class such as [$].",
  },
  D001: {
    problem: (found) => `${found} means other scripts' digits too in some engines, and no digit at all in others`,
    remedy: "Write [0-9].",
  },
  D002: {
    problem: (found) => `${found} names a set of characters that differs from engine to engine`,
    remedy: "Write the characters as a class; for \\w that is [0-9A-Za-z_].",
  },
  D003: {
    problem: (found) => `${found} stands for many kinds of white space, line ends included`,
    remedy: "Write a single space where one is printed; a DSN has none.",
  },
  D004: {
    problem: (found) => `${found} stands for any character, and engines differ in which`,
    remedy: "Write the alphabet of this place as a class, e.g. [0-9A-Z]; for the full stop itself write [.].",
  },
  D005: {
    problem: (found) => `${found} sets flags, which are not part of the pattern that is handed over`,
    remedy: "Leave the flags out; write both cases as a class, e.g. [Aa].",
  },
  D006: {
    problem: (found) => `${found} names a group, and engines write names differently`,
    remedy: "Write a plain group: ( … ).",
  },
  D007: {
    problem: (found) => `${found} starts a non-capturing group, which POSIX engines refuse`,
    remedy: "Write a plain group: ( … ).",
  },
  D008: {
    problem: (found) => `${found} looks ahead or behind, which linear-time engines refuse`,
    remedy: "Write out what is allowed, as alternatives or classes.",
  },
  D009: {
    problem: (found) => `${found} refers back to a group, which linear-time engines refuse`,
    remedy: "Write out the alternatives.",
  },
  D010: {
    problem: (found) => `${found} behind a quantifier or group means possessive, atomic or a second repeat`,
    remedy: "Keep one quantifier: {n}, {n,m} or ?.",
  },
  D011: {
    problem: (found) => `${found} behind a quantifier means lazy in some engines and optional in others`,
    remedy: "Leave it out: a full match does not depend on it.",
  },
  D012: {
    problem: (found) => `${found} is a POSIX class, which other engines read as a list of letters`,
    remedy: "Write the ranges: 0-9, A-Z, a-z.",
  },
  D013: {
    problem: (found) => `${found} inside a class is a set operation, a nested class or a plain sign, by engine`,
    remedy: "Write the resulting ranges, e.g. [A-HJ-NP-Z]; write each sign once.",
  },
  D014: {
    problem: (found) => `${found} has three meanings among engines`,
    remedy: "Write the minimum: {0,n}.",
  },
  D015: {
    problem: (found) => `${found} repeats more than ${repeatCountMax} times, beyond what every engine takes`,
    remedy: "Repeat at most 255 times; a DSN has at most 64 characters.",
  },
  D016: {
    problem: (found) => `${found} is a Unicode property, which engines write and fill differently`,
    remedy: "Write the characters as a class of ASCII ranges.",
  },
  D017: {
    problem: (found) => `${found} writes a character by its code, and engines differ in how`,
    remedy: "Write the character itself.",
  },
  D018: {
    problem: (found) => `${found} is known to a few engines only`,
    remedy: "Write it with literals, classes, groups, |, ? and {n,m}.",
  },
  D019: {
    problem: (found) =>
      `${found} escapes a sign with a backslash, and engines differ in which signs they let be escaped`,
    remedy:
      'Write letters, digits, - _ : / # and space bare, every other sign as a class: [+], [.]. No class takes "\\".',
  },
  D020: {
    problem: (found) => `${found} stands where it is an error in some engines and has another meaning in others`,
    remedy: "Balance the brackets, write repeats as {n} or {n,m} with n <= m, and write a sign as a class, e.g. [+].",
  },
  D021: {
    problem: (found) => `${found} is an empty class in some engines and a class with "]" in others`,
    remedy: "Put at least one character into the class.",
  },
  D022: {
    problem: (found) => `${found} starts a negated class, which accepts control and foreign characters`,
    remedy: "Write what is allowed, e.g. [A-HJ-NP-Z].",
  },
  D023: {
    problem: (found) => `${found} is no range upwards inside one of 0-9, A-Z, a-z`,
    remedy: "Split it: [0-9A-Z] for [0-Z], [A-Za-z] for [A-z].",
  },
  D024: {
    problem: (found) => `${found} is not ASCII`,
    remedy: "Use ASCII characters only; a DSN has only A-Z, a-z, 0-9, -, + and _.",
  },
  D025: {
    problem: (found) => `${found} is a control character`,
    remedy: "Remove it; a scanner's terminator is stripped before the pattern is applied.",
  },
  D026: {
    problem: (found) => `${found} encloses the pattern, as program code does; here it would be part of the serial`,
    remedy: "Remove both slashes and the flags.",
  },
  D027: {
    problem: (found) => `${found} surrounds the pattern`,
    remedy: "Remove blanks, quotes and byte order marks before ^ and behind $.",
  },
  D028: {
    problem: (found) => `${found} inside a class is refused by strict engines (JavaScript's v flag)`,
    remedy: "Put it beside the class: ([0-9A-Z]|-).",
  },
  L002: {
    problem: () => "The pattern accepts the empty text only",
    remedy: "Put the serial between ^ and $.",
  },
  S003: {
    problem: (found) => `${found} repeats without a limit`,
    remedy: "Give a maximum: {1,20}; a DSN has at most 64 characters.",
  },
  S004: {
    // Each limit has a sentence of its own.
    problem: (found) => found,
    remedy: "Write a shorter pattern with fewer repeats of repeats.",
  },
} as const satisfies Readonly<Record<string, PatternRule>>;

/** The id of a rule that a refused pattern breaks. */
export type PatternRuleId = keyof typeof patternRules;
