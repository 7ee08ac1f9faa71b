import { describe, expect, it } from "vitest";
import { languageOfPattern } from "../../../../test/pattern/pattern-of.ts";
import { choice, type LanguagePart, languageOf, literal, repeat } from "../../pattern/index.ts";
import { widestSerials } from "./widest-serials.ts";

const widestOf = (regex: string) => widestSerials(languageOfPattern(regex));

describe("widestSerials", () => {
  it("has letters rather than digits among serials of one length", () => {
    expect(widestOf("^[0-9A]{3}$")).toEqual(["AAA"]);
  });

  it("has both where more digits stand against fewer letters: symbologies differ in which is wider", () => {
    expect(widestOf("^([0-9]{4}|[A-Z]{3})$")).toEqual(["0000", "AAA"]);
  });

  it("has small letters where they are wider than capitals", () => {
    expect(widestOf("^[0-9][0-9A-Z][0-9A-Za-z]$")).toEqual(["0AA", "0Aa"]);
  });

  it("has nothing of a language without end or without text", () => {
    const widestOfPart = (part: LanguagePart) => {
      const result = languageOf(part);
      return result.ok && widestSerials(result.language);
    };
    expect(widestOfPart(choice())).toEqual([]);
    expect(widestOfPart(repeat(literal("A"), { min: 1, max: Number.POSITIVE_INFINITY }))).toEqual([]);
  });
});
