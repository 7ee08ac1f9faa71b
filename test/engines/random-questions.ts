import type { Random } from "../../src/core/index.ts";
import { backtrackingFindings, type Pattern, parsePattern, patternSpecimen } from "../../src/core/pattern/index.ts";
import { pick } from "../bench/serial-parts.ts";
import type { Question } from "./engine.ts";

/** A question about a portable pattern, and what boxproof says to it. */
export interface RandomQuestion extends Question {
  readonly parsed: Pattern;
}

/** Longer ones take the engines more time and show nothing that their parts do not. */
const patternLengthMax = 100;

/**
 * A pattern of the portable subset, without a warning, on which no engine spends its time, and texts for it: its own,
 * those one edit away, those with a line end or another sign that engines are known to treat in their own way, and others.
 */
export function randomQuestion(random: Random, textCount: number): RandomQuestion {
  // What is not portable is drawn anew, which leaves short ones, so that some are asked to be long.
  const lengthMin = random.integer(0, 1) === 0 ? 3 : random.integer(12, 60);
  for (;;) {
    const pattern = `^${sequence(random, 0)}$`;
    if (pattern.length < lengthMin || pattern.length > patternLengthMax) continue;
    const result = parsePattern(pattern);
    if (!result.ok || result.notes.length > 0 || backtrackingFindings(result.pattern).length > 0) continue;
    return { pattern, parsed: result.pattern, texts: textsFor(result.pattern, random, textCount) };
  }
}

function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}

function sequence(random: Random, depth: number): string {
  const parts = times(random.integer(1, depth === 0 ? 5 : 3), () => item(random, depth) + quantifier(random));
  return parts.join("");
}

function item(random: Random, depth: number): string {
  const kind = random.integer(0, 9);
  if (kind < 4) return pick([..."ABKSaks0129-_:/ #"], random);
  if (kind < 7 || depth > 2) return `[${classMembers(random)}]`;
  return `(${times(random.integer(1, 3), () => sequence(random, depth + 1)).join("|")})`;
}

const ranges = ["0-9", "A-Z", "a-z", "A-F", "J-NP-Z", "1-3", "k-s", "5-5"];
const signs = [..."ABKSaksz059!\"#$%&'*+,.:;<=>?@^_`~ "];

/** Now and then `^` or `:` comes first, or a sign comes twice, which is not portable. */
function classMembers(random: Random): string {
  const members = times(random.integer(1, 4), () => pick(random.integer(0, 1) === 0 ? ranges : signs, random));
  return members.join("");
}

/** Now and then a repeat of none, of so many that all of them are too many, or of what may be empty. */
function quantifier(random: Random): string {
  const kind = random.integer(0, 19);
  if (kind < 12) return "";
  if (kind < 16) return "?";
  const least = random.integer(0, 3);
  if (kind === 16) return `{${least}}`;
  if (kind === 17) return `{${pick([7, 12, 20, 40, 120], random)}}`;
  return `{${least},${least + random.integer(0, 3)}}`;
}

/** Digits and letters of other scripts, letters that fold to K and S, a mark that combines, and unseen signs. */
const foreign = [..."\u0663\uff13\uff21\u212a\u017f\u00df\u00e9\u0301\u00a0\ufeff\u200b\u0130\u{1f600}\u{1d7d1}"];
const controls = [..."\0\t\v\f\u001c\u001d\u007f\u0085\u2028\u2029"];
const lineEnds = ["\n", "\r", "\r\n", "\n\n"];
const ascii = times(95, () => "").map((_, index) => String.fromCharCode(32 + index));

function textsFor(pattern: Pattern, random: Random, count: number): readonly string[] {
  const own = patternSpecimen(pattern, random);
  return ["", own, `${own}\n`, ...times(count - 3, () => textFor(pattern, random))];
}

function textFor(pattern: Pattern, random: Random): string {
  const own = patternSpecimen(pattern, random);
  const kind = random.integer(0, 19);
  if (kind < 6) return own;
  if (kind < 11) return edited(own, pick(ascii, random), random);
  if (kind < 14) return edited(own, pick(foreign, random), random);
  if (kind < 16) return edited(own, pick(controls, random), random);
  if (kind === 16) return own + pick(lineEnds, random);
  if (kind === 17) return pick(lineEnds, random) + own;
  if (kind === 18) return own + pick(["", ...lineEnds], random) + own;
  return times(random.integer(0, 8), () => pick([...ascii, ...foreign], random)).join("");
}

/** The text with a character replaced, put in or taken out at any place, or with its letters in the other case. */
function edited(text: string, character: string, random: Random): string {
  const at = random.integer(0, text.length);
  const kind = random.integer(0, 6);
  if (kind < 3) return text.slice(0, at) + character + text.slice(at + 1);
  if (kind < 5) return text.slice(0, at) + character + text.slice(at);
  if (kind === 5) return text.slice(0, at) + text.slice(at + 1);
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
