import type { Finding } from "../../index.ts";
import { confusableTexts, type Language } from "../../pattern/index.ts";
import { type ProofQuestions, proofQuestions } from "./proof-questions.ts";
import { quotedText } from "./quoted-text.ts";
import { remembered } from "./remembered.ts";

/** Characters that people and worn print take for each other. */
const pairs: readonly (readonly [string, string])[] = [
  ["0", "O"],
  ["1", "I"],
  ["1", "l"],
  ["I", "l"],
  ["2", "Z"],
  ["5", "S"],
  ["8", "B"],
];

/**
 * Two serials that differ only in characters that look alike (Y002): whoever types one from a label may type the other.
 * Over a scheme whose check character tells them apart there are none.
 */
export const lookAlikeFindings = remembered((language: Language) => lookAlikesAmong(language, proofQuestions()));

/** The same, where each pair of characters is one of `questions`. */
export function lookAlikesAmong(language: Language, questions: ProofQuestions): readonly Finding[] {
  const found = pairs.flatMap(([a, b]) => {
    const pair = `${a} and ${b}`;
    const question = { what: "whether serials differ only in", of: pair };
    const texts = questions.ask(question, () => confusableTexts(language, a, b));
    return texts === undefined ? [] : [{ pair, texts }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const [one, other] = first.texts;
  return [
    {
      id: "Y002",
      level: "warn",
      message: `${quotedText(one)} and ${quotedText(other)} are both serials and look alike: at one place ${found.map(({ pair }) => pair).join(", ")} can stand.`,
      measured: found.map(({ pair }) => pair).join(", "),
      witness: one,
      remedy: "Leave one of each pair out, e.g. [0-9A-HJ-NP-Z], or add a check character that tells them apart.",
    },
  ];
}
