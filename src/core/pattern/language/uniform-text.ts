import { assert, defined, type Random } from "../../index.ts";
import { characterOf, type Language, startState } from "./language.ts";
import { continuationsOf, textCountsAhead } from "./text-count.ts";

/**
 * One text of a finite language that has texts, each with exactly the same probability as far as the random numbers are
 * uniform; of characters outside ASCII there is only one.
 */
export function uniformText(language: Language, random: Random): string {
  const ahead = textCountsAhead(language);
  const total = ahead?.[startState] ?? 0n;
  assert(ahead !== undefined && total > 0n, "texts are drawn from a finite language that has some");
  const continuations = continuationsOf(language);
  let index = uniformInteger(total, random);
  let state = startState;
  let text = "";
  for (;;) {
    if (language.accepting[state] === 1) {
      if (index === 0n) return text;
      index -= 1n;
    }
    for (const next of continuations[state] ?? []) {
      const each = ahead[next.state] ?? 0n;
      const all = each * next.characterCount;
      if (index >= all) {
        index -= all;
        continue;
      }
      text += characterOf(defined(next.codes[Number(index / each)], "the index counts the characters"));
      index %= each;
      state = next.state;
      break;
    }
  }
}

const wordSize = 0x1_0000_0000n;

/** An integer from 0 to `count - 1`, uniform: numbers beyond the last whole multiple of `count` are drawn again. */
function uniformInteger(count: bigint, random: Random): bigint {
  let range = wordSize;
  while (range < count) range *= wordSize;
  const limit = range - (range % count);
  for (;;) {
    let drawn = 0n;
    for (let size = 1n; size < range; size *= wordSize) {
      drawn = drawn * wordSize + BigInt(random.integer(0, 0xffff_ffff));
    }
    if (drawn < limit) return drawn % count;
  }
}
