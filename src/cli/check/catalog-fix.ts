import { access, chmod, constants, realpath, stat } from "node:fs/promises";
import { type PatternEditResult, readCatalogText, rewritePatterns } from "../../config/index.ts";
import type { Catalog } from "../../core/catalog/index.ts";
import { BoxproofError } from "../../core/index.ts";
import {
  beginCount,
  type LanguageRelation,
  parsePattern,
  patternFix,
  workAllowance,
} from "../../core/pattern/index.ts";
import { writeFileAtomically } from "../atomic-file.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";

/** The fix of one model's pattern. */
export interface CatalogFix {
  readonly deviceModel: string;
  readonly from: string;
  readonly to: string;
  readonly relation: LanguageRelation;
  /** A serial of `from` that `to` refuses, and one the other way round, where they differ. */
  readonly lost?: string;
  readonly gained?: string;
  /** Why it stands only here and not in the file; absent where it was written, or would be. */
  readonly refusal?: string;
}

/** The fixes of a catalog, the lines that change, and the text with them. */
export interface CatalogFixes {
  readonly fixes: readonly CatalogFix[];
  /** Lines of the file before and after, with their number. */
  readonly changes: readonly LineChange[];
  readonly text: string;
}

/** One line of a file before and after. */
export interface LineChange {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The fixes of a catalog's patterns, put into the text of its file. Into the text go only those that are portable and
 * proved to accept exactly the same serials; the others are told. Nothing is written.
 */
export async function catalogFixes({ catalog, file }: ResolvedCatalog, only?: string): Promise<CatalogFixes> {
  const before = await readCatalogText(file);
  const proposed = proposedFixes(catalog, only);
  const safe = proposed.filter(({ refusal }) => refusal === undefined);
  const { text, results } = rewritePatterns(before, safe);
  const byModel = new Map(results.map((result) => [result.deviceModel, result]));
  const fixes = proposed.map((fix) => withResult(fix, byModel.get(fix.deviceModel)));
  return { fixes, changes: changedLines(before, text), text };
}

/**
 * Writes the text of fixes into the catalog's file, whole or not at all, with the rights that it had; a link stays one.
 * A file that may not be written to is left alone: ERR_DISK.
 */
export async function writeCatalogFixes({ file, isDemo }: ResolvedCatalog, { text }: CatalogFixes): Promise<void> {
  if (isDemo) {
    throw new BoxproofError("ERR_USAGE", "The demo catalog is not changed.", {
      remedy: "Name a catalog of your own with --catalog FILE, or add --dry-run.",
    });
  }
  const target = await realpath(file);
  const { mode } = await stat(target);
  if (!(await mayBeWritten(target, mode))) {
    throw new BoxproofError("ERR_DISK", `${file} is read-only; nothing was written.`, {
      remedy: "Let it be written to, or look at the fixes with --fix --dry-run.",
      details: { path: file },
    });
  }
  await writeFileAtomically(target, text);
  await chmod(target, mode);
}

/** A rename asks for no right on the file, and `access` grants root every one; a file without any write right says no. */
async function mayBeWritten(path: string, mode: number): Promise<boolean> {
  if ((mode & 0o222) === 0) return false;
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Most steps of finding fixes: some seconds. */
const fixStepCountMax = 500_000_000;

/** Throws ERR_CATALOG where the patterns take too much work to find all of their fixes. */
function proposedFixes({ models }: Catalog, only: string | undefined): readonly CatalogFix[] {
  beginCount();
  const allowance = workAllowance(fixStepCountMax);
  return models.flatMap(({ deviceModel, serial }): readonly CatalogFix[] => {
    const isAsked = only === undefined || only === deviceModel;
    if (!isAsked || serial.patternGenerated) return [];
    if (allowance.isUsedUp()) {
      throw new BoxproofError(
        "ERR_CATALOG",
        `The fixes of ${deviceModel} and the models behind it take too much work.`,
        {
          remedy: "Mend some of the patterns by hand, or one model at a time with --model.",
          details: { deviceModel },
        },
      );
    }
    const fix = patternFix(serial.pattern);
    if (fix === undefined) return [];
    const { fixed: to, relation, lost, gained } = fix;
    const difference = { ...(lost === undefined ? {} : { lost }), ...(gained === undefined ? {} : { gained }) };
    const refusal = refusalOf(to, relation);
    const proposal = { deviceModel, from: serial.pattern, to, relation, ...difference };
    return [refusal === undefined ? proposal : { ...proposal, refusal }];
  });
}

function refusalOf(fixed: string, relation: LanguageRelation): string | undefined {
  if (relation === "unproved") return "it is not proved that it accepts the same serials";
  if (relation !== "same") return "it does not accept the same serials";
  return parsePattern(fixed).ok ? undefined : "there is more to mend that only you can decide";
}

function withResult(fix: CatalogFix, result: PatternEditResult | undefined): CatalogFix {
  return result?.refusal === undefined ? fix : { ...fix, refusal: result.refusal };
}

/** Patterns stand in one line each and stay there, unless one was broken over several lines in quotes. */
function changedLines(before: string, after: string): readonly LineChange[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  if (old.length !== fresh.length) return changedBlock(old, fresh);
  return old.flatMap((line, index) => {
    const now = fresh[index] ?? "";
    return line === now ? [] : [{ line: index + 1, before: bare(line), after: bare(now) }];
  });
}

/** Everything between the first and the last line that differ. */
function changedBlock(old: readonly string[], fresh: readonly string[]): readonly LineChange[] {
  const from = old.findIndex((line, index) => line !== fresh[index]);
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - from && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const count = Math.max(old.length, fresh.length) - from - tail;
  return Array.from({ length: count }, (_, index) => ({
    line: from + index + 1,
    before: bare(from + index < old.length - tail ? (old[from + index] ?? "") : ""),
    after: bare(from + index < fresh.length - tail ? (fresh[from + index] ?? "") : ""),
  }));
}

function bare(line: string): string {
  return line.replace(/\r$/, "");
}
