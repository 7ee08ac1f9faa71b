import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternOf } from "../../../test/pattern/pattern-of.ts";
import { explainMismatch } from "./explain-mismatch.ts";
import { commonText, uncoveredText } from "./language/common-text.ts";
import { matchesPattern } from "./matches-pattern.ts";
import { parsePattern } from "./parse-pattern.ts";
import { patternAlphabet } from "./pattern-alphabet.ts";

/** A pattern without anchors, one text of it, and its longest length, so that native matching stays affordable. */
interface Sketch {
  readonly source: string;
  readonly member: string;
  readonly lengthMax: number;
}

const smallAtoms = [
  ["A", "A"],
  ["B", "B"],
  ["[AB]", "B"],
  ["[A]", "A"],
  ["[A-B]", "A"],
] as const;
const wideAtoms = [
  ["0", "0"],
  ["-", "-"],
  ["_", "_"],
  [":", ":"],
  ["/", "/"],
  [" ", " "],
  ["#", "#"],
  ["z", "z"],
  ["[0-9]", "7"],
  ["[A-Z]", "Q"],
  ["[AC]", "C"],
  ["[a-fx]", "x"],
  ["[+]", "+"],
  ["[.]", "."],
  ["[$^]", "^"],
  ["[0-9A-Z_+]", "+"],
  ["[*?]", "?"],
  ["[!]", "!"],
] as const;

function sketches(
  atoms: readonly (readonly [source: string, member: string])[],
  lengthMax: number,
): fc.Arbitrary<Sketch> {
  const atom = fc.constantFrom(...atoms).map(([source, member]): Sketch => ({ source, member, lengthMax: 1 }));
  const { choice } = fc.letrec<{ choice: Sketch; item: Sketch; group: Sketch; sequence: Sketch }>((tie) => ({
    group: tie("choice").map((inner) => ({ ...inner, source: `(${inner.source})` })),
    item: fc
      .tuple(
        fc.oneof({ maxDepth: 2, depthIdentifier: "d" }, atom, tie("group")),
        fc.constantFrom(...repeats),
        fc.nat(3),
      )
      .map(([inner, repeat, more]) => repeated(inner, repeat, more)),
    sequence: fc.array(tie("item"), { minLength: 1, maxLength: 4 }).map((items) => ({
      source: items.map(({ source }) => source).join(""),
      member: items.map(({ member }) => member).join(""),
      lengthMax: items.reduce((sum, item) => sum + item.lengthMax, 0),
    })),
    choice: fc.tuple(fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }), fc.nat(2)).map(([options, which]) => ({
      source: options.map(({ source }) => source).join("|"),
      member: options[which % options.length]?.member ?? "",
      lengthMax: Math.max(...options.map((option) => option.lengthMax)),
    })),
  }));
  return choice
    .map((inner) => ({ ...inner, source: `^(${inner.source})$` }))
    .filter((sketch) => sketch.lengthMax <= lengthMax && parsePattern(sketch.source).ok);
}

const repeats = [undefined, undefined, undefined, [0, 1], [2, 2], [0, 2], [1, 3], [1, 1]] as const;

function repeated(inner: Sketch, repeat: (typeof repeats)[number], more: number): Sketch {
  if (repeat === undefined) return inner;
  const [min, max] = repeat;
  const written = min === 0 && max === 1 ? "?" : min === max ? `{${min}}` : `{${min},${max}}`;
  const member = inner.member.repeat(min + (more % (max - min + 1)));
  return { source: `${inner.source}${written}`, member, lengthMax: inner.lengthMax * max };
}

/** The member with one character replaced, removed, added, or swapped with its neighbour. */
function mutants(member: string, alphabet: string): readonly string[] {
  const texts: string[] = [`${member}\n`, `${member}\r\n`, ` ${member}`, member.toLowerCase(), `${member}${member}`];
  for (let index = 0; index <= member.length; index += 1) {
    const [before, after] = [member.slice(0, index), member.slice(index)];
    texts.push(before, before + after.slice(1), before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const character of alphabet) texts.push(before + character + after, before + character + after.slice(1));
  }
  return texts;
}

const foreign = "0ABz+-\u0660é\u{1f600}";
const settings = { numRuns: 400, seed: 20_260_719 };

describe("matchesPattern", () => {
  test("agrees with the native engine on random patterns, their members and every one-edit mutant", () => {
    let matchCount = 0;
    let textCount = 0;
    const atoms = [...smallAtoms, ...wideAtoms];
    fc.assert(
      fc.property(sketches(atoms, 12), fc.string({ maxLength: 8 }), ({ source, member }, noise) => {
        const pattern = patternOf(source);
        // The strictest dialect of JavaScript (v) compiles every accepted pattern, with the same meaning.
        const engines = [new RegExp(source), new RegExp(source, "v")];
        const texts = [member, noise, ...mutants(member, foreign)];
        const matched = texts.filter((text) => matchesPattern(pattern, text));
        for (const engine of engines) expect(matched, source).toEqual(texts.filter((text) => engine.test(text)));
        expect(matched[0]).toBe(member);
        matchCount += matched.length;
        textCount += texts.length;
      }),
      settings,
    );
    // Both answers must have been put to the test.
    expect(Math.min(matchCount, textCount - matchCount)).toBeGreaterThan(1000);
  });

  test("agrees with the native engine on every short text over a small alphabet, and so do the lengths", () => {
    fc.assert(
      fc.property(sketches(smallAtoms, 8), ({ source }) => {
        const pattern = patternOf(source);
        const native = new RegExp(source);
        const members = shortTexts.filter((text) => native.test(text));
        expect(shortTexts.filter((text) => matchesPattern(pattern, text))).toEqual(members);
        expect([pattern.lengthMin, pattern.lengthMax]).toEqual([members.at(0)?.length, members.at(-1)?.length]);
      }),
      { ...settings, numRuns: 200 },
    );
  });

  test("is case sensitive and takes the whole text, line ends included", () => {
    const pattern = patternOf("^BL1[0-9]{2}$");
    const texts = ["BL124", "bl124", "BL124\n", "BL124\r", " BL124", "BL1245", "xBL124", "", "BL1\u0662\u0664"];
    expect(texts.filter((text) => matchesPattern(pattern, text))).toEqual(["BL124"]);
  });

  test("answers at once for a very long text", () => {
    const started = performance.now();
    expect(matchesPattern(patternOf("^(A){0,24}A{24}$"), "A".repeat(1_000_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test("stays linear where backtracking engines explode", () => {
    const started = performance.now();
    expect(matchesPattern(patternOf("^([0-9]{1,9}){1,9}X$"), "1".repeat(60))).toBe(false);
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe("explainMismatch", () => {
  test("names the character of the serial and the part of the pattern that break", () => {
    const pattern = patternOf("^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$");
    expect(explainMismatch(pattern, "BL1245XA000001")).toEqual({
      at: 6,
      found: "X",
      expected: "0-9",
      patternAt: [4, 12],
      parts: [{ patternAt: [4, 12], expected: "0-9" }],
    });
  });

  const cases: readonly (readonly [string, string, ReturnType<typeof explainMismatch>])[] = [
    ["^AB$", "AB", undefined],
    ["^AB$", "", { at: 0, expected: '"A"', patternAt: [1, 2], parts: [{ patternAt: [1, 2], expected: '"A"' }] }],
    ["^AB$", "A", { at: 1, expected: '"B"', patternAt: [2, 3], parts: [{ patternAt: [2, 3], expected: '"B"' }] }],
    [
      "^AB$",
      "ABC",
      {
        at: 2,
        found: "C",
        expected: "end of serial",
        patternAt: [3, 4],
        parts: [{ patternAt: [3, 4], expected: "end of serial" }],
      },
    ],
    [
      "^A[0-9]{2,3}$",
      "A12\n",
      {
        at: 3,
        found: "\n",
        expected: "0-9 or end of serial",
        patternAt: [2, 13],
        parts: [
          { patternAt: [2, 12], expected: "0-9" },
          { patternAt: [12, 13], expected: "end of serial" },
        ],
      },
    ],
    [
      "^(AB[0-9]|AC|D)$",
      "A\u{1f600}",
      {
        at: 1,
        found: "\u{1f600}",
        expected: '"B" or "C"',
        patternAt: [3, 12],
        parts: [
          { patternAt: [3, 4], expected: '"B"' },
          { patternAt: [11, 12], expected: '"C"' },
        ],
      },
    ],
  ];

  test.each(cases)("explains %s on %j", (source, text, mismatch) => {
    expect(explainMismatch(patternOf(source), text)).toEqual(mismatch);
  });

  test("reports the farthest place: the longest beginning that some text of the pattern shares", () => {
    fc.assert(
      fc.property(
        sketches(smallAtoms, 6),
        fc.string({ unit: fc.constantFrom("A", "B"), maxLength: 7 }),
        ({ source }, text) => {
          const native = new RegExp(source);
          const members = shortTexts.filter((candidate) => native.test(candidate));
          const shared = (length: number) => members.some((member) => member.startsWith(text.slice(0, length)));
          let farthest = text.length;
          while (farthest > 0 && !shared(farthest)) farthest -= 1;
          const mismatch = explainMismatch(patternOf(source), text);
          expect(mismatch?.at, `${source} on ${text}`).toBe(native.test(text) ? undefined : farthest);
          if (mismatch === undefined) return;
          // What was expected there is exactly what goes on from there.
          const goesOn = ["A", "B"].filter((next) => members.some((m) => m.startsWith(text.slice(0, farthest) + next)));
          const ends = members.includes(text.slice(0, farthest));
          const choices = [...goesOn.map((letter) => `"${letter}"`), ...(ends ? ["end of serial"] : [])];
          expect(mismatch.expected).toBe(choices.join(", ").replace(/, (?=[^,]*$)/, " or "));
        },
      ),
      settings,
    );
  });
});

describe("commonText and uncoveredText", () => {
  test("give the first shortest witness, as brute force over all short texts does", () => {
    const kinds = { both: [0, 0], only: [0, 0] };
    fc.assert(
      fc.property(sketches(smallAtoms, 7), sketches(smallAtoms, 7), (one, other) => {
        const [a, b] = [patternOf(one.source), patternOf(other.source)];
        const [nativeA, nativeB] = [new RegExp(one.source), new RegExp(other.source)];
        const both = shortTexts.find((text) => nativeA.test(text) && nativeB.test(text));
        const only = shortTexts.find((text) => nativeA.test(text) && !nativeB.test(text));
        kinds.both[both === undefined ? 0 : 1] = (kinds.both[both === undefined ? 0 : 1] ?? 0) + 1;
        kinds.only[only === undefined ? 0 : 1] = (kinds.only[only === undefined ? 0 : 1] ?? 0) + 1;
        expect(commonText(a.language, b.language), `${one.source} and ${other.source}`).toEqual(witness(both));
        expect(commonText(b.language, a.language)).toEqual(witness(both));
        expect(uncoveredText(a.language, b.language), `${one.source} without ${other.source}`).toEqual(witness(only));
      }),
      settings,
    );
    expect(Math.min(...kinds.both, ...kinds.only)).toBeGreaterThan(10);
  });

  test("give witnesses that the native engine confirms, over the whole alphabet", () => {
    fc.assert(
      fc.property(
        sketches([...smallAtoms, ...wideAtoms], 12),
        sketches([...smallAtoms, ...wideAtoms], 12),
        (one, other) => {
          const common = commonText(patternOf(one.source).language, patternOf(other.source).language);
          if (common.kind !== "text") return;
          expect(new RegExp(one.source).test(common.text)).toBe(true);
          expect(new RegExp(other.source).test(common.text)).toBe(true);
        },
      ),
      settings,
    );
  });

  test("find the week that a pattern forgets", () => {
    const scheme = patternOf("^SN(0[1-9]|[1-4][0-9]|5[0-3])$");
    expect(uncoveredText(scheme.language, patternOf("^SN(0[1-9]|[1-4][0-9]|5[0-2])$").language)).toEqual({
      kind: "text",
      text: "SN53",
    });
    expect(uncoveredText(scheme.language, patternOf("^SN[0-9]{2}$").language)).toEqual({ kind: "none" });
  });

  test("tell apart models that differ in one letter, and find the serial that two models share", () => {
    expect(commonText(patternOf("^BL1[0-9]{6}$").language, patternOf("^BL2[0-9]{6}$").language)).toEqual({
      kind: "none",
    });
    expect(commonText(patternOf("^BL[0-9]{7}$").language, patternOf("^BL2[0-9A-F]{6}$").language)).toEqual({
      kind: "text",
      text: "BL2000000",
    });
  });

  test("say that the limit was reached, quickly, when there are too many pairs of states", () => {
    const a = patternOf("^[0-3]{0,11}[01][0-3]{11}$");
    const b = patternOf("^[0-3]{0,11}[02][0-3]{11}X$");
    const started = performance.now();
    expect(commonText(a.language, b.language)).toMatchObject({ kind: "limit" });
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe("patternAlphabet", () => {
  test("has exactly the characters that some text of the pattern has", () => {
    expect(patternAlphabet(patternOf("^B[0-3]{2}(x|[+_])?$"))).toBe("+0123B_x");
    fc.assert(
      fc.property(sketches(smallAtoms, 8), ({ source }) => {
        const native = new RegExp(source);
        const members = shortTexts.filter((text) => native.test(text));
        const used = ["A", "B"].filter((letter) => members.some((member) => member.includes(letter)));
        expect(patternAlphabet(patternOf(source)), source).toBe(used.join(""));
      }),
      { ...settings, numRuns: 200 },
    );
  });
});

/** Every text of up to 8 letters A and B, the shortest first, in ASCII order among equally long ones. */
const shortTexts: readonly string[] = Array.from({ length: 9 }, (_, length) =>
  Array.from({ length: 2 ** length }, (_, number) =>
    Array.from({ length }, (_, place) => ((number >> (length - 1 - place)) & 1 ? "B" : "A")).join(""),
  ),
).flat();

function witness(text: string | undefined) {
  return text === undefined ? { kind: "none" } : { kind: "text", text };
}
