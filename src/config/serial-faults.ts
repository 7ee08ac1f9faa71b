import { createPatternReader, type PatternReader, unreadFinding } from "../core/catalog/index.ts";
import { dsnFindings, parseScheme } from "../core/dsn/index.ts";
import type { Finding } from "../core/index.ts";
import type { CatalogReading } from "./catalog-reading.ts";
import { schemeParts } from "./catalog-schema.ts";
import type { FieldReader } from "./field-reader.ts";
import type { FieldPath, FileFault } from "./file-fault.ts";
import { foundPhrase } from "./value-at.ts";

/**
 * Faults of serials: a pattern outside the portable subset (unless any pattern may be read), an impossible scheme, good
 * examples that are no DSNs.
 */
export function serialFaults(fields: FieldReader, { patterns }: CatalogReading): readonly FileFault[] {
  // Patterns are counted as a check counts them, so that what it proves can be loaded.
  const patternReader = createPatternReader();
  const schemeReader = createPatternReader();
  return fields.items(["models"]).flatMap((model) => {
    const serial = [...model, "serial"];
    return [
      ...(patterns === "any" ? [] : patternFaults(fields, [...serial, "pattern"], patternReader)),
      ...schemeFaults(fields, [...serial, "scheme"], schemeReader),
      ...goodExampleFaults(fields, [...serial, "examples", "good"]),
    ];
  });
}

/**
 * Faults of a pattern that is outside the portable subset, at their characters, or one of a pattern that is beyond what
 * is read of one catalog; none where there is no pattern.
 */
export function patternFaults(fields: FieldReader, path: FieldPath, reader: PatternReader): readonly FileFault[] {
  const text = fields.text(path);
  if (text === undefined) return [];
  const parsed = reader.read(text);
  if (parsed === undefined) return [unreadFault(fields, path)];
  if (parsed.ok) return [];
  return parsed.findings.map((finding) => {
    const [from] = finding.at ?? [0];
    return fields.characterFault(path, from, {
      expected: "a pattern of the portable subset",
      ...saidBy(finding),
    });
  });
}

/** The fault of a pattern or scheme that is not read, because what stands before it is all that is read of a catalog. */
export function unreadFault(fields: FieldReader, path: FieldPath): FileFault {
  return fields.fault(path, { expected: "patterns that can be read together", ...saidBy(unreadFinding) });
}

function schemeFaults(fields: FieldReader, path: FieldPath, reader: PatternReader): readonly FileFault[] {
  // Parts of the wrong shape have their faults from the schema.
  const parts = schemeParts.safeParse(fields.value(path));
  if (!parts.success) return [];
  const parsed = reader.during(() => parseScheme(parts.data));
  if (parsed === undefined) return [unreadFault(fields, path)];
  if (parsed.ok) return [];
  return parsed.findings.map((finding) =>
    fields.fault([...path, finding.part], {
      expected: "a scheme whose every text is a serial",
      ...saidBy(finding),
    }),
  );
}

function goodExampleFaults(fields: FieldReader, path: FieldPath): readonly FileFault[] {
  return fields.items(path).flatMap((item) => {
    const text = fields.text(item);
    if (text === undefined) return [];
    return dsnFindings(text).map((finding) =>
      fields.characterFault(item, finding.at?.[0] ?? 0, {
        expected: "a serial that Amazon accepts",
        found: `${foundPhrase(text)}: ${bare(finding.message)}`,
      }),
    );
  });
}

/** A finding's sentences as the phrases of a fault. */
function saidBy({ message, remedy }: Finding): Pick<FileFault, "found" | "hint"> {
  return remedy === undefined ? { found: bare(message) } : { found: bare(message), hint: bare(remedy) };
}

/** A sentence without its full stop. */
function bare(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
