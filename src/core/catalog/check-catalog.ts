import { defined, type Finding } from "../index.ts";
import { commonText, type Pattern, parsePattern, type WitnessResult } from "../pattern/index.ts";
import type { Catalog, DeviceModel } from "./catalog.ts";
import { exampleFindings } from "./example-findings.ts";
import { byLength, foreignCodeFindings } from "./foreign-code-findings.ts";
import { knownCodes, unitCodeKinds } from "./known-code.ts";
import { literalPrefix, prefixesDiffer } from "./literal-prefix.ts";
import { type ModelPattern, modelPatterns } from "./model-patterns.ts";
import { patternFindings } from "./pattern-findings.ts";
import { quotedText } from "./quoted-text.ts";
import { schemeCoverFindings } from "./scheme-cover-findings.ts";

/** What the checks found, model by model. */
export interface CatalogCheck {
  readonly models: readonly ModelCheck[];
  /** Pairs of models of which one serial could be either, with a serial that shows it. */
  readonly overlaps: readonly Overlap[];
}

/** The findings over one model, errors first. */
export interface ModelCheck {
  readonly deviceModel: string;
  readonly findings: readonly Finding[];
}

/** Two models and a text that both patterns accept. */
export interface Overlap {
  readonly a: string;
  readonly b: string;
  readonly witness: string;
}

/**
 * All proofs over the catalog that are built: each pattern is portable, yields DSNs only, accepts the good and refuses
 * the bad examples, covers the scheme, refuses every other code that the catalog knows, goes into the label's symbology,
 * and shares no serial with another model.
 */
export function checkCatalog(catalog: Catalog): CatalogCheck {
  const patterns = modelPatterns(catalog);
  const codes = { known: byLength(knownCodes(catalog)), perUnit: unitCodeKinds(catalog) };
  const pairs = overlapsOf(patterns);
  const models = patterns.map(({ model, pattern }) => {
    const { deviceModel } = model;
    if (pattern === undefined) return { deviceModel, findings: refusedPattern(model.serial.pattern) };
    const findings = [
      ...patternFindings(model, pattern),
      ...exampleFindings(model, pattern),
      ...schemeCoverFindings(model, pattern),
      ...foreignCodeFindings({ deviceModel, pattern, codes }),
      ...(pairs.findings.get(deviceModel) ?? []),
    ];
    return { deviceModel, findings: findings.sort((a, b) => levelOrder[a.level] - levelOrder[b.level]) };
  });
  return { models, overlaps: pairs.overlaps };
}

const levelOrder = { error: 0, warn: 1, info: 2 } as const;

function refusedPattern(source: string): readonly Finding[] {
  const result = parsePattern(source);
  return result.ok ? [] : result.findings;
}

interface PairResult {
  readonly overlaps: readonly Overlap[];
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

function overlapsOf(patterns: readonly ModelPattern[]): PairResult {
  const overlaps: Overlap[] = [];
  const findings = new Map<string, Finding[]>();
  const add = (deviceModel: string, finding: Finding) => {
    findings.set(deviceModel, [...(findings.get(deviceModel) ?? []), finding]);
  };
  const provable = patterns.flatMap(({ model, pattern }): readonly Provable[] => {
    // A model without a pattern has its finding already.
    return pattern === undefined ? [] : [{ model, pattern, prefix: literalPrefix(pattern.source) }];
  });
  for (const [index, one] of provable.entries()) {
    for (let next = index + 1; next < provable.length; next += 1) {
      const other = defined(provable[next], "the index is inside the list");
      const shared = sharedText(one, other);
      if (shared.kind === "none") continue;
      const [a, b] = [one.model.deviceModel, other.model.deviceModel];
      if (shared.kind === "text") overlaps.push({ a, b, witness: shared.text });
      add(a, pairFinding(b, shared));
      add(b, pairFinding(a, shared));
    }
  }
  return { overlaps, findings };
}

interface Provable {
  readonly model: DeviceModel;
  readonly pattern: Pattern;
  readonly prefix: string;
}

function sharedText(a: Provable, b: Provable): WitnessResult {
  if (prefixesDiffer(a.prefix, b.prefix)) return { kind: "none" };
  if (a.pattern.lengthMin > b.pattern.lengthMax || b.pattern.lengthMin > a.pattern.lengthMax) return { kind: "none" };
  return commonText(a.pattern.language, b.pattern.language);
}

function pairFinding(other: string, shared: Exclude<WitnessResult, { kind: "none" }>): Finding {
  if (shared.kind === "limit") {
    const message = `It is not proved that no serial is also one of ${other}: ${shared.message}`;
    return { id: "S004", level: "error", message, remedy: "Write shorter patterns with fewer repeats of repeats." };
  }
  return {
    id: "L003",
    level: "error",
    message: `${quotedText(shared.text)} is a serial of this model and of ${other}, so a scan cannot tell which device is in the box.`,
    witness: shared.text,
    remedy: "Give each model's serials a text of their own at one place, such as a different beginning.",
  };
}
