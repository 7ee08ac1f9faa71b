import { difference, intersection } from "../language/combine-languages.ts";
import type { LanguageResult } from "../language/language.ts";
import { languageOf } from "../language/language-of.ts";
import { anyCharacter, type LanguagePart, repeat, sequence } from "../language/language-part.ts";
import { buildTree } from "../syntax/build-tree.ts";
import type { PatternReading } from "../syntax/pattern-reading.ts";
import { type Fault, keepsMeaning } from "../syntax/pattern-source.ts";
import type { OpenToken, PatternToken } from "../syntax/pattern-token.ts";
import type { SourceRange } from "../syntax/source-range.ts";
import { languageSource } from "./language-source.ts";

/** A part of a pattern, from its last look ahead to its end, and the plain text that means the same. */
interface LookaheadFix {
  /** The `(?=` or `(?!` itself. */
  readonly spot: SourceRange;
  readonly at: SourceRange;
  readonly fix: string;
}

/** The faults with the fix of a look ahead, where there is one. */
export function withLookaheadFix(reading: PatternReading): readonly Fault[] {
  const { faults } = reading;
  if (!faults.some(({ id }) => id === "D008")) return faults;
  const found = lookaheadFix(reading);
  if (found === undefined) return faults;
  return faults.map((fault) => (fault.id === "D008" && fault.at[0] === found.spot[0] ? { ...fault, ...found } : fault));
}

/**
 * Looks ahead at the top of a pattern, e.g. `^(?!SN0)SN[0-9]{2}$`, are what follows them without (or only with) the texts
 * that begin so. Where that language can be written back simply, the last of them has a fix that is equal by construction.
 * Undefined for those in groups or before alternatives, for infinite languages, and where a limit is reached.
 */
function lookaheadFix({ tokens, faults, end }: PatternReading): LookaheadFix | undefined {
  const look = lastLook(tokens);
  if (look === undefined) return undefined;
  const from = look.opening.at[0];
  const others = faults.filter(({ at, spot }) => (spot ?? at)[0] > from);
  if (!keepsMeaning(others) || others.some(({ id }) => id === "A003")) return undefined;
  const result = languageAfter(look, end);
  const fix = result?.ok ? languageSource(result.language) : undefined;
  return fix === undefined ? undefined : { spot: look.opening.at, at: [from, end], fix };
}

/** A look ahead with the tokens in it and behind it. */
interface Look {
  readonly opening: OpenToken;
  readonly inside: readonly PatternToken[];
  readonly behind: readonly PatternToken[];
  readonly close: PatternToken;
}

/** The last look ahead outside all groups; undefined when there is none, or alternatives are outside them, too. */
function lastLook(tokens: readonly PatternToken[]): Look | undefined {
  let depth = 0;
  let opening: { readonly token: OpenToken; readonly index: number } | undefined;
  let look: Look | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "bar" && depth === 0) return undefined;
    if (token.kind === "open") {
      if (depth === 0) opening = { token, index };
      depth += 1;
    }
    if (token.kind !== "close") continue;
    depth -= 1;
    if (depth !== 0 || opening === undefined || !isLook(opening.token)) continue;
    const inside = tokens.slice(opening.index + 1, index);
    look = { opening: opening.token, inside, behind: tokens.slice(index + 1), close: token };
  }
  return look;
}

function isLook({ asks }: OpenToken): boolean {
  return asks === "ahead" || asks === "not-ahead";
}

function languageAfter({ opening, inside, behind, close }: Look, end: number): LanguageResult | undefined {
  // A quantifier behind a look ahead has no agreed meaning, nor has a look ahead inside another one.
  if (behind[0]?.kind === "repeat" || inside.some((token) => token.kind === "open" && isLook(token))) return undefined;
  const isWhole = inside.at(-1)?.kind === "end";
  const ahead = buildTree(isWhole ? inside.slice(0, -1) : inside, [opening.at[1], close.at[0]]);
  const anything = repeat(anyCharacter(), { min: 0, max: Number.POSITIVE_INFINITY });
  const asked: LanguagePart = isWhole ? ahead : sequence(ahead, anything);
  const [a, b] = [languageOf(buildTree(behind, [close.at[1], end])), languageOf(asked)];
  if (!a.ok || !b.ok) return undefined;
  return opening.asks === "ahead" ? intersection(a.language, b.language) : difference(a.language, b.language);
}
