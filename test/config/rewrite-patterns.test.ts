import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PatternEdit, parseCatalog, rewritePatterns } from "../../src/config/index.ts";

const head = `format: boxproof-catalog/1
maker: { name: Acme } # the maker
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0000 }]
models:
`;
const flow = (name: string, serial: string) =>
  `  - { deviceModel: ${name}, name: X, securityProfile: main, listings: [], serial: ${serial} }\n`;
const block = (name: string, serial: string) =>
  `  - deviceModel: ${name}\n    name: X\n    securityProfile: main\n    listings: []\n    serial: ${serial}\n`;
const edit = (deviceModel: string, from: string, to: string): PatternEdit => ({ deviceModel, from, to });

/** The patterns of a text, by the reader of catalogs. */
function patternsOf(text: string): readonly string[] {
  return parseCatalog(text, "catalog.yaml", { patterns: "any" }).models.map(({ serial }) => serial.pattern);
}

describe("rewritePatterns", () => {
  it("changes the characters of the pattern and no others, in every way of writing it", () => {
    const cases = [
      ["{ pattern: '^A\\d$' } # a", "{ pattern: '^A[0-9]$' } # a"],
      ['{ pattern: "^A\\\\d$" } # "b"', '{ pattern: "^A[0-9]$" } # "b"'],
      ["{ pattern: ^A\\d$ } # c", '{ pattern: "^A[0-9]$" } # c'],
      ["{   pattern  :  '^A\\d$'  ,examples: {good: [A1]} }", "{   pattern  :  '^A[0-9]$'  ,examples: {good: [A1]} }"],
      ['{ pattern: "^A\n      \\\\d$" }', '{ pattern: "^A[0-9]$" }'],
    ] as const;
    for (const [before, after] of cases) {
      const text = head + block("A", before) + flow("B", "{ pattern: '^A\\d$' }");
      const from = patternsOf(text)[0] ?? "";
      const { text: rewritten, results } = rewritePatterns(text, [edit("A", from, "^A[0-9]$")]);
      expect(results[0]?.refusal).toBeUndefined();
      expect(rewritten).toBe(head + block("A", after) + flow("B", "{ pattern: '^A\\d$' }"));
    }
  });

  it("keeps a byte order mark, CRLF and a missing last line end", () => {
    const text = `\uFEFF${head + flow("A", "{ pattern: '^A\\d$' }")}`.replaceAll("\n", "\r\n").trimEnd();
    const { text: rewritten } = rewritePatterns(text, [edit("A", "^A\\d$", "^A[0-9]$")]);
    expect(rewritten).toBe(text.replace("\\d", "[0-9]"));
  });

  it("writes quotes inside quotes", () => {
    const text = head + flow("A", "{ pattern: '^A$' }") + flow("B", '{ pattern: "^B$" }');
    const awkward = `^[']["]\\\\$`;
    const { text: rewritten } = rewritePatterns(text, [edit("A", "^A$", awkward), edit("B", "^B$", awkward)]);
    expect(patternsOf(rewritten)).toEqual([awkward, awkward]);
  });

  it("refuses what other fields share and what spans lines, and still does the rest", () => {
    const text = `${head}${flow("A", "&s { pattern: '^A\\d$' }")}${flow("B", "*s")}${flow("C", "{ pattern: &p '^C\\d$' }")}  - deviceModel: D
    name: D
    securityProfile: main
    listings: []
    serial:
      pattern: |-
        ^D\\d$
${flow("E", "{ pattern: '^E\\d$' }")}`;
    const names = ["A", "B", "C", "D", "E"];
    const from = patternsOf(text);
    const edits = names.map((name, index) => edit(name, from[index] ?? "", `^${name}[0-9]$`));
    const { text: rewritten, results } = rewritePatterns(text, edits);
    expect(results.map(({ refusal }) => refusal?.match(/anchor|block/)?.[0])).toEqual([
      "anchor",
      "anchor",
      "anchor",
      "block",
      undefined,
    ]);
    expect(results[4]?.at).toEqual({ line: 15, column: expect.any(Number) });
    expect(rewritten).toBe(text.replace("'^E\\d$'", () => "'^E[0-9]$'"));
  });

  it("refuses a pattern that is not there any more, and a model that is not there", () => {
    const text = head + flow("A", "{ pattern: '^A$' }");
    const { text: rewritten, results } = rewritePatterns(text, [edit("A", "^B$", "^C$"), edit("Z", "^A$", "^C$")]);
    expect(rewritten).toBe(text);
    expect(results.map(({ refusal }) => refusal)).toEqual([
      expect.stringContaining("another pattern"),
      expect.stringContaining("another pattern"),
    ]);
  });

  it("puts any printable pattern in so that the reader finds exactly it", () => {
    const pattern = fc.string({
      minLength: 1,
      maxLength: 30,
      unit: fc.constantFrom(...`^$[]{}()|?+*\\'"#:,&!%@- AZ09ä`),
    });
    fc.assert(
      fc.property(pattern, fc.constantFrom("'^A$'", '"^A$"', "^A$"), (to, written) => {
        const text = head + flow("A", `{ pattern: ${written} }`);
        expect(patternsOf(rewritePatterns(text, [edit("A", "^A$", to)]).text)).toEqual([to]);
      }),
      { numRuns: 300 },
    );
  });
});
