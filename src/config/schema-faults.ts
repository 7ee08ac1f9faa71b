import type { z } from "zod";
import type { FieldPath, FileFault } from "./file-fault.ts";
import { type JsonSchema, knownKeysAt } from "./json-schema.ts";
import { nearestName } from "./nearest-name.ts";
import { foundPhrase, valueAt } from "./value-at.ts";
import type { YamlSource } from "./yaml-source.ts";

type Issue = z.core.$ZodIssue;

/** Phrases for "expected …" where a schema brings none of its own; handed to `safeParse` as `error`. */
export function expectedPhrase(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return kindPhrases.get(String(issue.expected)) ?? String(issue.expected);
    case "invalid_value":
      return `one of ${(issue.values as readonly unknown[]).map(String).join(", ")}`;
    case "too_small":
      return `at least ${issue.minimum}${issue.origin === "array" ? " in the list" : ""}`;
    case "too_big":
      return `at most ${issue.maximum}${issue.origin === "array" ? " in the list" : ""}`;
    default:
      return undefined;
  }
}

const kindPhrases: ReadonlyMap<string, string> = new Map([
  ["string", "a text"],
  ["object", "a mapping"],
  ["array", "a list"],
  ["boolean", "true or false"],
  ["number", "a number"],
  ["int", "a whole number"],
]);

/** What the faults need to know beside the issues. */
export interface FaultContext {
  readonly source: YamlSource;
  /** The file's JSON Schema: it knows the keys of every mapping, for "did you mean". */
  readonly jsonSchema: JsonSchema;
}

/** The faults behind a schema's issues, each with its place in the source. */
export function schemaFaults(error: z.ZodError, context: FaultContext): readonly FileFault[] {
  const { issues } = error;
  const faults = issues.slice(0, issueCountMax).flatMap((issue) => issueFaults(issue, issue.path, context));
  if (issues.length <= issueCountMax) return faults;
  const found = `${issues.length}; these are the first`;
  return [...faults, { ...context.source.locate([]), path: [], expected: `at most ${issueCountMax} faults`, found }];
}

/** A file that is wrong everywhere is the wrong file; the first thousand faults say so. */
const issueCountMax = 1_000;
/** Unknown keys reported for one mapping. */
const unknownKeyCountMax = 20;

function issueFaults(issue: Issue, issuePath: readonly PropertyKey[], context: FaultContext): readonly FileFault[] {
  const { source } = context;
  const path = issuePath.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys") return unknownKeyFaults(path, issue.keys, context);
  const value = valueAt(source.value, path);
  if (issue.code === "invalid_union") {
    const branch = closestBranch(issue, value);
    if (branch !== undefined) return branch.flatMap((one) => issueFaults(one, [...path, ...one.path], context));
  }
  return [{ ...source.locate(path), path, expected: issue.message, ...found({ source, path, issue, value }) }];
}

/** For a mapping whose key names one branch of the union: what that branch says of the value. */
function closestBranch(issue: z.core.$ZodIssueInvalidUnion, value: unknown): readonly Issue[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return issue.errors.find((branch) => branch.length > 0 && branch.every((one) => isInside(one, value)));
}

function isInside(issue: Issue, value: object): boolean {
  const [first] = issue.path;
  return typeof first === "string" && Object.hasOwn(value, first);
}

interface FaultyField {
  readonly source: YamlSource;
  readonly path: FieldPath;
  readonly issue: Issue;
  readonly value: unknown;
}

function found({ source, path, issue, value }: FaultyField): Pick<FileFault, "found" | "hint"> {
  if (typeof value === "number" && !issue.message.includes("number") && !issue.message.startsWith("at ")) {
    const found = `the number ${source.writtenAs(path) ?? value}`;
    // One number is half a range; in quotes it would still be wrong.
    return issue.message.startsWith("a range") ? { found } : { found, hint: "put it in quotes" };
  }
  if (path.at(-1) === "lwaClientId" && typeof value === "string") {
    // Someone may have pasted the secret; it must not reach a terminal or a log.
    return { found: "another text (not shown, in case it is a secret)" };
  }
  if (issue.code === "invalid_value" && typeof value === "string") {
    return { found: foundPhrase(value), ...didYouMean(nearestName(value, issue.values.map(String))) };
  }
  return { found: foundPhrase(value), ...gluedKeyHint(value) };
}

/** `{year:24-33}` is one key without a value. */
function gluedKeyHint(value: unknown): { readonly hint?: string } {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return keys.some((key) => key.includes(":")) ? { hint: blankHint } : {};
}

const blankHint = "put a blank after the colon";

/** The hint for a mistyped name, where a known one is near. */
export function didYouMean(near: string | undefined): { readonly hint?: string } {
  return near === undefined ? {} : { hint: `did you mean ${near}?` };
}

function unknownKeyFaults(path: FieldPath, keys: readonly string[], context: FaultContext): readonly FileFault[] {
  const faults = keys.slice(0, unknownKeyCountMax).map((key) => unknownKeyFault(path, key, context));
  if (keys.length <= unknownKeyCountMax) return faults;
  const found = `${keys.length}; these are the first`;
  return [...faults, { ...context.source.locate(path), path, expected: "no unknown keys", found }];
}

function unknownKeyFault(parent: FieldPath, key: string, { source, jsonSchema }: FaultContext): FileFault {
  const path = [...parent, key];
  const known = knownKeysAt(jsonSchema, parent);
  return {
    ...source.locateKey(path),
    path,
    expected: known.length === 0 ? "no such key" : `one of the keys ${known.join(", ")}`,
    found: foundPhrase(key),
    ...keyHint(key, known),
  };
}

function keyHint(key: string, known: readonly string[]): { readonly hint?: string } {
  if (/secret/i.test(key)) return { hint: "a secret never stands in this file" };
  if (key.includes(":")) return { hint: blankHint };
  return didYouMean(nearestName(key, known));
}
