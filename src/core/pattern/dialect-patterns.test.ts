import { describe, expect, test } from "vitest";
import { patternFix } from "./fix/pattern-fix.ts";
import { hasText } from "./language/language.ts";
import { parsePattern } from "./parse-pattern.ts";

/** What native reads: the same text without flags or with v, or a translation of what other engines write. */
type Dialect = "plain" | "v" | "translated";

/** A pattern, or a part of one, as its engine writes it and as the native engine reads it. */
interface Written {
  readonly source: string;
  readonly native: string;
}

/** A number below `count`, reproducible from its seed (mulberry32). */
type Draw = (count: number) => number;

function drawFrom(seed: number): Draw {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}

function oneOf<T>(draw: Draw, items: readonly [T, ...T[]]): T {
  return items[draw(items.length)] ?? items[0];
}

function same(source: string): Written {
  return { source, native: source };
}

function join(parts: readonly Written[], separator = ""): Written {
  return {
    source: parts.map(({ source }) => source).join(separator),
    native: parts.map(({ native }) => native).join(separator),
  };
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

const codes = [..."AABCYZaabz0019 !+,-./:;@[]^_~"].map((character) => character.charCodeAt(0));

/** One character by its code; `\u{…}` and octal where native reads them, else translated. */
function coded(draw: Draw, dialect: Dialect, isInClass: boolean): Written {
  const code = draw(20) === 0 ? draw(128) : (codes[draw(codes.length)] ?? 65);
  const forms: [Written, ...Written[]] = [same(`\\x${hex(code, 2)}`), same(`\\u${hex(code, 4)}`)];
  if (dialect === "v") forms.push(same(`\\u{${hex(code, 1)}}`));
  if (dialect === "plain" && isInClass) forms.push(same(`\\${code.toString(8).padStart(3, "0")}`));
  if (dialect === "plain" && code < 64) forms.push(same(`\\0${code.toString(8)}`));
  if (dialect === "translated") {
    forms.push({ source: `\\x{${hex(code, 2)}}`, native: `\\x${hex(code, 2)}` });
    forms.push({ source: `\\o{${code.toString(8)}}`, native: `\\x${hex(code, 2)}` });
  }
  if (draw(12) === 0) return same(oneOf(draw, ["\\t", "\\n", "\\r", "\\f", "\\cA", "\\cJ"]));
  return oneOf(draw, forms);
}

/** A character that may end a range, in any way to write it. */
function classCharacter(draw: Draw, dialect: Dialect): Written {
  const kind = draw(10);
  if (kind < 6) return same(oneOf(draw, [..."AABZaz019"] as unknown as [string, ...string[]]));
  if (kind === 6 && dialect === "v")
    return same(oneOf(draw, ["\\-", "\\.", "\\/", "\\]", "\\[", "\\^", "+", " ", "_"]));
  if (kind === 6) {
    const written = oneOf(draw, ["\\-", "\\.", "\\/", "\\]", "\\_", "\\^", "\\+", "\\ ", "+", ".", " ", "_", "\t"]);
    return dialect === "plain" ? same(written) : { source: written, native: nativeSign(written) };
  }
  if (kind === 7 && dialect === "plain" && draw(2) === 0) return same("-");
  return coded(draw, dialect, true);
}

/** The sign of `\_` or `_` by its code, because the flag v refuses some escapes. */
function nativeSign(written: string): string {
  return `\\x${hex(written.charCodeAt(written.length - 1), 2)}`;
}

function classMember(draw: Draw, dialect: Dialect, depth: number): Written {
  const kind = draw(12);
  if (kind < 4) return classCharacter(draw, dialect);
  if (kind < 8) return join([classCharacter(draw, dialect), classCharacter(draw, dialect)], "-");
  if (kind === 8) return same(oneOf(draw, ["\\d", "\\w", "\\D", "\\W"]));
  if (kind === 9 && dialect === "translated") return posix(draw);
  if (kind === 9 && dialect === "v" && depth < 2) return characterClass(draw, dialect, depth + 1);
  return same(oneOf(draw, ["A-Z", "a-f", "0-9", "A-z", "0-Z"]));
}

function posix(draw: Draw): Written {
  const [name, native] = oneOf(draw, [
    ["digit", "0-9"],
    ["upper", "A-Z"],
    ["lower", "a-z"],
    ["alpha", "A-Za-z"],
    ["alnum", "0-9A-Za-z"],
    ["xdigit", "0-9A-Fa-f"],
    ["word", "\\w"],
    ["punct", "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e"],
    ["blank", "\\t\\x20"],
    ["^digit", "\\D"],
  ]);
  return { source: `[:${name}:]`, native };
}

function characterClass(draw: Draw, dialect: Dialect, depth = 0): Written {
  const negation = same(draw(5) === 0 ? "^" : "");
  const members = Array.from({ length: 1 + draw(3) }, () => classMember(draw, dialect, depth));
  if (dialect === "v" && depth < 2 && draw(4) === 0) {
    const operator = draw(2) === 0 ? "&&" : "--";
    const operands = Array.from({ length: 2 + draw(2) }, () => characterClass(draw, dialect, depth + 1));
    return join([same("["), negation, join(operands, operator), same("]")]);
  }
  if (dialect === "translated" && depth === 0 && draw(4) === 0) return subtraction(draw, members);
  return join([same("["), negation, ...members, same("]")]);
}

/** `[A-Z-[IO]]` of .NET or `[A-Z&&[^IO]]` of Java. */
function subtraction(draw: Draw, members: readonly Written[]): Written {
  const without = join([classCharacter(draw, "translated"), classCharacter(draw, "translated")]);
  const kept = join(members);
  const taken = { source: `-[${without.source}]`, native: `--[${without.native}]` };
  const common = { source: `&&[^${without.source}]`, native: `&&[^${without.native}]` };
  const chosen = draw(2) === 0 ? taken : common;
  return { source: `[${kept.source}${chosen.source}]`, native: `[[${kept.native}]${chosen.native}]` };
}

function atom(draw: Draw, dialect: Dialect, depth: number): Written {
  const kind = draw(20);
  if (kind < 6) return same(oneOf(draw, ["A", "B", "a", "0", "1", "-", "_", "AB"]));
  if (kind < 12) return characterClass(draw, dialect);
  if (kind === 12) return coded(draw, dialect, false);
  if (kind === 13) return same(oneOf(draw, ["\\d", "\\w", "\\W", "\\D", "\\."]));
  if (kind === 14) return same(oneOf(draw, [".", "\\/", "\\+", "\\(", "\\]", "\\|"]));
  if (kind === 15 && dialect === "plain") return same(oneOf(draw, ["\\-", "\\_", ",", "@", "]", "}", "\\t", "\\#"]));
  return depth > 2 ? same("A") : group(draw, dialect, depth + 1);
}

function group(draw: Draw, dialect: Dialect, depth: number): Written {
  const inner = choice(draw, dialect, depth);
  const name = `n${draw(1e9)}`;
  const openings: [Written, ...Written[]] = [same("("), same("("), same("(?:"), same(`(?<${name}>`)];
  // Not (?i: and its like: V8 matches no "aA" with ^(?i:(0|[A-Z])[az])$.
  if (dialect === "translated") {
    openings.push({ source: `(?P<${name}>`, native: "(?:" }, { source: `(?'${name}'`, native: "(?:" });
    if (draw(3) === 0) return { source: `(?>${inner.source})`, native: atomic(name, inner.native) };
  }
  return join([oneOf(draw, openings), inner, same(")")]);
}

/** What gives nothing back once it has matched, in the words of an engine that has no sign for it. */
function atomic(name: string, native: string): string {
  return `(?:(?=(?<${name}>${native}))\\k<${name}>)`;
}

function repeated(draw: Draw, dialect: Dialect, depth: number): Written {
  const item = atom(draw, dialect, depth);
  const isOne = item.source.length === 1 || /^[[(\\]/.test(item.source);
  if (!isOne || draw(2) === 0) return item;
  const count = oneOf(draw, ["?", "*", "+", "{2}", "{0,1}", "{1,3}", "{2,}", "{0}"]);
  const kind = draw(8);
  if (kind === 0) return join([item, same(`${count}?`)]);
  if (kind === 1 && dialect === "translated") {
    return { source: `${item.source}${count}+`, native: atomic(`p${draw(1e9)}`, item.native + count) };
  }
  if (kind === 2 && dialect === "translated") {
    return { source: `${item.source}{,2}`, native: `${item.native}{0,2}` };
  }
  return join([item, same(count)]);
}

function choice(draw: Draw, dialect: Dialect, depth: number): Written {
  const options = Array.from({ length: draw(3) === 0 ? 2 : 1 }, () => {
    const items = Array.from({ length: draw(12) === 0 ? 0 : 1 + draw(3) }, () => repeated(draw, dialect, depth));
    return join(items);
  });
  return join(options, "|");
}

/** A whole pattern with anchors in their places or not, and its flags. */
function wholePattern(draw: Draw, dialect: Dialect): Written & { readonly flags: string } {
  const body = choice(draw, dialect, 0);
  const unicode = dialect === "plain" ? "" : "v";
  const frame = draw(8);
  const inside = { source: `^${body.source}$`, native: `^(?:${body.native})$` };
  if (frame === 0 && body.source !== "") {
    const flags = oneOf(draw, ["i", "s", "g", "is", "gm", "im", ""]);
    return { source: `/${body.source}/${flags}`, native: body.native, flags: flags + unicode };
  }
  if (frame === 1) return { ...body, flags: unicode };
  if (frame === 2) return { source: `(?i)^${grouped(body.source)}$`, native: inside.native, flags: `i${unicode}` };
  if (frame === 3) return { source: `\\A${grouped(body.source)}\\z`, native: inside.native, flags: unicode };
  if (frame === 4) return { source: `^${body.source}$`, native: `^${body.native}$`, flags: unicode };
  return { source: `^${grouped(body.source)}$`, native: inside.native, flags: unicode };
}

function grouped(source: string): string {
  return `(${source})`;
}

/** The native engine over whole texts, line ends included; undefined where it does not compile the pattern. */
function nativeMatcher(native: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`(?<![\\s\\S])(?:${native})(?![\\s\\S])`, flags.replace("g", ""));
  } catch {
    return undefined;
  }
}

/** Portable text needs no dialect; other text is in that of the original, and not read where native has none. */
function fixedMatcher(fixed: string, dialect: Dialect): RegExp | undefined {
  if (parsePattern(fixed).ok) return nativeMatcher(fixed, "");
  if (dialect === "translated" || fixed.startsWith("/")) return undefined;
  return nativeMatcher(fixed, dialect === "v" ? "v" : "");
}

const textCharacters = "ABCYZabz019-+,./ _^]~:;@[\\|\t\n\u0001\u00e9";
const texts = textCharacters.split("").flatMap((a) => [a, ...[..."A0a-"].flatMap((b) => [a + b, b + a])]);

/** Every text of one character or two, and random ones. */
function* trialTexts(draw: Draw): Generator<string> {
  yield "";
  yield* texts;
  for (let count = 0; count < 40; count += 1) {
    const length = 2 + draw(4);
    yield Array.from({ length }, () => textCharacters[draw(draw(2) === 0 ? 13 : textCharacters.length)]).join("");
  }
}

/** What a run over many patterns saw. */
interface Tally {
  meant: number;
  matched: number;
  fixedSame: number;
}

function judge(seed: number, tally: Tally): void {
  const draw = drawFrom(seed);
  const dialect = oneOf<Dialect>(draw, ["plain", "v", "translated"]);
  const { source, native, flags } = wholePattern(draw, dialect);
  const matcher = nativeMatcher(native, flags);
  if (matcher === undefined) return;
  const result = parsePattern(source);
  const meaning = result.ok ? result.pattern : result.meaning;
  const fix = patternFix(source);
  if (meaning !== undefined) tally.meant += 1;
  const fixed = fix?.relation === "same" ? fixedMatcher(fix.fixed, dialect) : undefined;
  if (fixed !== undefined) tally.fixedSame += 1;
  if (meaning === undefined && fixed === undefined) return;
  for (const text of trialTexts(draw)) {
    const isMatch: boolean = matcher.test(text);
    if (isMatch) tally.matched += 1;
    const isMeant: boolean = meaning === undefined || hasText(meaning.language, text) === isMatch;
    const isKept: boolean = fixed === undefined || fixed.test(text) === isMatch;
    if (isMeant && isKept) continue;
    const shown = `seed ${seed}: ${source} /${native}/${flags} on ${JSON.stringify(text)}`;
    expect.fail(`${shown} should be ${isMatch}; ${isMeant ? `mended as ${fix?.fixed}` : "read"} it is not`);
  }
}

describe("patterns of any dialect", () => {
  // BOXPROOF_PATTERN_RUNS=300000 looks longer.
  const runCount = Number(process.env["BOXPROOF_PATTERN_RUNS"] ?? 6000);

  test("mean what the native engine matches, before and after their fixes", { timeout: 5 * runCount + 30_000 }, () => {
    const tally: Tally = { meant: 0, matched: 0, fixedSame: 0 };
    for (let seed = 0; seed < runCount; seed += 1) judge(seed, tally);
    expect(tally.meant).toBeGreaterThan(runCount * 0.3);
    expect(tally.fixedSame).toBeGreaterThan(runCount * 0.1);
    expect(tally.matched).toBeGreaterThan(runCount);
  });
});
