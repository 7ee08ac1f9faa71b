import type { Finding } from "../../index.ts";
import { commonText, foundInside, type Language, quoted } from "../../pattern/index.ts";
import type { ProofSubject } from "./proof-subject.ts";
import { quotedText } from "./quoted-text.ts";
import { placeWords, semanticsWords } from "./searched-code-findings.ts";

/** One other regex, and whether a text matches both; null where that cannot be said. */
export interface AgainstProof {
  readonly regex: string;
  readonly overlap: boolean | null;
  readonly witness?: string;
}

/** What was proved of two regexes, and the findings to it. */
export interface RegexProof {
  readonly proof: AgainstProof;
  readonly findings: readonly Finding[];
}

const remedy = "Give each model's serials a text of their own at one place, such as a different beginning.";

/** Whether two regexes share a text (L003). */
export function proveAgainst(language: Language, other: ProofSubject): RegexProof {
  const { regex } = other;
  if (other.meaning === undefined) {
    const why = other.findings[0]?.message ?? "";
    const message = `It is not proved that no serial matches ${quoted(regex)} too, because engines do not agree what that means: ${why}`;
    return { proof: { regex, overlap: null }, findings: [{ id: "S004", level: "error", message }] };
  }
  const shared = commonText(language, other.meaning.language);
  const searched = searchedFindings(language, other.meaning.language, regex);
  if (shared.kind === "limit") {
    const message = `It is not proved that no serial matches ${quoted(regex)} too: ${shared.message}`;
    return { proof: { regex, overlap: null }, findings: [{ id: "S004", level: "error", message }, ...searched] };
  }
  if (shared.kind === "none") return { proof: { regex, overlap: false }, findings: searched };
  const witness = shared.text;
  const overlap: Finding = {
    id: "L003",
    level: "error",
    message: `${quotedText(witness)} matches this pattern and ${quoted(regex)}, so a scan cannot tell which model it is.`,
    witness,
    remedy,
    semantics: "full",
  };
  return { proof: { regex, overlap: true, witness }, findings: [overlap, ...searched] };
}

/** One warning each for search and prefix, where a serial of one stands inside a serial of the other; S004 at the limit. */
function searchedFindings(own: Language, other: Language, regex: string): readonly Finding[] {
  return (["search", "prefix"] as const).flatMap((semantics): readonly Finding[] => {
    const inOther = foundInside(other, own, semantics);
    const inside = inOther.kind === "text" ? inOther : foundInside(own, other, semantics);
    const limit = inside.kind === "text" ? undefined : [inOther, inside].find(({ kind }) => kind === "limit");
    if (limit?.kind === "limit") {
      const message = `It is not proved that an engine without anchors finds no serial of one ${placeWords[semantics]} a serial of the other, of this pattern and ${quoted(regex)}: ${limit.message}`;
      return [{ id: "S004", level: "info", message, semantics }];
    }
    // A text that is a serial of both as a whole is told under full match.
    if (inside.kind !== "text" || inside.found === "" || inside.found === inside.text) return [];
    const message = `${semanticsWords[semantics]} finds ${quotedText(inside.found)} in ${quotedText(inside.text)}, so it takes that scan for either of this pattern and ${quoted(regex)}.`;
    return [{ id: "L003", level: "warn", message, witness: inside.text, remedy, semantics }];
  });
}
