import { describe, expect, test } from "vitest";
import { drawn, onlyLayout, sourcesOf } from "../../../../test/dsn/suggested-layout.ts";
import { createRandom } from "../../index.ts";
import { suggestScheme } from "./suggest-scheme.ts";

/** Check digits as their standards give them, written out. */
function oracle(check: string, text: string): string {
  const digits = [...text].map(Number);
  if (check === "luhn-10" || check === "gs1-mod-10") {
    const sum = digits.reverse().reduce((all, digit, index) => {
      if (index % 2 === 1) return all + digit;
      return all + (check === "gs1-mod-10" ? 3 * digit : digit > 4 ? 2 * digit - 9 : 2 * digit);
    }, 0);
    return String((10 - (sum % 10)) % 10);
  }
  if (check === "iso7064-11-2") {
    const sum = digits.reverse().reduce((all, digit, index) => all + digit * 2 ** (index + 1), 0);
    const value = (12 - (sum % 11)) % 11;
    return value === 10 ? "X" : String(value);
  }
  const product = digits.reduce((all, digit) => (((all + digit) % 10 || 10) * 2) % 11, 10);
  return String((11 - product) % 10);
}

describe("of serials with a check over a part of them", () => {
  const lines = "ABC";
  /** `{ body }` with what the check, over `covered`, adds behind it. */
  function checked(check: string, bodyOf: (index: number) => { readonly body: string; readonly covered: string }) {
    const random = createRandom(check);
    return Array.from({ length: 300 }, () => {
      const { body, covered } = bodyOf(random.integer(0, 99_999));
      return body + oracle(check, covered);
    });
  }
  const digitsOf = (text: string) => text.replaceAll(/[^0-9]/g, "");
  const bodies = {
    luhn: (index: number) => `AB-${String(240_000 + (index % 20_000))}`,
    line: (index: number) => {
      const week = String(1 + (index % 53)).padStart(2, "0");
      return `B${24 + (index % 3)}${week}${lines[index % 3]}${String(index).padStart(5, "0")}`;
    },
    hyphens: (index: number) => `WF-${240_120_0000 + index}-`,
  };
  const cases = [
    ["luhn-10", bodies.luhn, [9, 10], "characters 4 to 9"],
    ["iso7064-11-10", bodies.line, [11, 12], "the digits of characters 2 to 11"],
    ["iso7064-11-2", bodies.hyphens, [14, 15], "characters 4 to 13"],
    ["gs1-mod-10", bodies.line, [11, 12], "the digits of characters 2 to 11"],
  ] as const;

  test.each(cases)("%s: only a pattern is proposed, and why", (check, bodyOf, at, over) => {
    const rows = checked(check, (index) => ({ body: bodyOf(index), covered: digitsOf(bodyOf(index)) }));
    const layout = onlyLayout(suggestScheme(rows));
    expect(layout.scheme).toBeUndefined();
    expect(layout.notes).toMatchObject([{ id: "suggest-partial-check", level: "warn", at }]);
    expect(layout.notes[0]?.message).toContain(`over ${over} in all`);
    expect(layout.notes[0]?.message).toContain(check === "gs1-mod-10" ? "check digit of GTINs" : check);
    expect(layout.parts.at(-1)).toMatchObject({
      at,
      characters: check === "iso7064-11-2" ? "0123456789X" : "0123456789",
    });
    expect(layout.parts.at(-2)?.at[1]).toBe(at[0]);
    expect(layout.pattern).toMatch(check === "iso7064-11-2" ? /\[0-9X\]\$$/ : /\[0-9\]\$$/);
    expect(rows.filter((row) => !new RegExp(layout.pattern).test(row))).toEqual([]);
  });

  test("finds none where there is none", () => {
    const random = createRandom("none over a part");
    for (let file = 0; file < 50; file += 1) {
      const rows = Array.from({ length: 40 }, () => `B${drawn(random, "ABC", 1)}-${drawn(random, "0123456789", 8)}`);
      for (const { notes } of suggestScheme(rows).layouts) {
        expect(notes.map(({ id }) => id)).not.toContain("suggest-partial-check");
      }
    }
  });
});

describe("a year of one digit", () => {
  const week = (index: number) => String(1 + (index % 53)).padStart(2, "0");
  const count = (index: number) => String(index + 1).padStart(5, "0");

  test("is one when digits that follow each other rise with the weeks", () => {
    for (const years of ["45", "456", "890"]) {
      const rows = [...years].flatMap((year) =>
        Array.from({ length: 212 }, (_, index) => `S${year}${week(Math.floor(index / 4))}${count(index)}`),
      );
      const suggestion = suggestScheme(rows);
      expect(sourcesOf(suggestion)).toEqual(["S", { year: "0-9" }, { week: "01-53" }, { counter: "00001-99999" }]);
      expect(suggestion.outsideCount).toBe(0);
    }
  });

  test("is only warned of when one year is seen, and not where no week is", () => {
    const rows = Array.from({ length: 530 }, (_, index) => `S4${week(Math.floor(index / 10))}${count(index)}`);
    const layout = onlyLayout(suggestScheme(rows));
    expect(layout.scheme?.sources).toEqual(["S4", { week: "01-53" }, { counter: "00001-99999" }]);
    expect(layout.notes.map(({ id }) => id)).toContain("suggest-year-digit");
    const random = createRandom("lines");
    const lines = Array.from({ length: 300 }, (_, index) => `S-${drawn(random, "12", 1)}-${count(index)}`);
    expect(onlyLayout(suggestScheme(lines)).notes.map(({ id }) => id)).not.toContain("suggest-year-digit");
  });
});

describe("rows that do not fit", () => {
  test("of mod 43 are told apart: check characters that no serial may have do not hide bad ones", () => {
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
    const rows = Array.from({ length: 2000 }, (_, index) => {
      const body = `QX${String(index).padStart(6, "0")}`;
      const sum = [...body].reduce((all, character) => all + alphabet.indexOf(character), 0);
      return body + alphabet.charAt(sum % 43);
    });
    const foreign = rows.filter((row) => /[. $/%]$/.test(row)).length;
    const suggestion = suggestScheme([...rows, "QX00001OA", "QX 000010"]);
    expect(sourcesOf(suggestion)?.at(-1)).toEqual({ check: "mod-43" });
    expect(suggestion.outsideReasons).toEqual([
      { id: "suggest-check-character", count: foreign },
      { id: "scheme-counter", count: 1 },
      { id: "dsn-character", count: 1 },
    ]);
    expect(suggestion.outside.map(({ serial }) => serial)).toEqual(expect.arrayContaining(["QX00001OA", "QX 000010"]));
  });
});
