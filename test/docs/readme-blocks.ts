/** How a block of commands is proved: run as it is, run as a server, or shown only, for a fresh machine. */
export type BlockKind = "run" | "server" | "fresh-clone";

/** A fenced block of shell commands in a page. */
export interface CommandBlock {
  readonly kind: BlockKind;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly script: string;
  /** Counts the headings above it: a server runs until the next heading. */
  readonly section: number;
}

const kinds: readonly string[] = ["server", "fresh-clone"];
const shells = /^(bash|shell|console|zsh|shellscript|terminal)$/;

/**
 * The blocks fenced with three backquotes and `sh`. A comment such as `<!-- docs-test: server -->` in the line above
 * tells another kind. Throws for an unknown kind, for a shell under another name, and for a fence that never ends:
 * nothing may slip past the test.
 */
export function commandBlocks(page: string): readonly CommandBlock[] {
  const blocks: CommandBlock[] = [];
  const lines = page.split("\n");
  let section = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (/^#{1,6}\s/.test(line)) section += 1;
    const fence = /^\s*(`{3,}|~{3,})\s*(\S*)/.exec(line);
    if (fence === null) continue;
    const end = lines.findIndex((other, at) => at > index && other.trim().startsWith(fence[1] ?? "```"));
    if (end === -1) throw new Error(`line ${index + 1}: the block never ends`);
    const language = fence[2] ?? "";
    if (shells.test(language)) throw new Error(`line ${index + 1}: commands are fenced with sh, not ${language}`);
    if (language === "sh") {
      const script = lines
        .slice(index + 1, end)
        .join("\n")
        .trim();
      blocks.push({ kind: kindAbove(lines, index), line: index + 1, script, section });
    }
    index = end;
  }
  return blocks;
}

function kindAbove(lines: readonly string[], index: number): BlockKind {
  const above = lines[lines[index - 1] === "" ? index - 2 : index - 1] ?? "";
  const kind = /<!--\s*docs-test:(.*?)-->/.exec(above)?.[1]?.trim();
  if (kind === undefined) return "run";
  if (!kinds.includes(kind)) throw new Error(`line ${index}: docs-test knows ${kinds.join(" and ")}, not "${kind}"`);
  return kind as BlockKind;
}
