import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { FieldPath, FileFault, SourcePosition } from "./file-fault.ts";
import { isStackOverflow } from "./stack-overflow.ts";
import { foundPhrase } from "./value-at.ts";

/** A YAML text as plain values, with the place of every field and with what is wrong with the text itself. */
export interface YamlSource {
  /** Maps as objects, sequences as arrays, scalars; undefined when the text cannot be read at all. */
  readonly value: unknown;
  /** Faults of the YAML itself; fields can still be judged when `value` is there. */
  readonly faults: readonly FileFault[];
  /** Where the value of a field starts; for a field that is not there, its nearest parent. */
  locate(path: FieldPath): SourcePosition;
  /** Where the key of a field starts; as `locate` for items of a list. */
  locateKey(path: FieldPath): SourcePosition;
  /** Where one character of a text field stands; where the field starts, when that cannot be told. */
  locateCharacter(path: FieldPath, index: number): SourcePosition;
  /** A scalar as it is written, quotes included; undefined for anything else. */
  writtenAs(path: FieldPath): string | undefined;
  /** How a scalar stands in the text, to be replaced there; undefined for anything else. */
  writtenScalar(path: FieldPath): WrittenScalar | undefined;
}

/** A scalar in its text. */
export interface WrittenScalar {
  /** Half-open range in the text, in UTF-16 units, quotes included. */
  readonly range: readonly [from: number, to: number];
  readonly style: "plain" | "single" | "double" | "block";
  /** True where an anchor or alias on the way to it makes other fields depend on the same characters. */
  readonly isShared: boolean;
}

/** Bounds: a catalog of 2,000 models has about 250,000 nodes and is 7 levels deep. */
const nodeCountMax = 1_000_000;
const depthMax = 32;
const aliasCountMax = 100;
const nestingExpected = `at most ${depthMax} levels of nesting`;

/** After these the rest of the text still says what its author meant, so its fields are judged as well. */
const harmlessErrors: ReadonlySet<string> = new Set(["MULTIPLE_DOCS", "TAG_RESOLVE_FAILED"]);

/** The first error after which nothing is sure; all that follow it are its aftermath. */
function firstBreak(errors: readonly YAMLError[]): YAMLError | undefined {
  return errors
    .filter((error) => !harmlessErrors.has(error.code))
    .reduce<YAMLError | undefined>(
      (first, error) => (first && first.pos[0] <= error.pos[0] ? first : error),
      undefined,
    );
}

/** Reads one YAML 1.2 document; never throws for bad text. */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const written = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const document = parse(written, lines);
  const position = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = firstBreak(document.errors);
  const readable = [...document.errors, ...document.warnings].filter((error) => harmlessErrors.has(error.code));
  const faults = (broken === undefined ? readable : [broken]).map((error) => yamlFault(error, document, position));
  const tree = new TreeReader(position);
  const value = broken !== undefined ? undefined : tree.read(document.contents, [], 0);
  const find = (path: FieldPath) => nodeAt(document.contents, path, tree.anchors);
  return {
    value,
    faults: [...faults, ...tree.faults],
    locate: (path) => position(startOf(find(path).node)),
    locateKey: (path) => position(startOf(find(path).key ?? find(path).node)),
    locateCharacter: (path, index) => position(characterOffset(written, find(path), index)),
    writtenAs: (path) => {
      const { node, complete } = find(path);
      const range = node?.range;
      return complete && isScalar(node) && range ? written.slice(range[0], range[1]) : undefined;
    },
    writtenScalar: (path) => writtenScalar(find(path), text.length - written.length),
  };
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed {
  return parseDocument(text, {
    lineCounter,
    version: "1.2",
    schema: "core",
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "error",
    // The package compares each key with each: 100,000 keys take minutes. TreeReader finds duplicates by a set.
    uniqueKeys: false,
  });
}

type PositionOf = (offset: number) => SourcePosition;

/** Turns nodes into plain values, counting as it goes, so that no alias can blow the text up. */
class TreeReader {
  readonly anchors = new Map<string, Node>();
  readonly faults: FileFault[] = [];
  readonly #position: PositionOf;
  readonly #read = new Map<Node, { readonly value: unknown; readonly nodeCount: number }>();
  #nodeCount = 0;
  #aliasCount = 0;

  constructor(position: PositionOf) {
    this.#position = position;
  }

  read(node: unknown, path: FieldPath, depth: number): unknown {
    if (!this.#count(1, node, path)) return undefined;
    if (depth > depthMax) return this.#fault(node, path, nestingExpected, "more");
    if (isAlias(node)) return this.#readAlias(node, path);
    const before = this.#nodeCount;
    const value = this.#readOwn(node, path, depth);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    // Only now: an alias inside its own anchor finds nothing, so no value contains itself.
    if (anchor !== undefined) {
      this.anchors.set(anchor, node as Node);
      this.#read.set(node as Node, { value, nodeCount: this.#nodeCount - before + 1 });
    }
    return value;
  }

  #readOwn(node: unknown, path: FieldPath, depth: number): unknown {
    if (isMap(node)) return this.#readMap(node, path, depth);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index], depth + 1));
    return isScalar(node) ? node.value : null;
  }

  #readMap(map: YAMLMap, path: FieldPath, depth: number): unknown {
    const entries: [string, unknown][] = [];
    const seen = new Set<string>();
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof key !== "string") {
        this.#fault(pair.key, path, "keys that are text", "another kind of key");
        continue;
      }
      if (seen.has(key)) {
        this.#fault(pair.key, [...path, key], "each key once in a mapping", `${foundPhrase(key)} again`);
        continue;
      }
      seen.add(key);
      entries.push([key, this.read(pair.value, [...path, key], depth + 1)]);
    }
    // fromEntries defines own properties, so a key `__proto__` stays an ordinary, unknown key.
    return Object.fromEntries(entries);
  }

  #readAlias(alias: Node & { source: string }, path: FieldPath): unknown {
    this.#aliasCount += 1;
    if (this.#aliasCount === aliasCountMax + 1) this.#fault(alias, path, `at most ${aliasCountMax} aliases`, "more");
    if (this.#aliasCount > aliasCountMax) return undefined;
    const target = this.anchors.get(alias.source);
    const read = target && this.#read.get(target);
    if (read === undefined) return this.#fault(alias, path, "an alias of an anchor above it", `*${alias.source}`);
    return this.#count(read.nodeCount, alias, path) ? read.value : undefined;
  }

  /** False once there are too many values; the fault is told once. */
  #count(nodeCount: number, node: unknown, path: FieldPath): boolean {
    const wasWithin = this.#nodeCount <= nodeCountMax;
    this.#nodeCount += nodeCount;
    if (this.#nodeCount <= nodeCountMax) return true;
    if (wasWithin) this.#fault(node, path, `at most ${nodeCountMax} values`, "more");
    return false;
  }

  #fault(node: unknown, path: FieldPath, expected: string, found: string): undefined {
    this.faults.push({ ...this.#position(startOf(node as Node | undefined)), path, expected, found });
    return undefined;
  }
}

interface FoundNode {
  readonly node: Node | undefined;
  readonly key: Node | undefined;
  /** False when the path ended early, at the nearest parent. */
  readonly complete: boolean;
  /** True where an anchor or alias stood on the way. */
  readonly isShared: boolean;
}

function nodeAt(root: unknown, path: FieldPath, anchors: ReadonlyMap<string, Node>): FoundNode {
  const start = { node: (root ?? undefined) as Node | undefined, key: undefined };
  let found: FoundNode = { ...start, complete: true, isShared: isSharing(start.node) };
  for (const step of path) {
    const node = isAlias(found.node) ? anchors.get(found.node.source) : found.node;
    const next = childOf(node, step);
    if (next === undefined) return { ...found, complete: false };
    found = { ...next, complete: true, isShared: found.isShared || isSharing(next.node) };
  }
  return found;
}

function isSharing(node: Node | undefined): boolean {
  return isAlias(node) || ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined);
}

function childOf(node: Node | undefined, step: string | number): Pick<FoundNode, "node" | "key"> | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as Node | undefined;
    return item && { node: item, key: undefined };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
  // A key without a value has no node of its own; its fault stands at the key.
  return pair && { node: (pair.value ?? pair.key) as Node, key: pair.key as Node };
}

function writtenScalar({ node, complete, isShared }: FoundNode, shift: number): WrittenScalar | undefined {
  if (!complete || !isScalar(node) || !node.range) return undefined;
  const [from, to] = node.range;
  return { range: [from + shift, to + shift], style: styleNames.get(node.type ?? "") ?? "block", isShared };
}

const styleNames: ReadonlyMap<string, WrittenScalar["style"]> = new Map([
  [Scalar.PLAIN, "plain"],
  [Scalar.QUOTE_SINGLE, "single"],
  [Scalar.QUOTE_DOUBLE, "double"],
]);

function startOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}

/** The offset in the file of character `index` of a scalar's value. */
function characterOffset(text: string, { node }: FoundNode, index: number): number {
  const start = startOf(node);
  if (!isScalar(node) || !node.range || typeof node.value !== "string") return start;
  const source = text.slice(node.range[0], node.range[1]);
  if (node.type === Scalar.PLAIN) return source === node.value ? start + index : start;
  const isSingle = node.type === Scalar.QUOTE_SINGLE;
  if (source.includes("\n") || (!isSingle && node.type !== Scalar.QUOTE_DOUBLE)) return start;
  const units = source.slice(1, -1).match(isSingle ? singleQuotedUnit : doubleQuotedUnit) ?? [];
  return start + 1 + units.slice(0, index).reduce((sum, unit) => sum + unit.length, 0);
}

const singleQuotedUnit = /''|[\s\S]/g;
const doubleQuotedUnit = /\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\s\S])|[\s\S]/g;

function yamlFault(error: YAMLError, document: Document.Parsed, position: PositionOf): FileFault {
  const [offset] = error.pos;
  const at = { ...position(offset), path: pathAt(document.contents, offset) };
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { ...at, expected: "blanks as indentation", found: "a tab", hint: restHint };
    case "MULTIPLE_DOCS":
      return { ...at, path: [], expected: "one YAML document", found: "a second one after ---" };
    case "TAG_RESOLVE_FAILED":
      return { ...at, expected: "no tag of its own", found: error.message };
    default:
      return { ...at, ...syntaxWords(error.message), hint: restHint };
  }
}

const restHint = "the rest of the file is judged once this is right";

function syntaxWords(message: string): Pick<FileFault, "expected" | "found"> {
  // The package's composer recurses and reports its own stack overflow as a fault of the text.
  if (isStackOverflow(message)) return { expected: nestingExpected, found: "far more" };
  if (flowMessage.test(message))
    return { expected: "quotes around a text that has { } [ ] or a comma", found: clipped(message) };
  return { expected: "well-formed YAML", found: clipped(message) };
}

/** A regex without quotes inside { … } looks like this to YAML. */
const flowMessage = /^Unexpected flow-(?:map|seq)-start at node end/;

function clipped(message: string): string {
  return message.length > 120 ? `${message.slice(0, 120)}…` : message;
}

/** The path of the innermost field that covers an offset. */
function pathAt(root: unknown, offset: number): FieldPath {
  const path: (string | number)[] = [];
  let node: unknown = root;
  for (;;) {
    const step: readonly [string | number, unknown] | undefined = childAt(node, offset);
    if (step === undefined) return path;
    path.push(step[0]);
    node = step[1];
  }
}

function childAt(node: unknown, offset: number): readonly [string | number, unknown] | undefined {
  if (isSeq(node)) {
    const index = node.items.findIndex((item) => covers(item as Node, offset));
    return index === -1 ? undefined : [index, node.items[index]];
  }
  if (!isMap(node)) return undefined;
  for (const pair of node.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const onKey = covers(pair.key, offset);
    if (onKey || covers(pair.value as Node | null, offset))
      return [String(pair.key.value), onKey ? undefined : pair.value];
  }
  return undefined;
}

function covers(node: Node | null | undefined, offset: number): boolean {
  const range = node?.range;
  return range ? range[0] <= offset && offset < range[1] : false;
}
