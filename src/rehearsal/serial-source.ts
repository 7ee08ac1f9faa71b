import type { DeviceModel } from "../core/catalog/index.ts";
import type { Dsn } from "../core/dsn/index.ts";

/** Tries before a model counts as having no serial left. */
const triesMax = 64;

/**
 * Serials by use, no serial for two uses of a model: a unit is bought once, and a case must not find what another left
 * behind. A model with fewer serials than uses runs out, and the cases that come later have nothing to look at.
 */
export class SerialSource {
  readonly #draw: (model: DeviceModel, use: string) => Dsn | undefined;
  readonly #taken = new Map<string, Dsn | undefined>();
  readonly #used = new Set<string>();

  constructor(draw: (model: DeviceModel, use: string) => Dsn | undefined) {
    this.#draw = draw;
  }

  /** The serial of a use: the same on every call, for a new use one that no other use has; undefined when none is left. */
  take(model: DeviceModel, use: string): Dsn | undefined {
    const key = `${model.deviceModel}\0${use}`;
    if (!this.#taken.has(key)) this.#taken.set(key, this.#drawUnused(model, use));
    return this.#taken.get(key);
  }

  #drawUnused(model: DeviceModel, use: string): Dsn | undefined {
    for (let number = 0; number < triesMax; number += 1) {
      const serial = this.#draw(model, number === 0 ? use : `${use}/${number}`);
      if (serial === undefined) return undefined;
      const key = `${model.deviceModel}\0${serial}`;
      if (this.#used.has(key)) continue;
      this.#used.add(key);
      return serial;
    }
    return undefined;
  }
}
