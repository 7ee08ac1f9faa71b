import type { Source } from "./rehearsal-result.ts";

/** Amazon's page on pre-registration, as last updated on 7 August 2018; `clause` is its section. */
export function documented(clause: string): Source {
  return { document: "Integrating Pre-registration (Amazon, 7 August 2018)", clause, confidence: "documented" };
}

/** Another public page of Amazon or AWS. */
export function documentedIn(document: string, clause: string): Source {
  return { document, clause, confidence: "documented" };
}

/** What we conclude from public material; `clause` names the row of README's table of facts. */
export function inferred(clause: string): Source {
  return { document: "README, What is known of Amazon's side", clause, confidence: "inferred" };
}

/** What we conclude from the rules of a relative of this program. */
export function inferredFrom(document: string, clause: string): Source {
  return { document, clause, confidence: "inferred" };
}

/** A rule that boxproof sets itself, because no document does. */
export function ourRule(document: string, clause: string): Source {
  return { document, clause, confidence: "our rule" };
}
