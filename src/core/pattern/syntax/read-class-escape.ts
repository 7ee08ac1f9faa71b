import { type CharacterSet, charactersOf } from "../language/character-set.ts";
import { classMembers } from "../language/set-source.ts";
import { readCharacterEscape } from "./character-escape.ts";
import type { ClassReading } from "./class-reading.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";

/** Reads a backslash inside a class, where `\b` is no anchor but a control character. */
export function readClassEscape(source: PatternSource, reading: ClassReading): void {
  const from = source.index;
  const isAnchor = peek(source, /\\[AzZbBG]/y) !== undefined;
  const { id, text, set } = readCharacterEscape(source, { isInClass: true });
  const at = [from, source.index] as const;
  if (isAnchor || set === undefined) {
    reading.isClear = false;
    refuse(source, isAnchor ? "D018" : id, at, { meaning: "lost" });
    return;
  }
  reading.ranges.push(...set);
  // A character behind a backslash may have a meaning without it, so the whole class is written anew.
  if (id === "D017" || id === "D019") reading.whole.push({ id, spot: at });
  else refuse(source, id, at, { fix: memberFix(text, set), meaning: "kept" });
}

function memberFix(text: string, set: CharacterSet): string | undefined {
  if (text === "\\s") return " ";
  return /^\\[dw]$/.test(text) ? classMembers(charactersOf(set)) : undefined;
}
