import type { Finding } from "../../index.ts";
import type { WorkAllowance } from "../../pattern/index.ts";

/** A question of a proof, as it stands in a list of those that were left: `whether no serial is` with `an IMEI`. */
export interface ProofQuestion {
  readonly what: string;
  /** What is asked alike of several things: their names stand together behind it. */
  readonly of?: string;
}

/** The questions of one proof, which are asked in turn as long as there is work left. */
export interface ProofQuestions {
  /** The answer; undefined when the questions before took all the work. What is begun is always finished. */
  ask<Answer>(question: ProofQuestion, work: () => Answer): Answer | undefined;
  /** One S004 that names every question without an answer; none when all have one. */
  findings(): readonly Finding[];
}

/** Questions within an allowance of work; without one, all are answered. */
export function proofQuestions(allowance?: WorkAllowance): ProofQuestions {
  const left: ProofQuestion[] = [];
  return {
    ask(question, work) {
      if (allowance?.isUsedUp() !== true) return work();
      left.push(question);
      return undefined;
    },
    findings: () => (left.length === 0 ? [] : [unansweredFinding(left)]),
  };
}

function unansweredFinding(left: readonly ProofQuestion[]): Finding {
  const clauses = [...Map.groupBy(left, ({ what }) => what)].map(([what, alike]) => {
    const names = [...new Set(alike.flatMap(({ of }) => of ?? []))];
    return names.length === 0 ? what : `${what} ${names.join(", ")}`;
  });
  return {
    id: "S004",
    level: "error",
    message: `The other proofs have taken all the work that one pattern may take. These questions were left: ${clauses.join("; ")}.`,
    remedy: "Write a shorter pattern with fewer repeats of repeats.",
  };
}
