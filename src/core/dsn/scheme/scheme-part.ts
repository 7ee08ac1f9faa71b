import { checkSystems } from "../check-characters.ts";
import { isDsnCharacter } from "../dsn.ts";
import type { SchemePart } from "./serial-scheme.ts";

/** How many choices a part has; a check part has one, whatever stands before it. */
export function partSize(part: SchemePart): number {
  switch (part.kind) {
    case "text":
    case "check":
      return 1;
    case "oneOf":
      return part.values.length;
    default:
      return part.to - part.from + 1;
  }
}

/** Every length that the text of a part can have. */
export function partLengths(part: SchemePart): readonly number[] {
  switch (part.kind) {
    case "text":
      return [part.text.length];
    case "oneOf":
      return [...new Set(part.values.map((value) => value.length))];
    case "check":
      return [checkSystems[part.algorithm].length];
    default:
      return [part.width];
  }
}

/** Every character that a part can print, perhaps some more. */
export function partAlphabet(part: SchemePart): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "oneOf":
      return part.values.join("");
    case "check":
      return [...checkSystems[part.algorithm].adds].filter(isDsnCharacter).join("");
    default:
      return "0123456789";
  }
}

/** True for a check whose character can be one that no DSN may have, so that some numbers have no serial. */
export function skipsSerials(part: SchemePart): boolean {
  return part.kind === "check" && [...checkSystems[part.algorithm].adds].some((one) => !isDsnCharacter(one));
}
