import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../index.ts";
import { choice, languageOf, measuredWork } from "../../pattern/index.ts";
import { languageFindings } from "./language-findings.ts";
import { type ProofRequest, provePattern } from "./prove-pattern.ts";

/** The findings of one rule over whole scans. */
const findingsOf = (id: string, regex: string, request?: ProofRequest): readonly Finding[] =>
  provePattern(regex, request).findings.filter(
    (finding) => finding.id === id && finding.semantics !== "search" && finding.semantics !== "prefix",
  );

interface RuleCase {
  readonly id: string;
  readonly bad: string;
  readonly expected: Partial<Finding>;
  /** What is nearly the same and has no such finding. */
  readonly good: string;
  readonly request?: ProofRequest;
}

const error = { level: "error" } as const;
const warn = { level: "warn" } as const;
const info = { level: "info" } as const;
const against = (...regexes: readonly string[]): ProofRequest => ({ against: regexes });

/** Every rule that one regex can break, with the exact characters where it is about characters. */
const cases: readonly RuleCase[] = [
  { id: "A001", bad: "AB[0-9]{4}$", good: "^AB[0-9]{4}$", expected: { ...error, at: [0, 0], fix: "^" } },
  { id: "A002", bad: "^AB[0-9]{4}", good: "^AB[0-9]{4}$", expected: { ...error, at: [11, 11], fix: "$" } },
  { id: "D001", bad: "^AB\\d{4}$", good: "^AB[0-9]{4}$", expected: { ...error, at: [3, 5], fix: "[0-9]" } },
  { id: "D004", bad: "^AB.$", good: "^AB[.]$", expected: { ...error, at: [3, 4] } },
  { id: "D007", bad: "^(?:A|B)$", good: "^(A|B)$", expected: { at: [1, 4], fix: "(" } },
  {
    id: "S001",
    bad: "^([0-9]{1,9}){1,9}X$",
    good: "^[0-9]{1,60}X$",
    expected: { ...error, witness: expect.any(String) },
  },
  { id: "S003", bad: "^A[0-9]+$", good: "^A[0-9]{1,20}$", expected: { ...error, at: [7, 8] } },
  {
    id: "S002",
    bad: "^[A-Z0-9]*[0-9]+$",
    good: "^[A-Z]{1,9}[0-9]{1,9}$",
    expected: { ...error, witness: expect.any(String) },
  },
  { id: "L002", bad: "^A?$", good: "^A$", expected: { ...error, witness: "" } },
  {
    id: "L003",
    bad: "^A[0-9]$",
    good: "^B[0-9]$",
    request: against("^A1$"),
    expected: { ...error, witness: "A1", semantics: "full" },
  },
  {
    id: "L004",
    bad: "^X0[0-9A-Z]{8}$",
    good: "^SN[0-9A-Z]{64}$",
    expected: { ...warn, code: "fnsku", semantics: "full" },
  },
  { id: "L010", bad: "^(A|A|B)$", good: "^(A|B)$", expected: { ...warn, fix: "" } },
  {
    id: "L011",
    bad: "^A[0-9]$",
    good: "^A[0-9]{2}$",
    request: { planned: 11 },
    expected: { ...error, measured: "10", required: "11" },
  },
  {
    id: "L012",
    bad: "^A[0-9]{2}$",
    good: "^A[0-9]{3}$",
    request: { planned: 81 },
    expected: { ...warn, measured: "100" },
  },
  {
    id: "L013",
    bad: "^TestAmazonPreReg[0-9]{3}$",
    good: "^TestAmazonPreReg[1-9]{3}$",
    expected: { ...info, witness: "TestAmazonPreReg001" },
  },
  {
    id: "Y001",
    bad: "^A[0-9a-c]$",
    good: "^A[0-9]$",
    request: { symbology: "code39" },
    expected: { ...error, measured: "abc" },
  },
  {
    id: "Y001",
    bad: "^[+]A$",
    good: "^[+]1$",
    request: { symbology: "code39" },
    expected: { ...error, witness: "+A" },
  },
  { id: "Y002", bad: "^A[0-9O]$", good: "^A[0-9]$", expected: { ...warn, measured: "0 and O" } },
  {
    id: "Y003",
    bad: "^A[0-9]{14}$",
    good: "^A[0-9]{14}$",
    request: { symbology: "code128" },
    expected: { ...info, measured: "220 modules" },
  },
  {
    id: "Y004",
    bad: "^A{21}$",
    good: "^A{20}$",
    request: { symbology: "datamatrix" },
    expected: { ...info, witness: "A".repeat(21) },
  },
  { id: "Y005", bad: "^A B?$", good: "^A B$", expected: { ...error, witness: "A " } },
  { id: "Y005", bad: "^A {1,2}B$", good: "^A B C$", expected: { ...error, witness: "A  B" } },
  {
    id: "Y006",
    bad: "^[0-9]{3,4}$",
    good: "^[0-9]{4}$",
    request: { symbology: "itf" },
    expected: { ...error, witness: "000" },
  },
  { id: "dsn-length", bad: "^A{65}$", good: "^A{64}$", expected: error },
  { id: "dsn-character", bad: "^A[.]$", good: "^A-$", expected: { ...error, witness: "A." } },
];

describe("provePattern", () => {
  for (const { id, bad, good, expected, request } of cases) {
    it(`finds ${id} in ${bad}`, () => {
      expect(findingsOf(id, bad, request)).toMatchObject([expected]);
      if (id !== "Y003") expect(findingsOf(id, good, request)).toEqual([]);
    });
  }

  it("has A004 always, as a note", () => {
    expect(findingsOf("A004", "^A$")).toMatchObject([{ level: "info" }]);
    expect(findingsOf("A004", "(?=A)")).toMatchObject([{ level: "info" }]);
  });

  it("is portable without an A or D at error level, whatever else is wrong", () => {
    expect(provePattern("^(?:A){65}$").portable).toBe(provePattern("^(?:A)$").portable);
    expect(provePattern("^A{65}$")).toMatchObject({ portable: true, capacity: "1", lengths: [65, 65] });
    expect(provePattern("^A[0-9]+$")).toMatchObject({ portable: true, capacity: "infinite", lengths: [2, null] });
    expect(provePattern("^A\\d$").portable).toBe(false);
  });

  it("judges a refused pattern by its meaning, and names its fix", () => {
    const proof = provePattern("X0\\w{8}");
    expect(proof).toMatchObject({
      portable: false,
      fixed: "^X0[0-9A-Za-z_]{8}$",
      fixRelation: "same",
      lengths: [10, 10],
    });
    expect(proof.capacity).toBe(String(63n ** 8n));
    expect(findingsOf("L004", "X0\\w{8}")).toMatchObject([{ code: "fnsku" }]);
  });

  it("says what it does not know where engines agree on no meaning", () => {
    const proof = provePattern("^(?<=A)B$", { against: ["^B$"] });
    expect(proof).toMatchObject({ portable: false, capacity: "unknown", lengths: [null, null] });
    expect(proof.against).toEqual([{ regex: "^B$", overlap: null }]);
    expect(proof.examples).toEqual({ good: [], bad: [] });
    const other = provePattern("^B$", { against: ["^(?<=A)B$"] });
    expect(other.against).toEqual([{ regex: "^(?<=A)B$", overlap: null }]);
    expect(other.findings[0]).toMatchObject({ id: "S004", level: "error" });
  });

  it("answers each of the others in their order, duplicates too", () => {
    const { against: proofs } = provePattern("^A[0-9]$", { against: ["^B$", "^A[5-9]{1,2}$", "^B$"] });
    expect(proofs).toEqual([
      { regex: "^B$", overlap: false },
      { regex: "^A[5-9]{1,2}$", overlap: true, witness: "A5" },
      { regex: "^B$", overlap: false },
    ]);
  });

  it("gives examples that native RegExp accepts and refuses too", () => {
    for (const regex of ["^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$", "^[0-9]{12}$", "^(A|BC){1,3}-?$", "^X$"]) {
      const { good, bad } = provePattern(regex).examples;
      expect(good.length).toBeGreaterThan(0);
      expect(good.filter((text) => !new RegExp(regex).test(text))).toEqual([]);
      expect(bad.filter(({ text }) => new RegExp(regex).test(text))).toEqual([]);
      expect(bad.length).toBeGreaterThanOrEqual(5);
    }
  });

  it("shows no serial of more than 128 characters", () => {
    expect(provePattern("^A{128}$").examples.good).toEqual(["A".repeat(128)]);
    expect(provePattern("^A{129}$").examples.good).toEqual([]);
    expect(provePattern("^A{128,129}$").examples.good).toEqual(["A".repeat(128)]);
  });
});

describe("languageFindings", () => {
  it("finds L001 in a language without any text, and nothing else", () => {
    const nothing = languageOf(choice());
    expect(nothing.ok && languageFindings(nothing.language)).toMatchObject([{ id: "L001", level: "error" }]);
  });
});

describe("search and prefix", () => {
  const searched = (regex: string, semantics: string, request?: ProofRequest) =>
    provePattern(regex, request).findings.filter((finding) => finding.semantics === semantics);

  it("is one warning each over the kinds of box codes, with a serial inside a longer text", () => {
    const regex = "^4[0-9]{5}$";
    for (const semantics of ["search", "prefix"]) {
      const [finding, ...more] = searched(regex, semantics);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ id: "L004", level: "warn", code: expect.any(String) });
      const anywhere = new RegExp(semantics === "search" ? "4[0-9]{5}" : "^4[0-9]{5}");
      expect(finding?.witness).toMatch(anywhere);
      expect(finding?.witness).not.toMatch(new RegExp(regex));
    }
  });

  it("is a warning for a serial inside another model's, whichever is the longer", () => {
    for (const [one, other] of [
      ["^AB[0-9]{3}$", "^XAB[0-9]{3}$"],
      ["^XAB[0-9]{3}$", "^AB[0-9]{3}$"],
    ] as const) {
      const found = searched(one, "search", against(other)).filter(({ id }) => id === "L003");
      expect(found).toMatchObject([{ level: "warn", witness: "XAB000" }]);
      expect(searched(one, "prefix", against(other)).filter(({ id }) => id === "L003")).toEqual([]);
    }
    const prefix = searched("^AB[0-9]{3}$", "prefix", against("^AB[0-9]{4}$")).filter(({ id }) => id === "L003");
    expect(prefix).toMatchObject([{ level: "warn", witness: "AB0000" }]);
  });
});

describe("a narrower pattern", () => {
  /** Pieces with a narrower one each. */
  const pieces = [
    ["[0-9A-Z]", "[0-9]"],
    ["[0-9]{1,3}", "[0-9]{2}"],
    ["(X0|B0)", "X0"],
    ["[0-9A-F]{10,12}", "[0-9]{12}"],
    ["(LPN)?", "LPN"],
    ["[0-9]{7}", "[0-9]{7}"],
  ] as const;
  const chosen = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.boolean()), { minLength: 1, maxLength: 4 });
  const keys = (regex: string) =>
    new Set(
      provePattern(regex, against("^X0[0-9]{8,10}$", "^[0-9]{3}[A-Z]$"))
        .findings.filter(({ id, semantics }) => (id === "L003" || id === "L004") && semantics === "full")
        .map(({ id, level, code, message }) => `${id} ${level} ${code ?? message.split(" and ").at(-1)}`),
    );

  it("never overlaps a code or a model that the wider one does not", () => {
    fc.assert(
      fc.property(chosen, (parts) => {
        const wide = keys(`^${parts.map(([[piece]]) => piece).join("")}$`);
        const narrow = keys(`^${parts.map(([[piece, less], isNarrow]) => (isNarrow ? less : piece)).join("")}$`);
        expect([...narrow].filter((key) => !wide.has(key))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a hostile regex", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["a thousand characters", `^${"(A|B)?".repeat(166)}$`],
    ["a million characters", "^A".repeat(500_000)],
    ["deep groups", `^${"(".repeat(400)}A${")".repeat(400)}$`],
    ["repeats of repeats", "^((((([A-Z]{1,9}){1,9}){1,9}){1,9}){1,9}){1,9}$"],
    ["states that double", "^[01]{0,40}1[01]{18}$"],
    ["other scripts and halves of pairs", "^\ud800[Ä-Ö]\u202e😀$"],
    ["control characters", "^A\u0000\u001b[31m$"],
    ["unlimited repeats", "^(([A-Z]+)*[0-9]*)*$"],
  ];
  for (const [name, regex] of hostile) {
    it(`is answered in time: ${name}`, () => {
      const start = performance.now();
      const proof = provePattern(regex, { against: [regex, "^[0-9A-Z]{1,64}$"], symbology: "code128", planned: 1 });
      expect(proof.findings.some(({ level }) => level === "error")).toBe(true);
      // The bound is a second for the regex itself, on a quiet machine; without one some would take for ever.
      expect(performance.now() - start).toBeLessThan(60_000);
    });
  }
});

describe("the fix of a regex", () => {
  it("says how many errors it leaves", () => {
    expect(provePattern("^AB\\d{4}$").fixedErrorCount).toBe(0);
    expect(provePattern("[0-9]+")).toMatchObject({ fixed: "^[0-9]+$", fixRelation: "same", fixedErrorCount: 2 });
    expect(provePattern("^AB[0-9]{4}$").fixedErrorCount).toBeUndefined();
  });

  it("is judged where engines do not agree on the regex itself, and that is said", () => {
    const proof = provePattern("^AB(?!0000)[0-9]{4}$", { planned: 20_000 });
    expect(proof).toMatchObject({ judged: "fixed", capacity: "9999", lengths: [6, 6], fixRelation: "same" });
    expect(proof.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["D008", "L011"]));
    expect(proof.findings.filter(({ id, at }) => id !== "D008" && at !== undefined)).toEqual([]);
    expect(proof.examples.good).toContain("AB0001");
    expect(provePattern("^AB[0-9]{4}$").judged).toBeUndefined();
    expect(provePattern("^AB\\p{N}$")).toMatchObject({ capacity: "unknown" });
  });
});

describe("languages that say little", () => {
  it("a pattern of nothing but its anchors is told once, with its place", () => {
    expect(provePattern("^$").findings.filter(({ id }) => id === "L002")).toMatchObject([{ at: [0, 2] }]);
    expect(provePattern("^A?$").findings.filter(({ id }) => id === "L002")).toHaveLength(1);
  });

  it("a class that takes nothing is L001", () => {
    for (const regex of ["^[A&&B]$", "^[^\\s\\S]$"]) {
      expect(provePattern(regex).findings.map(({ id }) => id)).toContain("L001");
      expect(provePattern(regex).capacity).toBe("0");
    }
  });
});

describe("a search that ends at its limit", () => {
  const wide = "^[0-9A-Z]{0,11}A[0-9A-Z]{11}_$";
  const notes = (regex: string, against: readonly string[] = []) =>
    provePattern(regex, { against }, Number.POSITIVE_INFINITY).findings.filter(({ id }) => id === "S004");

  it("is a note about the kind of code", () => {
    expect(notes(wide)).toMatchObject([
      { level: "info", semantics: "search", message: expect.stringContaining("anywhere in a Transparency code: ") },
    ]);
  });

  it("is a note about the other regex", () => {
    const other = "^B[01A]{0,10}A[01A]{10}X$";
    expect(notes("^[01A]{0,10}1[01A]{10}_$", [other])).toContainEqual({
      id: "S004",
      level: "info",
      semantics: "search",
      message: expect.stringContaining(
        `of one anywhere in a serial of the other, of this pattern and "${other.slice(0, 20)}`,
      ),
    });
  });
});

describe("the work of one proof", () => {
  const hostile = "^[01]+([A-Z]?[0-9]?)+((A|AB?){1,19}[A-Za-z0-9_-]{1,9}[01]{2}(A|AB?){0,3}){2}(A|B){1,9}[01]{60}$";
  const left = (findings: readonly Finding[]) =>
    findings.filter(({ id, message }) => id === "S004" && message.includes("These questions were left"));

  it("ends with the question that used it up, and names those behind it", () => {
    const measured = measuredWork(() => provePattern(hostile));
    expect(measured.stepCount).toBeGreaterThan(15_000_000);
    // One question more than is allowed, and not all of its sixty million steps.
    expect(measured.stepCount).toBeLessThan(30_000_000);
    expect(left(measured.answer.findings)).toMatchObject([
      {
        level: "error",
        message: expect.stringContaining("whether an engine without anchors finds a serial anywhere in"),
      },
    ]);
  });

  it("ends alike whether the pattern was read before or not", () => {
    const first = provePattern(hostile);
    expect(provePattern(hostile)).toEqual(first);
  });

  it("names every question where there is no work at all, and claims nothing of them", () => {
    const request = { against: ["^AB[0-9]{4}$"], symbology: "code39" } as const;
    const proof = provePattern("^AB[0-9]{4}$", request, 0);
    const [finding] = left(proof.findings);
    expect(finding?.message.split("a Transparency code")).toHaveLength(4);
    for (const question of [
      "what can be mended by itself",
      "whether every serial is a DSN",
      "whether an engine that backtracks stays fast",
      "whether every alternative adds something",
      "which serials are as short as other codes",
      "whether a serial is a UPC-A code, an EAN-13 code,",
      "whether an engine without anchors finds a serial anywhere in a UPC-A code,",
      "; whether an engine without anchors finds a serial at the beginning of a UPC-A code,",
      "whether serials differ only in 0 and O,",
      "whether every serial goes into its symbol",
      'whether a serial is also one of "^AB[0-9]{4}$"',
      "examples of its serials",
    ]) {
      expect(finding?.message).toContain(question);
    }
    expect(proof).toMatchObject({ against: [{ overlap: null }], examples: { good: [], bad: [] } });
    expect(proof.findings.map(({ id }) => id)).toEqual(["S004", "A004"]);
  });

  it.each([
    "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
    "^[0-9A-Z]{60,255}$",
    "^[A-Z0-9]{0,30}[0-9]{1,30}X$",
    "^(?:[0-9]{1,9}){1,9}X$",
  ])("is far from its end for %s", (regex) => {
    const { answer, stepCount } = measuredWork(() => provePattern(regex, { planned: 1_000, symbology: "code128" }));
    expect(stepCount).toBeLessThan(5_000_000);
    expect(left(answer.findings)).toEqual([]);
  });
});
