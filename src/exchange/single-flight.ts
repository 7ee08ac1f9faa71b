/** Runs work of the same key once at a time: whoever asks meanwhile gets the same result. Nothing is kept afterwards. */
export class SingleFlight<T> {
  readonly #running = new Map<string, Promise<T>>();

  /** The result of the work that is under way for the key, or of `work`, started now. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const started = work().finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }

  /** How many keys are under way. */
  get size(): number {
    return this.#running.size;
  }

  /** True when work for the key is under way. */
  has(key: string): boolean {
    return this.#running.has(key);
  }
}
