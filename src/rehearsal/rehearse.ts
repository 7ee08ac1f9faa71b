import type { Catalog } from "../core/catalog/index.ts";
import type { Template } from "../core/layout/index.ts";
import { createBwipEncoder, type Fonts, loadFonts, writePdf, writePng } from "../press/index.ts";
import { createReader, createSecondReader } from "../reader/index.ts";
import { type AmazonSide, openAmazonSide } from "./amazon-side.ts";
import { cases } from "./cases/index.ts";
import type { ChainRun } from "./chain-run.ts";
import { controls } from "./controls/index.ts";
import { createEvidence, type EvidenceFiles } from "./evidence.ts";
import { openLineSide } from "./line-side.ts";
import { openStage } from "./open-stage.ts";
import { outlinesOf } from "./planted.ts";
import { runCase } from "./rehearsal-case.ts";
import { type RehearsalControl, runControl } from "./rehearsal-control.ts";
import type { CaseResult, ChainResult, ControlResult, Note, RehearsalResult, RunFacts } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";
import { stateOfAll } from "./state-of-all.ts";

/** What to rehearse. */
export interface RehearsalRequest {
  readonly catalog: Catalog;
  /** The catalog's file name without folders, for the report. */
  readonly catalogName: string;
  /** Of the catalog as it was read, in whatever way the caller chose; it stands in the report. */
  readonly catalogSha256: string;
  readonly isDemo: boolean;
  /** Everything that is drawn follows from it. */
  readonly seed: string;
  /** Ids of cases and controls to run; all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly boxproofVersion: string;
  /** Milliseconds since 1970; for the report's times, nothing else. */
  now(): number;
  template(name: string): Promise<Template>;
  /** A fresh client secret for a client of the simulator; the maker's own secrets have no part in a rehearsal. */
  newSecret(): string;
  /** Told after each case and each planted mistake, for a progress bar. */
  onStepDone?(): void;
}

/** A finished rehearsal: what was found, what varies, and the files that prove it. */
export interface Rehearsal {
  readonly result: RehearsalResult;
  readonly run: RunFacts;
  readonly evidence: ReadonlyMap<string, Uint8Array>;
}

/** Ids of everything that can be rehearsed, cases first. */
export function rehearsalIds(): readonly string[] {
  return [...cases, ...controls].map((step) => step.id);
}

/**
 * Plays the whole chain against boxproof's own simulator: cases, chains, planted mistakes. Everything is started on free
 * loopback ports and stopped again, whatever happens. A case that cannot be carried out is `unverified`, not thrown.
 */
export async function rehearse(request: RehearsalRequest): Promise<Rehearsal> {
  const { catalog, seed } = request;
  const startedAtMs = request.now();
  const fonts = await loadFonts();
  await using parts = new AsyncDisposableStack();
  const reader = await createReader();
  parts.defer(() => reader.close());
  const line = await openLineSide(catalog);
  parts.defer(() => line.close());
  const amazon = await openAmazonSide({ catalog, seed, newSecret: request.newSecret });
  parts.defer(() => amazon.close());
  const tools = { seed, isDemo: request.isDemo, encoder: createBwipEncoder(), fonts, reader, amazon, line };
  const stage = openStage(catalog, { ...tools, secondReader: createSecondReader(), template: request.template });
  const evidence = createEvidence();

  const played = await play(stage, request, evidence);
  // Chains that could not be run are an observation of CHN-01 already.
  const chainRuns = played.cases.some((one) => one.id === "CHN-01") ? await stage.chains().catch(() => []) : [];
  const chains: ChainResult[] = [];
  for (const run of chainRuns) chains.push(await withPictures(run, { evidence, fonts }));
  const result = resultOf(request, { ...played, chains });
  const run = runFacts(request, { startedAtMs, amazon, durations: played.durations, chainRuns });
  return { result, run, evidence: evidence.files };
}

interface Played {
  readonly cases: readonly CaseResult[];
  readonly controls: readonly ControlResult[];
  readonly notes: readonly Note[];
  readonly durations: Readonly<Record<string, number>>;
}

async function play(stage: Stage, request: RehearsalRequest, evidence: EvidenceFiles): Promise<Played> {
  const wanted = (id: string) => request.only === undefined || request.only.has(id);
  const wantedCases = cases.filter((one) => wanted(one.id));
  const wantedControls = controls.filter((one) => wanted(one.id));
  const durations: Record<string, number> = {};
  const step = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const startMs = request.now();
    const result = await work();
    durations[id] = request.now() - startMs;
    request.onStepDone?.();
    return result;
  };
  const caseResults: CaseResult[] = [];
  for (const one of wantedCases) caseResults.push(await step(one.id, () => runCase(one, stage)));
  const controlResults: ControlResult[] = [];
  const notes: Note[] = [];
  for (const one of wantedControls) {
    const result = await step(one.id, () => runControl(one, stage, evidence));
    if (result !== undefined) controlResults.push(result);
    else if (request.isDemo) controlResults.push(notPlanted(one));
    else notes.push(notApplicable(one.title));
  }
  return { cases: caseResults, controls: controlResults, notes, durations };
}

/** The demo catalog has something for every mistake, so one that is not planted there is a defect of ours. */
function notPlanted({ id, title, harm, caughtBy, remedy }: RehearsalControl): ControlResult {
  return { id, title, harm, caughtBy, remedy, caught: false, expected: "the mistake is planted", got: "it was not" };
}

function notApplicable(title: string): Note {
  return {
    level: "warn",
    message: `Not planted, since the catalog lacks what it takes (two models whose labels can be made, a scheme, listings, a GTIN): ${title}.`,
  };
}

// Not the time of the run: the same seed has to give the same bytes.
const evidenceDate = new Date(Date.UTC(2018, 7, 7));

/** The chain's label and camera frame as files, with the serial's symbol outlined. */
async function withPictures(
  run: ChainRun,
  { evidence, fonts }: { readonly evidence: EvidenceFiles; readonly fonts: Fonts },
): Promise<ChainResult> {
  const { result, printed, photo } = run;
  if (printed === undefined || photo === undefined) return result;
  const { deviceModel, dsn, name } = result;
  const { width, height } = printed.raster;
  evidence.add(
    `labels/${deviceModel}.pdf`,
    await writePdf([printed.list], { fonts, title: `${name} ${dsn}`, creationDate: evidenceDate }),
  );
  evidence.add(`labels/${deviceModel}.png`, writePng(printed.list, fonts));
  const label = {
    file: `labels/${deviceModel}.png`,
    alt: `Label of ${name}, serial ${dsn}`,
    width,
    height,
    outlines: [],
  };
  const camera = await evidence.addPhoto(
    {
      file: `camera/${deviceModel}.jpg`,
      alt: `Camera picture of the label of ${name}; ${photo.symbols.length} codes were read`,
      outlines: outlinesOf(photo.symbols, [dsn]),
    },
    photo.image,
  );
  return { ...result, label, camera };
}

function resultOf(
  request: RehearsalRequest,
  found: Pick<Played, "cases" | "controls" | "notes"> & { readonly chains: readonly ChainResult[] },
): RehearsalResult {
  const { catalog, catalogName, catalogSha256, isDemo, seed } = request;
  return {
    seed,
    maker: catalog.maker.name,
    catalogName,
    catalogSha256,
    isDemo,
    state: stateOfAll(found),
    chains: found.chains,
    cases: found.cases,
    controls: found.controls,
    notes: found.notes,
  };
}

function runFacts(
  request: RehearsalRequest,
  facts: {
    readonly startedAtMs: number;
    readonly amazon: AmazonSide;
    readonly durations: Readonly<Record<string, number>>;
    readonly chainRuns: readonly ChainRun[];
  },
): RunFacts {
  const ids = facts.chainRuns.flatMap(({ result, requestId }) =>
    requestId === undefined ? [] : [[result.deviceModel, requestId] as const],
  );
  return {
    boxproofVersion: request.boxproofVersion,
    nodeVersion: process.versions.node,
    startedAt: new Date(facts.startedAtMs).toISOString(),
    durationMs: request.now() - facts.startedAtMs,
    tokenUrl: facts.amazon.tokenUrl,
    notificationUrl: facts.amazon.notificationUrl,
    durationsMs: facts.durations,
    requestIds: Object.fromEntries(ids),
  };
}
