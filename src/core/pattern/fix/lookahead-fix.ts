import { countWork, type MeasuredWork, measuredWork, type WorkAllowance, workAllowance } from "../counted-work.ts";
import { difference, intersection } from "../language/combine-languages.ts";
import { exploreLanguage } from "../language/explore-language.ts";
import { deadState, type Language, nextState, startState } from "../language/language.ts";
import { languageOf } from "../language/language-of.ts";
import { anyCharacter, type LanguagePart, repeat, sequence } from "../language/language-part.ts";
import { buildTree } from "../syntax/build-tree.ts";
import type { PatternReading } from "../syntax/pattern-reading.ts";
import { type Fault, keepsMeaning } from "../syntax/pattern-source.ts";
import type { OpenToken, PatternToken } from "../syntax/pattern-token.ts";
import type { SourceRange } from "../syntax/source-range.ts";
import { languageSource } from "./language-source.ts";

/** Most steps of finding out what looks mean: some hundredths of a second. */
const lookStepCountMax = 3_000_000;
/** Most states of a language on the way to one that is short enough to be written back. */
const stateCountMax = 4_000;

/** A part of a pattern, from its first look around to its end, and the plain text that means the same. */
interface LookFix {
  /** Where the looks begin that it mends. */
  readonly spots: ReadonlySet<number>;
  readonly at: SourceRange;
  readonly fix: string;
}

/** The faults with the fix of looks ahead and behind, where there is one; it is the same for all of them. */
export function withLookaheadFix(reading: PatternReading): readonly Fault[] {
  const { faults } = reading;
  if (!faults.some(({ id }) => id === "D008")) return faults;
  const found = rememberedLookFix(reading);
  if (found === undefined) return faults;
  const { at, fix, spots } = found;
  return faults.map((fault) =>
    fault.id === "D008" && spots.has(fault.at[0]) ? { ...fault, spot: fault.at, at, fix } : fault,
  );
}

let last: (MeasuredWork<LookFix | undefined> & { readonly source: string }) | undefined;

/**
 * A text is asked about when it is read and again when it is mended. Each time counts as the first one, so that counts
 * do not depend on what was asked before.
 */
function rememberedLookFix(reading: PatternReading): LookFix | undefined {
  const { source } = reading;
  if (last?.source === source) countWork(last.stepCount);
  else last = { source, ...measuredWork(() => lookFix(reading)) };
  return last.answer;
}

/**
 * Looks ahead outside all groups, e.g. `^(?!SN0)SN[0-9]{2}$`, are what follows them without (or only with) the texts that
 * begin so; looks behind at the end, e.g. `[0-9]{4}(?<!00)$`, are the whole without the texts that end so. Where that
 * language can be written back simply, all of them have one fix that is equal by construction. Undefined for those in
 * groups or before alternatives, for infinite languages, and where a limit is reached.
 */
function lookFix({ source, tokens, faults, end }: PatternReading): LookFix | undefined {
  const parts = partsOf(tokens, end);
  if (parts === undefined) return undefined;
  const count = parts.findLastIndex((part) => part.look === undefined || !isBehind(part.look)) + 1;
  const [before, behind] = [parts.slice(0, count), parts.slice(count)];
  const first = behind.length > 0 ? 0 : before.findIndex((part) => part.look !== undefined);
  const looks = parts.flatMap((part) => (part.look === undefined ? [] : [part.look.at[0]]));
  const [spots, from] = [new Set(looks), parts[first]?.at[0]];
  const others = faults.filter(({ id, at }) => id !== "D008" || !spots.has(at[0]));
  if (from === undefined || looks.length === 0 || !keepsMeaning(others)) return undefined;
  if (before.some(({ look }) => look !== undefined && isBehind(look))) return undefined;
  const language = languageOfParts(before.slice(first), behind, workAllowance(lookStepCountMax));
  const fix = language === undefined ? undefined : languageSource(language);
  // Digits that follow a code such as \\0 would become a part of it.
  if (fix === undefined || /\\[0-9]+$/.test(source.slice(0, from))) return undefined;
  return { spots, at: [from, end], fix };
}

/** A look around, or what stands between two of them, outside all groups. */
type Part = { readonly tokens: readonly PatternToken[]; readonly at: SourceRange; readonly look?: OpenToken };

/** Undefined where alternatives stand outside all groups, or a quantifier behind a look. */
function partsOf(tokens: readonly PatternToken[], end: number): readonly Part[] | undefined {
  const parts: Part[] = [];
  let [depth, begun] = [0, 0];
  const addPlain = (until: number) => {
    const first = tokens[begun];
    if (begun < until && first !== undefined)
      parts.push({ tokens: tokens.slice(begun, until), at: [first.at[0], tokens[until]?.at[0] ?? end] });
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "bar" && depth === 0) return undefined;
    if (token.kind === "open") {
      if (depth === 0 && isLook(token)) {
        addPlain(index);
        begun = index;
      }
      depth += 1;
    }
    if (token.kind !== "close") continue;
    depth -= 1;
    const opening = tokens[begun];
    if (depth !== 0 || opening?.kind !== "open" || !isLook(opening)) continue;
    if (tokens[index + 1]?.kind === "repeat") return undefined;
    parts.push({ tokens: tokens.slice(begun + 1, index), at: [opening.at[0], token.at[1]], look: opening });
    begun = index + 1;
  }
  addPlain(tokens.length);
  return parts;
}

function isLook({ asks }: OpenToken): boolean {
  return asks !== undefined && asks !== "atomic";
}

function isBehind({ asks }: OpenToken): boolean {
  return asks === "behind" || asks === "not-behind";
}

/** From the last part to the first; what looks behind stands at the end and sees all of it. */
function languageOfParts(
  before: readonly Part[],
  behind: readonly Part[],
  allowance: WorkAllowance,
): Language | undefined {
  let language = known(sequence());
  for (const part of [...before.toReversed(), ...behind]) {
    if (language === undefined || language.stateCount > stateCountMax || allowance.isUsedUp()) return undefined;
    language = part.look === undefined ? joined(plainOf(part), language, allowance) : restricted(language, part);
  }
  return language;
}

function known(part: LanguagePart): Language | undefined {
  const result = languageOf(part);
  return result.ok ? result.language : undefined;
}

function plainOf({ tokens, at }: Part): Language | undefined {
  return known(buildTree(tokens, at));
}

/** The texts of the language that a look accepts: those that begin, or for one behind end, as it asks or does not ask. */
function restricted(language: Language, { tokens, at, look }: Part): Language | undefined {
  // A look inside another one is left alone.
  if (look === undefined || tokens.some((token) => token.kind === "open" && isLook(token))) return undefined;
  const isWhole = tokens.at(-1)?.kind === "end";
  const inside = buildTree(isWhole ? tokens.slice(0, -1) : tokens, [look.at[1], at[1] - 1]);
  const anything = repeat(anyCharacter(), { min: 0, max: Number.POSITIVE_INFINITY });
  const ahead: LanguagePart = isWhole ? inside : sequence(inside, anything);
  const asked = known(isBehind(look) ? sequence(anything, inside) : ahead);
  if (asked === undefined) return undefined;
  const isWanted = look.asks === "ahead" || look.asks === "behind";
  const result = isWanted ? intersection(language, asked) : difference(language, asked);
  return result.ok ? result.language : undefined;
}

/** Every text of `a` with every text of `b` behind it. */
function joined(a: Language | undefined, b: Language, allowance: WorkAllowance): Language | undefined {
  if (a === undefined) return undefined;
  const begunWith = (state: number, others: readonly number[]) => {
    const begun = a.accepting[state] === 1 ? [...others, startState] : others;
    return { state, others: [...new Set(begun)].sort((one, other) => one - other) };
  };
  const result = exploreLanguage(
    {
      start: begunWith(startState, []),
      key: ({ state, others }) => `${state} ${others.join()}`,
      step({ state, others }, code) {
        const after = others.map((other) => nextState(b, other, code)).filter((other) => other !== deadState);
        const next = begunWith(nextState(a, state, code), after);
        return next.state === deadState && next.others.length === 0 ? undefined : next;
      },
      accepts: ({ others }) => others.some((other) => b.accepting[other] === 1),
    },
    allowance,
  );
  return result.ok ? result.language : undefined;
}
