import { keptAnswer } from "../../pattern/index.ts";

/**
 * A function that works each answer out once for as long as its subject lives: many models of a catalog share a
 * pattern, and each is asked the same. For pure functions of objects that never change.
 */
export function remembered<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, () => Answer>();
  return (subject) => {
    const again = known.get(subject) ?? keptAnswer(() => answer(subject));
    known.set(subject, again);
    return again();
  };
}

/** As `remembered`, for a function of two objects. */
export function rememberedOfTwo<One extends object, Other extends object, Answer>(
  answer: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  const answersOf = remembered((one: One) => remembered((other: Other) => answer(one, other)));
  return (one, other) => answersOf(one)(other);
}
