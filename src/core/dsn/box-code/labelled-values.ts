import { defined } from "../../index.ts";
import { exploreLanguage, type ImplicitAutomaton, type LanguageResult } from "../../pattern/index.ts";
import { gs1Weight } from "../check-characters.ts";

/** One kind of element of a list: a label and what may stand behind it. */
export interface ValueRule {
  /** No label of a list begins with another one. */
  readonly label: string;
  /** Every character of the value. */
  readonly characters: string;
  readonly min: number;
  /** May be Infinity. */
  readonly max: number;
  /** Digits whose last one is the GS1 check digit, or a date as YYMMDD in which the day may be 00. */
  readonly form?: "gs1" | "date";
}

/** A list of labelled values, such as GS1 element strings; every element may come any number of times, in any order. */
export interface ValueList {
  readonly rules: readonly ValueRule[];
  readonly separator?: {
    readonly character: string;
    /** True when it stands behind every element but the last; otherwise only behind values of variable length. */
    readonly isAlwaysNeeded: boolean;
    readonly mayStart: boolean;
    readonly mayEnd: boolean;
  };
}

type ListState =
  | { readonly phase: "start" }
  | { readonly phase: "separated" }
  | { readonly phase: "label"; readonly typed: string }
  | { readonly phase: "value"; readonly rule: ValueRule; readonly count: number; readonly memory: number };

/** The language of all lists with at least one element. */
export function valueListLanguage(list: ValueList): LanguageResult {
  return exploreLanguage(valueListAutomaton(list));
}

function valueListAutomaton(list: ValueList): ImplicitAutomaton<ListState> {
  return {
    start: { phase: "start" },
    key: (state) => {
      if (state.phase === "label") return `label ${state.typed}`;
      return state.phase === "value" ? valueKey(state) : state.phase;
    },
    step: (state, code) => afterCharacter(list, state, String.fromCharCode(code)),
    accepts: (state) => {
      if (state.phase === "separated") return list.separator?.mayEnd === true;
      return state.phase === "value" && isComplete(state);
    },
    codeSets: codeSetsOf(list),
  };
}

/** Characters outside labels differ only in the values that may hold them; digits stand alone, for check digits and dates. */
function codeSetsOf({ rules, separator }: ValueList): readonly (readonly number[])[] {
  const single = new Set(`0123456789${rules.map(({ label }) => label).join("")}${separator?.character ?? ""}`);
  const values = [...new Set(rules.map(({ characters }) => characters))];
  const all = [...new Set([...single, ...values.join("")])].sort();
  const sets = Map.groupBy(all, (one) =>
    single.has(one) ? one : `in ${values.map((value) => value.includes(one)).join()}`,
  );
  return [...sets.values()].map((set) => set.map((character) => character.charCodeAt(0)));
}

function afterCharacter(list: ValueList, state: ListState, character: string): ListState | undefined {
  const { separator } = list;
  if (state.phase === "label") return afterLabel(list, state.typed + character);
  if (state.phase === "separated") return afterLabel(list, character);
  if (state.phase === "start") {
    const isOpening = separator?.mayStart === true && character === separator.character;
    return isOpening ? { phase: "label", typed: "" } : afterLabel(list, character);
  }
  const more = afterValue(state, character);
  if (more !== undefined) return more;
  if (!isComplete(state)) return undefined;
  if (character === separator?.character) return { phase: "separated" };
  const isFixed = state.rule.min === state.rule.max;
  const mayGoOn = separator === undefined || (isFixed && !separator.isAlwaysNeeded);
  return mayGoOn ? afterLabel(list, character) : undefined;
}

function afterLabel({ rules }: ValueList, typed: string): ListState | undefined {
  const rule = rules.find(({ label }) => label === typed);
  if (rule !== undefined) return { phase: "value", rule, count: 0, memory: 0 };
  return rules.some(({ label }) => label.startsWith(typed)) ? { phase: "label", typed } : undefined;
}

type ValueState = Extract<ListState, { phase: "value" }>;

function afterValue(state: ValueState, character: string): ValueState | undefined {
  const { rule, count, memory } = state;
  if (count === rule.max || !rule.characters.includes(character)) return undefined;
  const next = rule.max === Number.POSITIVE_INFINITY ? Math.min(count + 1, rule.min) : count + 1;
  if (rule.form === undefined) return { ...state, count: next };
  const digit = Number(character);
  if (rule.form === "gs1") {
    const sum = (memory + digit * gs1Weight(rule.max - 1 - count)) % 10;
    return next === rule.max && sum !== 0 ? undefined : { ...state, count: next, memory: sum };
  }
  return isDateDigit(count, memory, digit) ? { ...state, count: next, memory: digit } : undefined;
}

/** What is still to come of a value decides, not under which label it stands. */
function valueKey({ rule, count, memory }: ValueState): string {
  const kind = rule.form ?? rule.characters;
  const isFixed = rule.min === rule.max;
  return `${kind} ${Math.max(0, rule.min - count)} ${rule.max - count} ${isFixed} ${memory}`;
}

/** Month 01 to 12 and day 00 to 31, digit after digit, each with the one before it. */
function isDateDigit(index: number, before: number, digit: number): boolean {
  if (index === 2) return digit <= 1;
  if (index === 3) return before === 0 ? digit >= 1 : digit <= 2;
  if (index === 4) return digit <= 3;
  return index !== 5 || before < 3 || digit <= 1;
}

function isComplete({ rule, count }: ValueState): boolean {
  return count >= rule.min;
}

/** The language of digits of one length of which the weighted sum is a multiple of ten. */
export function checkedDigits(length: number, weighed: (digit: number, fromRight: number) => number): LanguageResult {
  return exploreLanguage<readonly [count: number, sum: number]>({
    start: [0, 0],
    key: ([count, sum]) => count * 10 + sum,
    step: ([count, sum], code) => {
      if (count === length) return undefined;
      return [count + 1, (sum + weighed(code - 48, length - 1 - count)) % 10];
    },
    accepts: ([count, sum]) => count === length && sum === 0,
    codes: Array.from({ length: 10 }, (_, digit) => 48 + digit),
  });
}

/** The language that a result has; only for languages that are written down here and well within every limit. */
export function certain(result: LanguageResult): Extract<LanguageResult, { ok: true }>["language"] {
  return defined(result.ok ? result.language : undefined, "the language of a box code is within every limit");
}
