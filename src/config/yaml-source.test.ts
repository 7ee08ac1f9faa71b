import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readYaml } from "./yaml-source.ts";

const faultsOf = (text: string) =>
  readYaml(text).faults.map(({ line, column, expected, found }) => ({ line, column, expected, found }));

describe("readYaml", () => {
  it("gives the values and the place of each", () => {
    const source = readYaml("a: 1\nb:\n  - x\n  - { c: y }\n");
    expect(source.faults).toEqual([]);
    expect(source.value).toEqual({ a: 1, b: ["x", { c: "y" }] });
    expect(source.locate(["b", 1, "c"])).toEqual({ line: 4, column: 10 });
    expect(source.locateKey(["b", 1, "c"])).toEqual({ line: 4, column: 7 });
  });

  it("locates a field that is not there at its nearest parent", () => {
    expect(readYaml("a:\n  b: 1\n").locate(["a", "c", "d"])).toEqual({ line: 2, column: 3 });
  });

  it("takes 01-53, 24-33 and No as texts, and 00005E005301 as the number that YAML makes of it", () => {
    const source = readYaml("[01-53, 24-33, No, 00005E005301, 0012, 1_000]");
    expect(source.value).toEqual(["01-53", "24-33", "No", Number.POSITIVE_INFINITY, 12, "1_000"]);
    expect(source.writtenAs([4])).toBe("0012");
  });

  it("counts lines after CRLF and columns after a byte order mark as an editor does", () => {
    const source = readYaml("\uFEFFa: 1\r\nb: 2\r\n");
    expect(source.locate(["a"])).toEqual({ line: 1, column: 4 });
    expect(source.locate(["b"])).toEqual({ line: 2, column: 4 });
    expect(source.value).toEqual({ a: 1, b: 2 });
  });

  it("finds a character of a text in every kind of quotes", () => {
    const plain = "key: ab#cd";
    const single = "key: 'it''s #'";
    const double = 'key: "\\x41\\u0042\\t\\\\#"';
    for (const text of [plain, single, double]) {
      const source = readYaml(text);
      const value = (source.value as { key: string }).key;
      expect(source.locateCharacter(["key"], value.indexOf("#"))).toEqual({ line: 1, column: text.indexOf("#") + 1 });
    }
  });

  it("falls back to the start of a text over several lines", () => {
    expect(readYaml("key: >-\n  ab\n  cd\n").locateCharacter(["key"], 3)).toEqual({ line: 1, column: 6 });
    expect(readYaml('key: "ab\n  cd"\n').locateCharacter(["key"], 3)).toEqual({ line: 1, column: 6 });
  });

  it("names the second of two equal keys, and judges the first", () => {
    expect(faultsOf("a: 1\nb: 2\na: 3\n")).toEqual([
      { line: 3, column: 1, expected: "each key once in a mapping", found: '"a" again' },
    ]);
    expect(readYaml("a: 1\na: 3\n").value).toEqual({ a: 1 });
  });

  it("refuses tabs as indentation, a second document, keys that are no texts, tags", () => {
    expect(faultsOf("a:\n\tb: 1\n")).toMatchObject([{ line: 2, column: 1, found: "a tab" }]);
    expect(faultsOf("a: 1\n---\nb: 2\n")).toMatchObject([{ line: 2, expected: "one YAML document" }]);
    expect(faultsOf("1: a\n? [b]\n: c\n")).toMatchObject([{ line: 1 }, { line: 2 }]);
    expect(faultsOf("a: !!binary aGk=\n")).toMatchObject([{ line: 1, column: 4, expected: "no tag of its own" }]);
  });

  it("tells the first syntax fault only, because the rest is its aftermath", () => {
    const text = `a: [1,\n${"b: }\n".repeat(50)}`;
    expect(readYaml(text).faults).toHaveLength(1);
    expect(readYaml(text).value).toBeUndefined();
  });

  it("says that a regex inside braces needs quotes", () => {
    expect(faultsOf("{ pattern: ^A[0-9]{8}$ }")).toMatchObject([
      { line: 1, column: 14, expected: "quotes around a text that has { } [ ] or a comma" },
    ]);
  });

  it("resolves an alias, and refuses one of nothing and one inside its own anchor", () => {
    expect(readYaml("a: &x [1]\nb: *x\n").value).toEqual({ a: [1], b: [1] });
    expect(readYaml("a: &x [1]\nb: *x\n").locate(["b", 0])).toEqual({ line: 1, column: 8 });
    expect(faultsOf("a: *x\n")).toMatchObject([{ line: 1, column: 4, found: "*x" }]);
    expect(faultsOf("a: &x [*x]\n")).toMatchObject([{ line: 1, column: 8, found: "*x" }]);
  });

  it("stops aliases that multiply and aliases without end", () => {
    const levels = Array.from({ length: 10 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*l${level - 1}`));
      return `l${level}: &l${level} [${items.join(", ")}]`;
    });
    expect(faultsOf(levels.join("\n"))).toMatchObject([{ expected: "at most 1000000 values" }]);
    const many = `a: &a x\nb: [${"*a, ".repeat(101)}]\n`;
    expect(faultsOf(many)).toMatchObject([{ expected: "at most 100 aliases" }]);
  });

  it("names nesting without end, whether the parser's stack holds it or not", () => {
    expect(faultsOf(`${"[".repeat(40)}${"]".repeat(40)}`)).toMatchObject([
      { expected: "at most 32 levels of nesting" },
    ]);
    expect(faultsOf("- ".repeat(20_000))).toMatchObject([{ expected: "at most 32 levels of nesting" }]);
  });

  it("keeps __proto__ an ordinary key", () => {
    const { value } = readYaml("__proto__: { polluted: true }\n");
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("does not compare each key with each", () => {
    // Processor time, the least of several runs: what else the machine does counts for nothing.
    const leastMs = (keyCount: number, runs: number) => {
      const text = Array.from({ length: keyCount }, (_, index) => `k${index}: 1`).join("\n");
      const times = Array.from({ length: runs }, () => {
        const start = process.cpuUsage();
        expect(readYaml(text).faults).toEqual([]);
        return process.cpuUsage(start).user / 1_000;
      });
      return Math.min(...times);
    };
    const [few, many] = [leastMs(1_000, 10), leastMs(20_000, 2)];
    // Twenty times as much in linear time, four hundred times where each key is compared with each.
    expect(many / few).toBeLessThan(100);
  });

  it("gives back what the package wrote", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const tree = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(scalar, fc.array(scalar)));
    fc.assert(
      fc.property(tree, (value) => {
        const source = readYaml(stringify(value, { version: "1.2", aliasDuplicateObjects: false }));
        expect(source.faults).toEqual([]);
        expect(source.value).toEqual({ ...value });
      }),
    );
  });

  it("never throws, whatever the text", () => {
    const noise = fc.string({ unit: fc.constantFrom(..."{}[]:,-?&*!|>'\"%@` \n\tab1#".split("")), maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string()), (text) => {
        const source = readYaml(text);
        expect(source.value !== undefined || source.faults.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
