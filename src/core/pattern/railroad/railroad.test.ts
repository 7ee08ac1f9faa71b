import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PatternNode } from "../syntax/pattern-syntax.ts";
import { railroadDiagram } from "./railroad.ts";
import { type RailroadDiagram, railroadSteps } from "./railroad-diagram.ts";
import { type RailroadPart, railroadPart } from "./railroad-part.ts";
import { railroadSvg } from "./railroad-svg.ts";

const at = [0, 1] as const;
const digits: PatternNode = { kind: "set", set: [[0x30, 0x39]], at };
const letter = (text: string): PatternNode => ({ kind: "set", set: [[text.charCodeAt(0), text.charCodeAt(0)]], at });
const text = (characters: string): PatternNode => sequence(...[...characters].map(letter));
const sequence = (...items: readonly PatternNode[]): PatternNode => ({ kind: "sequence", items, at });
const choice = (...options: readonly PatternNode[]): PatternNode => ({ kind: "choice", options, at });
const repeat = (item: PatternNode, min: number, max: number): PatternNode => ({ kind: "repeat", item, min, max, at });
const brewline = sequence(text("BL1"), repeat(digits, 4, 4), choice(letter("A"), letter("B")), digits, digits);

const characters = fc.constantFrom<PatternNode>(letter("A"), letter("B"), { kind: "set", set: [[0x30, 0x32]], at });
const unlimited = fc.tuple(characters, fc.nat(2)).map(([item, min]) => repeat(item, min, Number.POSITIVE_INFINITY));

/** Trees over the letters A and B and the digits 0 to 2, small enough for a native engine. */
const trees = fc.letrec<{ tree: PatternNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    characters,
    unlimited,
    fc.array(tie("tree"), { maxLength: 4 }).map((items) => sequence(...items)),
    fc.array(tie("tree"), { minLength: 1, maxLength: 8 }).map((options) => choice(...options)),
    fc.tuple(tie("tree"), fc.nat(2), fc.nat(1)).map(([item, min, more]) => repeat(item, min, min + more)),
  ),
})).tree;

/** The tree as a native expression: the oracle of what the drawing says. */
function treeRegex(node: PatternNode): string {
  switch (node.kind) {
    case "set":
      return `[${node.set.map(([from, to]) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`).join("")}]`;
    case "sequence":
      return `(?:${node.items.map(treeRegex).join("")})`;
    case "choice":
      return `(?:${node.options.map(treeRegex).join("|")})`;
    case "repeat":
      return `(?:${treeRegex(node.item)}){${node.min},${node.max === Number.POSITIVE_INFINITY ? "" : node.max}}`;
  }
}

/** What a person reads in the drawing, as a native expression. */
function partRegex(part: RailroadPart): string {
  switch (part.kind) {
    case "literal":
      return part.text;
    case "class":
      return `[${part.text.replaceAll(", ", "").replaceAll("–", "-")}]{${quantity(part.count ?? "1")}}`;
    case "list":
      return `(?:${part.texts.join("|")})`;
    case "sequence":
      return `(?:${part.items.map(partRegex).join("")})`;
    case "choice":
      return `(?:${part.options.map(partRegex).join("|")})`;
    case "optional":
      return `(?:${partRegex(part.item)})?`;
    case "loop":
      return `(?:${partRegex(part.item)}){${quantity(part.count.replace(" times", ""))}}`;
  }
}

function quantity(words: string): string {
  return words.replace(" or more", ",").replace(" to ", ",");
}

const words = fc.string({ unit: fc.constantFrom("A", "B", "0", "1", "2"), maxLength: 6 });

describe("what a drawing says", () => {
  it("is what the tree means, whatever was joined or left out", () => {
    const property = fc.property(trees, fc.array(words, { minLength: 30, maxLength: 30 }), (tree, samples) => {
      const [tested, drawn] = [`^${treeRegex(tree)}$`, `^${partRegex(railroadPart(tree))}$`].map(
        (one) => new RegExp(one),
      );
      for (const sample of ["", "A", "B", "AB", "1", ...samples])
        expect(drawn?.test(sample)).toBe(tested?.test(sample));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("joins characters to a text and equal neighbours to one class", () => {
    expect(railroadDiagram(brewline).words).toBe("BL1, then 0–9 × 4, then (either A, or B), then 0–9 × 2");
  });

  it.each<[string, PatternNode, string]>([
    ["a repeated letter", repeat(letter("A"), 3, 3), "AAA"],
    ["a letter that is repeated often", repeat(letter("A"), 30, 30), "A × 30"],
    ["what may be left out", repeat(digits, 0, 2), "(optional: 0–9 × 1 to 2)"],
    ["no limit", repeat(digits, 1, Number.POSITIVE_INFINITY), "0–9 × 1 or more"],
    ["a repeated group", repeat(choice(text("AB"), digits), 2, 4), "(2 to 4 times: (either AB, or 0–9))"],
    ["a repeat of nothing", sequence(letter("A"), repeat(digits, 0, 0)), "A"],
    ["an empty alternative", choice(sequence(), letter("A"), letter("B")), "(optional: (either A, or B))"],
    ["nothing at all", sequence(), "nothing"],
    ["many texts to choose from", choice(..."ABCDEFG".split("").map(text)), "one of A, B, C, D, E, F, G"],
    [
      "a class of several ranges",
      {
        kind: "set",
        set: [
          [48, 57],
          [65, 66],
          [88, 88],
        ],
        at,
      },
      "0–9, A, B, X",
    ],
    ["a blank, which nobody would see", { kind: "set", set: [[32, 32]], at }, "space"],
    [
      "a comma in a class",
      {
        kind: "set",
        set: [
          [44, 44],
          [65, 65],
        ],
        at,
      },
      '",", A',
    ],
    ["a control character", letter("\n"), "U+000A"],
    [
      "a class of all but some",
      {
        kind: "set",
        set: [
          [0, 72],
          [74, 128],
        ],
        at,
      },
      "anything but I",
    ],
    [
      "a letter and foreign ones",
      repeat(
        {
          kind: "set",
          set: [
            [75, 75],
            [128, 128],
          ],
          at,
        },
        2,
        2,
      ),
      "K, any character outside ASCII × 2",
    ],
    ["any character", { kind: "set", set: [[0, 128]], at }, "any character"],
    ["every printed character", { kind: "set", set: [[32, 126]], at }, "any printed character"],
  ])("puts %s into words", (_, tree, expected) => {
    expect(railroadDiagram(tree).words).toBe(expected);
  });
});

describe("the geometry of a drawing", () => {
  it("has whole units only, inside its size, and boxes that never touch each other", () => {
    const property = fc.property(trees, fc.integer({ min: 100, max: 900 }), (tree, width) => {
      const diagram = railroadDiagram(tree, { width });
      for (const [x, y] of placesOf(diagram)) {
        expect([Number.isInteger(x), Number.isInteger(y)]).toEqual([true, true]);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(diagram.width);
        expect(y).toBeLessThanOrEqual(diagram.height);
      }
      expectApart(diagram);
      expectConnected(diagram);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it.each([300, 400, 720])("stays within %s units where groups are not nested deeply", (width) => {
    const long = sequence(...Array.from({ length: 30 }, () => [brewline, choice(text("RED"), digits)]).flat());
    const diagram = railroadDiagram(long, { width });
    expect(diagram.width).toBeLessThanOrEqual(width);
    expect(diagram.height).toBeGreaterThan(300);
  });

  it("breaks a long text and a long class into rows of one box", () => {
    const diagram = railroadDiagram(
      sequence(
        text("A".repeat(200)),
        repeat(
          {
            kind: "set",
            set: [
              [48, 57],
              [65, 72],
              [74, 78],
              [80, 90],
              [97, 104],
            ],
            at,
          },
          12,
          12,
        ),
      ),
      { width: 300 },
    );
    expect(diagram.width).toBeLessThanOrEqual(300);
    expect(diagram.boxes.map(({ text: rows }) => rows.replaceAll("\n", ""))).toEqual([
      "A".repeat(200),
      expect.stringContaining("× 12"),
    ]);
    for (const { text: rows, width } of diagram.boxes) {
      expect(Math.max(...rows.split("\n").map(({ length }) => length * 8))).toBeLessThan(width);
    }
  });

  it("is bounded for the largest patterns", () => {
    const many = choice(...Array.from({ length: 250 }, (_, index) => sequence(text(`A${index}`), digits)));
    let deep = brewline;
    for (let depth = 0; depth < 32; depth += 1) deep = repeat(sequence(deep, digits), 0, 2);
    for (const tree of [many, deep]) expect(railroadDiagram(tree).boxes.length).toBeLessThan(600);
  });
});

describe("railroadSteps", () => {
  it("rounds corners no further than half of the shorter piece", () => {
    const points = [
      [0, 0],
      [20, 0],
      [20, 6],
      [60, 6],
    ] as const;
    expect(railroadSteps({ points })).toEqual([
      { step: "M", to: [0, 0] },
      { step: "L", to: [17, 0] },
      { step: "Q", corner: [20, 0], to: [20, 3] },
      { step: "L", to: [20, 3] },
      { step: "Q", corner: [20, 6], to: [23, 6] },
      { step: "L", to: [60, 6] },
    ]);
  });
});

describe("railroadSvg", () => {
  it("holds the title, the words and each box's text, escaped", () => {
    const svg = railroadSvg(railroadDiagram(sequence(text("<&"), digits)), { title: 'pattern of "A"' });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]* role="img"/);
    expect(svg).toContain("<title>pattern of &#34;A&#34;</title><desc>&#60;&#38;, then 0–9</desc>");
    expect(svg).toContain(">&#60;&#38;</tspan>");
    expect(svg).not.toMatch(/NaN|undefined|style=|<script/);
  });
});

function placesOf({ lines, boxes, labels }: RailroadDiagram): readonly (readonly [number, number])[] {
  const corners = boxes.flatMap(({ x, y, width, height }) => [[x, y] as const, [x + width, y + height] as const]);
  return [...lines.flatMap(({ points }) => points), ...corners, ...labels.map(({ x, y }) => [x, y] as const)];
}

function expectApart({ boxes }: RailroadDiagram): void {
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const besides = a.x + a.width < b.x || b.x + b.width < a.x;
      const above = a.y + a.height < b.y || b.y + b.height < a.y;
      expect(besides || above).toBe(true);
    }
  }
}

/** Every box has a line that ends in the middle of its left side, and one that begins in the middle of its right side. */
function expectConnected({ boxes, lines }: RailroadDiagram): void {
  const ends = new Set(lines.map(({ points }) => String(points.at(-1))));
  const starts = new Set(lines.map(({ points }) => String(points[0])));
  for (const { x, y, width, height } of boxes) {
    expect(ends).toContain(String([x, y + height / 2]));
    expect(starts).toContain(String([x + width, y + height / 2]));
  }
}
