import { setSource } from "../language/set-source.ts";
import { type FaultDetail, type FlagSetting, type PatternSource, refuse } from "./pattern-source.ts";
import type { PatternToken } from "./pattern-token.ts";
import type { SourceRange } from "./source-range.ts";

/** Flags that do not change what a full match of ASCII text is; D only behind a slash, as PHP writes it. */
const harmless = /^[dguvy]$/;

/** What is known of each letter: x leaves blanks and what is behind # out, so without those it changes nothing. */
function isKnownFlag({ text, start, end }: PatternSource, letter: string, kind: FlagSetting["kind"]): boolean {
  if (letter === "x") return !/[\s#]/.test(text.slice(start, end));
  return harmless.test(letter) || "ims".includes(letter) || (letter === "D" && kind === "outer");
}

/** Sets flags where they stand; they are refused by `checkFlags`, when their scope is known. */
export function setFlags(source: PatternSource, setting: Omit<FlagSetting, "before">): void {
  const before = source.flags;
  source.flagSettings.push({ ...setting, before });
  const [on = "", off = ""] = setting.letters.split("-");
  source.flags = {
    ignoreCase: (before.ignoreCase || on.includes("i")) && !off.includes("i"),
    dotAll: (before.dotAll || on.includes("s")) && !off.includes("s"),
  };
}

/**
 * Refuses flags: D005 for what they change in characters, A006 for m, which moves the anchors to line ends; over a whole
 * text without line ends that is the same. Ignoring case is mended by writing both cases, in all that the flags hold for.
 */
export function checkFlags(source: PatternSource, tokens: readonly PatternToken[]): void {
  for (const setting of source.flagSettings) {
    const { at, letters } = setting;
    const isKnown = [...letters.replace("-", "")].every((letter) => isKnownFlag(source, letter, setting.kind));
    const meaning = isKnown && !splitsAlternatives(setting, tokens) ? "kept" : "lost";
    const mend = isKnown ? mended(source, setting, tokens) : undefined;
    const range = mend?.at ?? at;
    const detail: FaultDetail = mend === undefined ? { meaning } : { spot: at, fix: mend.fix, meaning };
    if (letters.includes("m")) refuse(source, "A006", range, { ...detail, remedy: lineRemedy });
    if (letters !== "m") refuse(source, "D005", range, detail);
  }
}

/** In a(?i)b|c, Ruby reads b|c as a group behind a, other engines only set flags. */
function splitsAlternatives({ at, kind }: FlagSetting, tokens: readonly PatternToken[]): boolean {
  if (kind !== "inline") return false;
  const index = tokens.findIndex((token) => token.at[0] >= at[1]);
  const before = tokens[index - 1]?.kind;
  if (index < 0 || before === undefined || before === "start" || before === "open" || before === "bar") return false;
  let depth = 0;
  for (const { kind: next } of tokens.slice(index)) {
    if (next === "bar" && depth === 0) return true;
    depth += next === "open" ? 1 : next === "close" ? -1 : 0;
    if (depth < 0) return false;
  }
  return false;
}

const lineRemedy = "Leave the flag m out: a serial is one line.";

/** What mends flags, and which part of the source it replaces; undefined where nothing does. */
function mended(
  source: PatternSource,
  setting: FlagSetting,
  tokens: readonly PatternToken[],
): { readonly at: SourceRange; readonly fix: string } | undefined {
  const { at, letters, before, kind } = setting;
  const turnsOff = letters.includes("-") && (before.ignoreCase || before.dotAll);
  if (turnsOff) return undefined;
  const scope = scopeOf(source, setting, tokens);
  const sets = tokens.filter((token) => token.kind === "set" && scope[0] <= token.at[0] && token.at[1] <= scope[1]);
  if (letters.includes("s") && sets.some((token) => token.kind === "set" && token.isDot)) return undefined;
  const start = kind === "group" ? "(" : "";
  const changesCase = letters.includes("i") && !before.ignoreCase;
  if (!changesCase || !sets.some((token) => token.kind === "set" && token.isFolded)) return { at, fix: start };
  const text = writtenOut(source.text, scope, sets);
  if (text === undefined) return undefined;
  // Flags behind a slash stand after what they hold for, so the slashes go with them.
  if (kind === "outer") return { at: [scope[0] - 1, at[1]], fix: text };
  return { at: [at[0], scope[1]], fix: start + text };
}

/** Where flags hold: up to the end of their group, or over the whole pattern. */
function scopeOf(source: PatternSource, { at, kind }: FlagSetting, tokens: readonly PatternToken[]): SourceRange {
  if (kind === "outer") return [source.start, source.end];
  let depth = kind === "group" ? 1 : 0;
  for (const token of tokens) {
    if (token.at[0] < at[1]) continue;
    if (token.kind === "open") depth += 1;
    if (token.kind !== "close") continue;
    depth -= 1;
    if (depth === (kind === "group" ? 0 : -1)) return [at[1], token.at[0]];
  }
  return [at[1], source.end];
}

/** The text of a range with the sets that ignoring case made larger written out; undefined where one cannot be. */
function writtenOut(text: string, [from, to]: SourceRange, sets: readonly PatternToken[]): string | undefined {
  let written = "";
  let done = from;
  for (const token of sets) {
    if (token.kind !== "set" || token.isFolded !== true) continue;
    const members = setSource(token.set);
    if (members === undefined) return undefined;
    written += text.slice(done, token.at[0]) + members;
    done = token.at[1];
  }
  return written + text.slice(done, to);
}
