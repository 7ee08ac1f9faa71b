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
 * Over a scheme whose check character tells them apart there are none. One S004 at info level names the pairs of
 * characters of which the search ended at its limit.
 */
export const lookAlikeFindings = remembered((language: Language) => lookAlikesAmong(language, proofQuestions()));

/** The same, where each pair of characters is one of `questions`. */
export function lookAlikesAmong(language: Language, questions: ProofQuestions): readonly Finding[] {
  const asked = pairs.flatMap(([a, b]) => {
    const pair = `${a} and ${b}`;
    const question = { what: "whether serials differ only in", of: pair };
    const result = questions.ask(question, () => confusableTexts(language, a, b));
    return result === undefined ? [] : [{ pair, result }];
  });
  const twins = asked.flatMap(({ pair, result }) => (result.kind === "texts" ? [{ pair, texts: result.texts }] : []));
  const limits = asked.flatMap(({ pair, result }) =>
    result.kind === "limit" ? [{ pair, message: result.message }] : [],
  );
  return [...twinFindings(twins), ...limitFindings(limits)];
}

/** Two characters, and two serials that differ in them alone. */
interface Twins {
  readonly pair: string;
  readonly texts: readonly [string, string];
}

function twinFindings(found: readonly Twins[]): readonly Finding[] {
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

/** Two characters of which the search ended at its limit. */
interface Limit {
  readonly pair: string;
  readonly message: string;
}

function limitFindings(limits: readonly Limit[]): readonly Finding[] {
  const [first] = limits;
  if (first === undefined) return [];
  const named = limits.map(({ pair }) => pair).join(", ");
  const message = `It is not proved that no serials differ only in ${named}: ${first.message}`;
  return [{ id: "S004", level: "info", message }];
}
