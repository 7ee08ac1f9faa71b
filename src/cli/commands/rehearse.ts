import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { styleText } from "node:util";
import { loadTemplate } from "../../config/index.ts";
import { BoxproofError } from "../../core/index.ts";
import {
  type CaseState,
  isRehearsalFolder,
  type Rehearsal,
  type RehearsalResult,
  rehearsalFiles,
  rehearsalIds,
  rehearse,
  reportName,
} from "../../rehearsal/index.ts";
import { refuseFilledFolder, writeFolderAtomically } from "../atomic-file.ts";
import { addCatalogOption, type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { packageVersion } from "../package-version.ts";
import { createProgressBar } from "../progress-bar.ts";

interface RehearseOptions extends CatalogOptions {
  readonly only?: readonly string[];
  readonly seed: string;
  readonly out: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const seedLengthMax = 100;

/** `boxproof rehearse`: the whole chain against our own simulator, and the report. */
export const rehearseCommand: CliCommand = {
  examples: [
    "boxproof rehearse",
    "boxproof rehearse --catalog catalog.yaml --out evidence --seed 42",
    "boxproof rehearse --only TOK-08 --only wrong-secret --json",
  ],
  declare(command, run) {
    addCatalogOption(command, { demo: "fallback" })
      .option("--only <id...>", "run only these cases or planted mistakes, e.g. TOK-03")
      .option("--seed <text>", "the same seed gives the same serials and pictures", "1")
      .option("--out <dir>", "folder for report.html, report.json, junit.xml and the evidence", "boxproof-rehearsal")
      .option("--strict", "exit 1 for warnings too")
      .option("--json", "print report.json instead of the summary")
      .action((options: RehearseOptions) => run((io) => runRehearsal(io, options)));
  },
};

async function runRehearsal(io: Io, options: RehearseOptions): Promise<ExitStatus> {
  const only = parseOnly(options.only);
  if (options.seed === "" || options.seed.length > seedLengthMax) {
    throw new BoxproofError(
      "ERR_USAGE",
      `--seed takes 1 to ${seedLengthMax} characters; found ${options.seed.length}.`,
    );
  }
  const { catalog, file, isDemo } = await resolveCatalog(io, options);
  const out = resolve(io.cwd, options.out);
  await refuseFilledFolder(out, isRehearsalFolder);
  const bar = createProgressBar(io, { total: only?.size ?? rehearsalIds().length, what: "steps" });
  const rehearsal = await rehearse({
    catalog,
    catalogName: basename(file),
    // Not of the file: it may have changed since it was read, and a pipe can be read only once.
    catalogSha256: createHash("sha256").update(JSON.stringify(catalog)).digest("hex"),
    isDemo,
    seed: options.seed,
    ...(only === undefined ? {} : { only }),
    boxproofVersion: packageVersion(),
    now: () => Date.now(),
    newSecret: () => randomBytes(32).toString("hex"),
    template: (name) => loadTemplate(name, dirname(file)),
    onStepDone: () => bar.advance(),
  }).finally(() => bar.end());
  await writeFolderAtomically(out, rehearsalFiles(rehearsal), isRehearsalFolder);
  if (options.json === true) io.out(await readFile(join(out, "report.json"), "utf8"));
  else io.out(summary(io, rehearsal, out));
  return exitStatus(rehearsal.result, options.strict === true);
}

function parseOnly(ids: readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (ids === undefined) return undefined;
  const known = new Map(rehearsalIds().map((id) => [id.toLowerCase(), id]));
  const wanted = ids.flatMap((id) => id.split(",")).map((id) => ({ id, found: known.get(id.toLowerCase()) }));
  const unknown = wanted.filter(({ found }) => found === undefined).map(({ id }) => id);
  if (unknown.length > 0) {
    throw new BoxproofError("ERR_CASE_UNKNOWN", `There is no case or planted mistake ${unknown.join(", ")}.`, {
      remedy: `There are: ${[...known.values()].join(", ")}.`,
      details: { unknown },
    });
  }
  return new Set(wanted.flatMap(({ found }) => (found === undefined ? [] : [found])));
}

function exitStatus(result: RehearsalResult, isStrict: boolean): ExitStatus {
  if (result.state === "fail") return 1;
  if (result.state === "unverified") return 3;
  return isStrict && result.state !== "pass" ? 1 : 0;
}

const colours: Readonly<Record<CaseState, "green" | "yellow" | "red" | "cyan" | "gray">> = {
  pass: "green",
  warn: "yellow",
  fail: "red",
  review: "cyan",
  unverified: "cyan",
  skip: "gray",
};

function summary(io: Io, { result, run }: Rehearsal, folder: string): string {
  const reportFile = join(folder, reportName);
  const paint = (state: CaseState, text: string) => (io.outIsTerminal ? styleText(colours[state], text) : text);
  const chains = result.chains.map((chain) => {
    const ends = [chain.verdict, chain.outcome].filter((end) => end !== undefined).join(", ");
    return `  ${paint(chain.state, chain.state.padEnd(10))} ${chain.dsn.padEnd(20)} ${chain.name}: ${ends}`;
  });
  const cases = result.cases.map((one) => `  ${paint(one.state, one.state.padEnd(10))} ${one.id}  ${one.title}`);
  const controls = result.controls.map((control) => {
    const state = control.caught ? "pass" : "fail";
    return `  ${paint(state, control.caught ? "caught    " : "NOT CAUGHT")} ${control.title}`;
  });
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", title, ...lines]);
  const caught = result.controls.filter((control) => control.caught).length;
  const passed = result.cases.filter((one) => one.state === "pass").length;
  return [
    `Rehearsal of ${result.maker}, seed ${result.seed}`,
    ...section("Serials, the whole way", chains),
    ...section("Cases", cases),
    ...section("Planted mistakes", controls),
    ...section(
      "Notes",
      result.notes.map((note) => `  ${note.message}`),
    ),
    "",
    `${paint(result.state, result.state.toUpperCase())}: ${passed} of ${result.cases.length} cases passed, ${caught} of ${result.controls.length} planted mistakes caught, in ${(run.durationMs / 1000).toFixed(1)} s.`,
    `Report: ${relative(io.cwd, reportFile) || reportFile}  (open ${pathToFileURL(reportFile)} in a browser; evidence in ${relative(io.cwd, folder) || "."})`,
    "",
  ].join("\n");
}
