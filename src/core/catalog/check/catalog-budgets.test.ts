import { describe, expect, it } from "vitest";
import { catalogOf } from "../../../../test/catalog/catalog-of.ts";
import { defined } from "../../index.ts";
import { parsePattern } from "../../pattern/index.ts";
import type { Catalog, DeviceModel } from "../catalog.ts";
import { catalogSubjects, unreadModels } from "./catalog-subjects.ts";
import { checkCatalog } from "./check-catalog.ts";
import { foundInOthers } from "./found-in-others.ts";
import { kindOverlaps } from "./kind-overlaps.ts";
import { languageKinds } from "./language-kinds.ts";

function modelOf(pattern: string, index: number): DeviceModel {
  return {
    deviceModel: `M${index}`,
    name: "",
    securityProfile: "main",
    listings: [],
    serial: { pattern, patternGenerated: false, examples: { good: [], bad: [] } },
    boxCodes: [],
    requireAllocated: false,
  };
}

const languageOfPattern = (source: string) => {
  const result = parsePattern(source);
  return defined(result.ok ? result.pattern.language : undefined, `${source} is portable`);
};

const bits = (index: number) => `^[01]{0,${9 + (index % 3)}}1[01]{${8 + (index % 3)}}X{${index + 1}}$`;

describe("the subjects of a catalog", () => {
  it("are one for all models with the same text", () => {
    const models = ["^A[0-9]$", "^B[0-9]$", "^A[0-9]$"].map(modelOf);
    const [a, b, again] = catalogSubjects(models);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
  });

  it("are proved until their states are too many together; the others are told as not proved", () => {
    const models = Array.from({ length: 20 }, (_, index) => modelOf(bits(index), index));
    const subjects = catalogSubjects([...models, modelOf(bits(0), 20)], {
      weightMax: 5_000,
      stepCountMax: Number.POSITIVE_INFINITY,
    });
    const proved = subjects.map(({ meaning }) => meaning !== undefined);
    // A proved beginning, nothing behind it but the text that is known already.
    const count = proved.indexOf(false);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(20);
    expect(proved).toEqual([...Array.from({ length: 20 }, (_, index) => index < count), true]);
    for (const { findings } of subjects.slice(count, 20)) {
      expect(findings).toMatchObject([{ id: "S004", level: "error" }]);
    }
    const states = subjects
      .slice(0, count - 1)
      .reduce((sum, { meaning }) => sum + (meaning?.language.stateCount ?? 0), 0);
    expect(states).toBeLessThan(5_000);
  });

  it("are read until that has taken too many steps, the same ones each time", () => {
    const models = Array.from({ length: 40 }, (_, index) => modelOf(`^${"[A-Z]?".repeat(60)}${index}$`, index));
    const limits = { weightMax: Number.POSITIVE_INFINITY, stepCountMax: 2_000_000 };
    const unread = unreadModels(models, limits);
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.length).toBeLessThan(40);
    expect(unread).toEqual([...models.keys()].slice(-unread.length));
    expect(unreadModels(models, limits)).toEqual(unread);
  });

  it("are all proved in a catalog of 2,000 models as factories have them", () => {
    const models = Array.from({ length: 2_000 }, (_, index) =>
      modelOf(`^M${index}(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])[A-HJ-NP-Z]{2}[0-9A-Z]{6,10}$`, index),
    );
    expect(catalogSubjects(models).every(({ meaning }) => meaning !== undefined)).toBe(true);
  });
});

describe("the proofs of one check", () => {
  it("are made until they have taken too many steps; the models behind are told", () => {
    const models = Array.from({ length: 30 }, (_, index) =>
      modelOf(`^(${"[0-9A-Z]?".repeat(30)}){1,2}X${index}$`, index),
    );
    const catalog: Catalog = {
      format: "boxproof-catalog/1",
      maker: { name: "Acme" },
      securityProfiles: [],
      stations: [],
      models,
    };
    const unproved = () =>
      checkCatalog(catalog, { stepCountMax: 10_000_000 })
        .models.filter(({ findings }) =>
          findings.some(({ id, message }) => id === "S004" && /this model/.test(message)),
        )
        .map(({ deviceModel }) => deviceModel);
    const first = unproved();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(30);
    expect(first).toEqual(models.slice(-first.length).map(({ deviceModel }) => deviceModel));
    expect(unproved()).toEqual(first);
  });

  it("leave what was found as a pattern and a scheme were read at their fields", () => {
    const models = ["^AA[0-9]$", "^BB\\d$"].map(modelOf).map(
      (model): DeviceModel => ({
        ...model,
        serial: {
          ...model.serial,
          schemeNotes: [{ id: "scheme-plus", level: "info", message: "Note.", part: 2 }],
        },
      }),
    );
    const catalog = catalogOf(...models);
    const [first, second] = checkCatalog(catalog, { stepCountMax: -1 }).models;
    const note = { id: "scheme-plus", level: "info", path: "serial.scheme[2]" };
    expect(first?.findings).toMatchObject([{ id: "S004", level: "error" }, note]);
    const [proved] = checkCatalog(catalogOf(...models.slice(1))).models;
    const read = proved?.findings.filter(({ path }) => path !== undefined);
    expect(read).toMatchObject([{ id: "D001", path: "serial.pattern", at: [3, 5] }, note]);
    expect(second?.findings.filter(({ path }) => path !== undefined)).toEqual(read);
  });
});

describe("searches of one model's serials in another's", () => {
  it("end when their steps are used up, and say so", () => {
    const kinds = languageKinds([0, 1, 2, 3, 4].map((index) => languageOfPattern(bits(index))));
    const generous = foundInOthers(kinds, { searchCountMax: 5_000, stepCountMax: 10_000_000 });
    expect(generous.found.length).toBeGreaterThan(0);
    for (const { witness, found, inner, outer } of generous.found) {
      expect(witness).toMatch(new RegExp(bits(outer)));
      expect(found).toMatch(new RegExp(bits(inner)));
      expect(witness).toContain(found);
    }
    expect(foundInOthers(kinds, { searchCountMax: 5_000, stepCountMax: 10 })).toEqual({ found: [], isComplete: false });
  });

  it("are told for every model of a kind, with the first model of the other", () => {
    const sources = ["^A[0-9]$", "^BA[0-9]$", "^A[0-9]$", "^BA[0-9]$"];
    const { found, isComplete } = foundInOthers(languageKinds(sources.map(languageOfPattern)));
    expect(isComplete).toBe(true);
    expect(found).toEqual([
      { inner: 0, outer: 1, semantics: "search", witness: "BA0", found: "A0" },
      { inner: 2, outer: 1, semantics: "search", witness: "BA0", found: "A0" },
    ]);
  });
});

describe("overlaps of kinds", () => {
  it("stand for those of each pair of models", () => {
    const sources = ["^A?$", "^B$", "^[AB]$", "^A?$", "^C$", "^B$", "^[AB]$", "^C$", "^D$"];
    const kinds = languageKinds(sources.map(languageOfPattern));
    const overlaps = kindOverlaps(kinds);
    const texts = ["", "A", "B", "C", "D"];
    const accepts = (index: number, text: string) => new RegExp(sources[index] ?? "").test(text);
    for (const index of sources.keys()) {
      const expected = [...sources.keys()].flatMap((other) => {
        const text = texts.find((one) => accepts(index, one) && accepts(other, one));
        return other === index || text === undefined ? [] : [{ other, witness: { kind: "text", text } }];
      });
      expect(overlaps.others(index, 99)).toEqual(expected);
      expect(overlaps.others(index, 2)).toEqual(expected.slice(0, 2));
      expect(overlaps.others(index, 99, index)).toEqual(expected.filter(({ other }) => other > index));
      expect(overlaps.countOf(kinds.findIndex(({ members }) => members.includes(index)))).toBe(expected.length);
    }
  });
});
