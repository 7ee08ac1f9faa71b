import type { FieldPath, FileFault } from "./file-fault.ts";
import { valueAt } from "./value-at.ts";
import type { YamlSource } from "./yaml-source.ts";

/** A fault without its place. */
export type FaultWords = Pick<FileFault, "expected" | "found" | "hint">;

/** A text field and its way. */
export interface NamedField {
  readonly path: FieldPath;
  readonly text: string;
}

/** Reads fields of values that no schema has passed, and makes faults at their places. */
export class FieldReader {
  readonly #source: YamlSource;

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** The paths of a list's items; none when there is no list. */
  items(path: FieldPath): readonly FieldPath[] {
    const value = valueAt(this.#source.value, path);
    return Array.isArray(value) ? value.map((_, index) => [...path, index]) : [];
  }

  text(path: FieldPath): string | undefined {
    const value = valueAt(this.#source.value, path);
    return typeof value === "string" ? value : undefined;
  }

  value(path: FieldPath): unknown {
    return valueAt(this.#source.value, path);
  }

  /** One text field of each item of a list, where it is there. */
  each(list: FieldPath, field: string): readonly NamedField[] {
    return this.items(list).flatMap((item) => {
      const path = [...item, field];
      const text = this.text(path);
      return text === undefined ? [] : [{ path, text }];
    });
  }

  /** A fault where the field starts. */
  fault(path: FieldPath, words: FaultWords): FileFault {
    return { ...this.#source.locate(path), path, ...words };
  }

  /** A fault at one character of a text field. */
  characterFault(path: FieldPath, index: number, words: FaultWords): FileFault {
    return { ...this.#source.locateCharacter(path, index), path, ...words };
  }

  line(path: FieldPath): number {
    return this.#source.locate(path).line;
  }
}
