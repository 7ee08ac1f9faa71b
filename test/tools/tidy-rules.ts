import ts from "typescript";

/** A file of the project as text. */
export interface ProjectFile {
  /** Path from the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** One rule of the house that no other tool holds: a line for every place that breaks it. */
export interface TidyRule {
  readonly id: string;
  /** Files that the rule looks at. */
  readonly files: RegExp;
  /** Files that it leaves alone. */
  readonly except?: RegExp;
  run(file: ProjectFile): readonly string[];
}

const lineMax = 400;
const functionLineMax = 70;

/** A rule about lines of text. */
function forbiddenText(rule: Pick<TidyRule, "id" | "files" | "except"> & { readonly pattern: RegExp }): TidyRule {
  const run = ({ path, text }: ProjectFile) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        rule.pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
      );
  return { ...rule, run };
}

/** A rule about the syntax tree: `find` gives a remark for a node that breaks it. */
function forbiddenSyntax(
  rule: Pick<TidyRule, "id" | "files" | "except"> & {
    find(node: ts.Node, source: ts.SourceFile): string | undefined;
  },
): TidyRule {
  const run = ({ path, text }: ProjectFile) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true);
    const faults: string[] = [];
    const visit = (node: ts.Node): void => {
      const remark = rule.find(node, source);
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      if (remark !== undefined) faults.push(`${path}:${line}: ${remark}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return faults;
  };
  return { ...rule, run };
}

const code = /\.(ts|js|mjs)$/;
const writing = /\.(ts|js|mjs|sh|md|yaml|json|html|css|grit)$|^\.ci\/run$/;
const test = /\.test\.ts$/;
// These files name what they forbid.
const rulebook = /^test\/(tidy\.test|tools\/tidy-rules)\.ts$/;
const generated = /^package-lock\.json$|^fixtures\//;

const leftoverMarks = forbiddenText({
  id: "leftover-mark",
  files: writing,
  except: new RegExp(`${rulebook.source}|${generated.source}`),
  pattern: /\b(TODO|FIXME|XXX|HACK)\b/,
});

const testNames = new Set(["it", "test", "describe", "suite", "bench"]);
const contextNames = new Set(["context", "ctx", "task"]);
const unrunNames = new Set(["only", "skip", "skipIf", "runIf", "todo", "fails"]);

const unrunTests = forbiddenSyntax({
  id: "unrun-test",
  files: test,
  find(node) {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : literalText(node.argumentExpression);
    const root = rootName(node);
    const isUnrun = unrunNames.has(name) && testNames.has(root);
    return isUnrun || (name === "skip" && contextNames.has(root)) ? `${root}…${name}: every test runs` : undefined;
  },
});

/** The name at the very left of `it.each(rows).skip`; empty when there is none. */
function rootName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  const isStep = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);
  return isStep ? rootName(node.expression) : "";
}

function literalText(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : "";
}

const machinePaths = forbiddenText({
  id: "machine-path",
  files: writing,
  except: rulebook,
  pattern: /(^|[\s"'`(=:])(\/(work|tmp|root)(\/|["'`\s)]|$)|\/(home|Users)\/\w)|\.\.\/shared\b/,
});

const registryAddresses = forbiddenText({
  id: "registry-address",
  files: writing,
  except: rulebook,
  pattern: /registry\.[a-z]|npmjs\.org|pythonhosted|deb\.debian|"resolved":/i,
});

const silencedTools = forbiddenText({
  id: "silenced-tool",
  files: code,
  except: rulebook,
  pattern: /@ts-(ignore|nocheck)|biome-ignore-all/,
});

// In core/ a silenced tool or a platform's own types would open the door that the second compile shuts.
const silencedInCore = forbiddenText({
  id: "silenced-in-core",
  files: /^src\/core\/.*\.ts$/,
  except: test,
  pattern: /biome-ignore|@ts-expect-error|\/\/\/\s*<reference/,
});

const longFiles: TidyRule = {
  id: "long-file",
  files: /^src\/.*\.ts$/,
  run({ path, text }) {
    const lineCount = text.split("\n").length - 1;
    return lineCount > lineMax ? [`${path}: ${lineCount} lines, at most ${lineMax}`] : [];
  },
};

const longFunctions = forbiddenSyntax({
  id: "long-function",
  files: /^(src|test\/tools)\/.*\.ts$/,
  except: test,
  find(node, source) {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
    const from = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const lineCount = source.getLineAndCharacterOfPosition(node.end).line - from + 1;
    if (lineCount <= functionLineMax) return undefined;
    return `${node.name?.getText(source) ?? "a function"} has ${lineCount} lines, at most ${functionLineMax}`;
  },
});

const vagueNames: TidyRule = {
  id: "vague-name",
  files: /./,
  run({ path }) {
    const vague = /(^|[/-])(utils?|helpers?|managers?|misc)(\.|\/|$)|(^|\/)common(\.|\/|$)/.test(path);
    return vague ? [`${path}: name the one thing that it holds`] : [];
  },
};

const undocumentedExports = forbiddenSyntax({
  id: "undocumented-export",
  files: /^src\/.*\.ts$/,
  except: test,
  find(node) {
    if (!ts.canHaveModifiers(node) || !ts.isSourceFile(node.parent)) return undefined;
    if (!ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) return undefined;
    // Of overloads, the first carries the docstring.
    if (ts.isFunctionDeclaration(node) && isLaterOverload(node)) return undefined;
    if (ts.getJSDocCommentsAndTags(node).length > 0) return undefined;
    return `${exportedName(node)} is exported without a docstring`;
  },
});

function isLaterOverload(node: ts.FunctionDeclaration): boolean {
  const { statements } = node.parent as ts.SourceFile;
  const before = statements[statements.indexOf(node) - 1];
  return before !== undefined && ts.isFunctionDeclaration(before) && before.name?.text === node.name?.text;
}

function exportedName(node: ts.Node): string {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map((declaration) => declaration.name.getText()).join(", ");
  }
  return ts.isDeclarationStatement(node) ? (node.name?.getText() ?? "a declaration") : "a declaration";
}

const forbiddenTypeScript = forbiddenSyntax({
  id: "forbidden-typescript",
  files: /^(src|test)\/.*\.ts$/,
  except: /\.config\.ts$/,
  find(node) {
    if (ts.isEnumDeclaration(node)) return "an enum: use a tuple of texts and its union";
    if (ts.isModuleDeclaration(node)) return "a namespace or global declaration";
    if (node.kind === ts.SyntaxKind.AnyKeyword) return "any: use unknown and narrow it";
    if (ts.isNonNullExpression(node)) return "a non-null assertion: use `defined` or narrow it";
    if (ts.isExportAssignment(node)) return "a default export";
    if (ts.isParameter(node) && ts.getModifiers(node) !== undefined) return "a parameter property";
    if (ts.isImportDeclaration(node) && node.importClause === undefined) return "an import for its side effect";
    return undefined;
  },
});

// `declare const fetch: …` compiles in core/ and reaches the platform's; a brand's unique symbol does not.
const declaredValuesInCore = forbiddenSyntax({
  id: "declared-value-in-core",
  files: /^src\/core\/.*\.ts$/,
  except: test,
  find(node) {
    if (!ts.canHaveModifiers(node) || !ts.isSourceFile(node.parent)) return undefined;
    if (!ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword)) return undefined;
    const isBrand = ts.isVariableStatement(node) && /^declare const \w+: unique symbol;$/.test(node.getText());
    return isBrand ? undefined : "core/ may declare nothing but a brand: take what you need as an argument";
  },
});

/** Every rule, in the order of the report. */
export const tidyRules: readonly TidyRule[] = [
  leftoverMarks,
  unrunTests,
  machinePaths,
  registryAddresses,
  silencedTools,
  silencedInCore,
  longFiles,
  longFunctions,
  vagueNames,
  undocumentedExports,
  forbiddenTypeScript,
  declaredValuesInCore,
];

/** What one rule finds in the files that it looks at; empty when all is well. */
export function tidyFaults(rule: TidyRule, files: readonly ProjectFile[]): readonly string[] {
  return files
    .filter(({ path }) => rule.files.test(path) && rule.except?.test(path) !== true)
    .flatMap((file) => rule.run(file));
}
