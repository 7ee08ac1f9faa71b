const shown = "[confidential]";

/**
 * A value that must not reach a log by accident: printing, inspecting, concatenating or serialising it gives a
 * placeholder. Only `reveal()` gives the value, so that every use can be found by that word.
 */
export class Confidential {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Whoever calls this takes care of where it goes. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}
