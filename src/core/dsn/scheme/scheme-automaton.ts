import { assert, defined } from "../../index.ts";
import type { ImplicitAutomaton } from "../../pattern/index.ts";
import { type CharactersAhead, checkSystems } from "../check-characters.ts";
import { isDsnCharacter } from "../dsn.ts";
import { type LayoutPlace, type SchemeLayout, schemeLayout } from "./scheme-layout.ts";
import type { CheckAlgorithm, SerialScheme } from "./serial-scheme.ts";

/** What is known of a serial after its first characters. */
export interface SchemeState {
  readonly place: number;
  /** The characters of a check that are still due; empty where none is. */
  readonly due: string;
  /** The sum of each check character system of the scheme that has not had its turn yet, 0 after it. */
  readonly sums: readonly number[];
}

/** A scheme as an automaton that is known by its steps, with the layout in which its states have their place. */
export interface SchemeAutomaton extends ImplicitAutomaton<SchemeState> {
  readonly layout: SchemeLayout;
  /** Indices of the parts that are check characters, in the order of `sums`. */
  readonly checkParts: readonly number[];
}

/**
 * The automaton of a scheme, check characters included: a state is the place in the layout and, for every check that is
 * still to come, what its system keeps of the characters so far.
 */
export function schemeAutomaton(scheme: SerialScheme): SchemeAutomaton {
  const layout = schemeLayout(scheme);
  const checks = checksOf(scheme, layout);
  const enter = (place: number, due: string, sums: readonly number[]): SchemeState => {
    const { check } = placeOf(layout, place);
    // What can still come is known for the first character of a check; in the middle of one some of it is read.
    const read = check === undefined || due === "" ? 0 : checkSystems[check.algorithm].length - due.length;
    const settled = sums.map((sum, index) => {
      const { algorithm, ahead } = defined(checks[index], "a sum has its check");
      return settledSum(algorithm, sum, behind(defined(ahead[place], "a place of the layout"), read));
    });
    if (due !== "" || check === undefined) return { place, due, sums: settled };
    const turn = checks.findIndex((one) => one.part === placeOf(layout, place).part);
    const expected = checkSystems[check.algorithm].check(defined(settled[turn], "a check has its sum"));
    return { place, due: expected, sums: settled.with(turn, 0) };
  };
  const starts = checks.map(({ algorithm }) => checkSystems[algorithm].start);
  return {
    layout,
    checkParts: checks.map(({ part }) => part),
    start: enter(layout.start, "", starts),
    key: ({ place, due, sums }) => `${place} ${due} ${sums.join()}`,
    step: (state, code) => {
      const target = targetOf(layout, state, code);
      if (target === undefined) return undefined;
      const character = String.fromCharCode(code);
      const sums = state.sums.map((sum, index) => {
        const check = defined(checks[index], "a sum has its check");
        return check.part > placeOf(layout, state.place).part ? stepped(check.algorithm, sum, character) : 0;
      });
      return enter(target.place, target.due, sums);
    },
    accepts: ({ place }) => place === layout.end,
    codes: codesOf(layout),
  };
}

interface OwnCheck {
  readonly part: number;
  readonly algorithm: CheckAlgorithm;
  /** For each place, how many characters can come from there to this check. */
  readonly ahead: readonly CharactersAhead[];
}

function checksOf(scheme: SerialScheme, layout: SchemeLayout): readonly OwnCheck[] {
  return scheme.parts.flatMap((part, index) => {
    if (part.kind !== "check") return [];
    return [{ part: index, algorithm: part.algorithm, ahead: charactersAhead(layout, index) }];
  });
}

/** Backwards from the check: a place is a step further away than the places that it leads to. */
function charactersAhead({ places }: SchemeLayout, checkPart: number): readonly CharactersAhead[] {
  const known = new Map<number, CharactersAhead>();
  const aheadOf = (place: number): CharactersAhead => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const { part, next, check } = defined(places[place], "a place of the layout");
    let [even, odd] = [part === checkPart, false];
    for (const target of part < checkPart ? new Set(next.values()) : []) {
      const after = aheadOf(target);
      [even, odd] = [even || after.odd, odd || after.even];
    }
    if (check !== undefined && part < checkPart) {
      const after = aheadOf(check.onward);
      const isOdd = checkSystems[check.algorithm].length % 2 === 1;
      [even, odd] = isOdd ? [after.odd, after.even] : [after.even, after.odd];
    }
    const ahead = { even, odd };
    known.set(place, ahead);
    return ahead;
  };
  return places.map((_, place) => aheadOf(place));
}

/** What can still come once `read` characters more are read. */
function behind({ even, odd }: CharactersAhead, read: number): CharactersAhead {
  return read % 2 === 0 ? { even, odd } : { even: odd, odd: even };
}

function settledSum(algorithm: CheckAlgorithm, sum: number, ahead: CharactersAhead): number {
  const { settled } = checkSystems[algorithm];
  return settled === undefined ? sum : settled(sum, ahead);
}

function stepped(algorithm: CheckAlgorithm, sum: number, character: string): number {
  const { covers, step } = checkSystems[algorithm];
  const value = covers.indexOf(character);
  assert(value !== -1, "a check covers every character before it");
  return step(sum, value);
}

/** Where one more character leads to, and what of a check is due there. */
function targetOf(layout: SchemeLayout, { place, due }: SchemeState, code: number) {
  const { next, check } = placeOf(layout, place);
  if (check === undefined) {
    const target = next.get(code);
    return target === undefined ? undefined : { place: target, due: "" };
  }
  // A check character that no DSN may have leaves its serials out of the scheme.
  if (due.charCodeAt(0) !== code || !isDsnCharacter(due.charAt(0))) return undefined;
  return due.length === 1 ? { place: check.onward, due: "" } : { place, due: due.slice(1) };
}

function placeOf(layout: SchemeLayout, place: number): LayoutPlace {
  return defined(layout.places[place], "a place of the layout");
}

/** Every code that can stand anywhere in a serial of the scheme, in ascending order. */
function codesOf({ places }: SchemeLayout): readonly number[] {
  const codes = new Set<number>();
  for (const { next, check } of places) {
    for (const code of next.keys()) codes.add(code);
    const adds = check === undefined ? "" : checkSystems[check.algorithm].adds;
    for (const character of adds) if (isDsnCharacter(character)) codes.add(character.charCodeAt(0));
  }
  return [...codes].sort((a, b) => a - b);
}
