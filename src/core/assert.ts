/** Throws a plain Error when an invariant of our own code is broken; never for bad input. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${invariant}`);
}

/** The value, when it is defined; a broken invariant otherwise. */
export function defined<T>(value: T | undefined | null, invariant: string): T {
  assert(value !== undefined && value !== null, invariant);
  return value;
}
