import { describe, expect, test } from "vitest";
import { languageOfPattern } from "../../../../test/pattern/pattern-of.ts";
import { confusableTexts } from "./confusable-texts.ts";
import { foundInside } from "./found-inside.ts";
import { hasText } from "./language.ts";
import { languageOf } from "./language-of.ts";
import { anyCharacter, literal, repeat, sequence } from "./language-part.ts";

describe("foundInside", () => {
  const foreign = ["^0[0-9]{11}$", "^X0[0-9A-Z]{8}$", "^B0[0-9A-Z]{8}$", "^SERNUM:[A-Z0-9]{8}[;]$", "^(AB|BA){2,3}$"];
  const sought = [
    "^[0-9]{8}$",
    "^[0-9A-Z]{8}$",
    "^X[0-9]{4}$",
    "^BAAB$",
    "^0A?B$",
    "^[A-Z][0-9]{6,9}$",
    "^SN[0-9]{4}$",
  ];
  const pairs = foreign.flatMap((a) => sought.map((b) => [a, b] as const));

  test.each(pairs)("in a text of %s, %s is found as the native engine finds it", (a, b) => {
    for (const semantics of ["search", "prefix"] as const) {
      const result = foundInside(languageOfPattern(a), languageOfPattern(b), semantics);
      const inner = b.slice(1, -1);
      const engine = new RegExp(semantics === "search" ? inner : `^(${inner})`);
      if (result.kind === "text") {
        expect(new RegExp(a).test(result.text)).toBe(true);
        expect(engine.test(result.text)).toBe(true);
        expect(new RegExp(b).test(result.found)).toBe(true);
        expect(semantics === "prefix" ? result.text.startsWith(result.found) : result.text.includes(result.found)).toBe(
          true,
        );
        continue;
      }
      expect(result).toEqual({ kind: "none" });
      expect(members(a).some((text) => engine.test(text))).toBe(false);
    }
  });

  /** Some texts of a foreign code, of which any would show that "none" was wrong. */
  function members(source: string): readonly string[] {
    const letters = "0123456789ABNSXZ";
    const texts = Array.from({ length: 4000 }, (_, index) => {
      const letterAt = (place: number) =>
        letters[(index * (place * 7 + 3) + place * place + (index >> 4)) % letters.length] ?? "";
      const fill = (length: number) => Array.from({ length }, (_, place) => letterAt(place)).join("");
      return [`0${fill(11)}`, `X0${fill(8)}`, `B0${fill(8)}`, `SERNUM:${fill(8)};`, "ABABBA", "BAAB", "ABBA"];
    }).flat();
    return texts.filter((text) => new RegExp(source).test(text));
  }

  test("gives a shortest text, and the part that is found in it", () => {
    const url = languageOf(sequence(literal("URL"), repeat(anyCharacter(), { min: 0, max: Number.POSITIVE_INFINITY })));
    if (!url.ok) throw new Error(url.message);
    const serial = languageOfPattern("^SN[0-9]{4}$");
    expect(foundInside(url.language, serial, "search")).toEqual({ kind: "text", text: "URLSN0000", found: "SN0000" });
    expect(foundInside(url.language, serial, "prefix")).toEqual({ kind: "none" });
    expect(foundInside(url.language, languageOfPattern("^URL$"), "prefix")).toEqual({
      kind: "text",
      text: "URL",
      found: "URL",
    });
    expect(foundInside(url.language, languageOfPattern("^A?$"), "search")).toEqual({
      kind: "text",
      text: "URL",
      found: "",
    });
  });

  test("says when there are too many pairs of states", () => {
    const counted = (tail: string) => languageOfPattern(`^[0-3]{0,11}${tail}[0-3]{11}$`);
    expect(foundInside(counted("[01]"), languageOfPattern("^[0-3]{0,9}[02][0-3]{9}X$"), "search")).toMatchObject({
      kind: "limit",
    });
  });
});

describe("confusableTexts", () => {
  const cases: readonly (readonly [string, string, string, readonly [string, string] | undefined])[] = [
    ["^SN[0-9A-Z]$", "0", "O", ["SN0", "SNO"]],
    ["^SN[0-9][A-Z]$", "0", "O", undefined],
    ["^(0A|OB)$", "0", "O", undefined],
    ["^(0A|OB|0B)$", "0", "O", ["0B", "OB"]],
    ["^(0[AB]{3}|O[BC]{3})X$", "0", "O", ["0BBBX", "OBBBX"]],
    ["^A{3}[B8]?C$", "8", "B", ["AAA8C", "AAABC"]],
    ["^A{3}$", "8", "B", undefined],
  ];

  test.each(cases)("in %s, %s for %s", (source, a, b, texts) => {
    const language = languageOfPattern(source);
    expect(confusableTexts(language, a, b)).toEqual(texts === undefined ? { kind: "none" } : { kind: "texts", texts });
    const swapped = confusableTexts(language, b, a);
    expect(swapped.kind).toBe(texts === undefined ? "none" : "texts");
    expect(swapped.kind !== "texts" || swapped.texts.every((text) => hasText(language, text))).toBe(true);
  });

  test("are not said to be none where the pairs of states are too many", () => {
    const language = languageOfPattern("^(0[01A]{0,10}1[01A]{10}X|O[01A]{0,10}A[01A]{10}Y)$");
    expect(confusableTexts(language, "0", "O").kind).toBe("limit");
    expect(confusableTexts(language, "1", "I").kind).toBe("none");
  });
});
