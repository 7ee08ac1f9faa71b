import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { readSecret } from "../../config/index.ts";
import { findModel } from "../../core/catalog/index.ts";
import { BoxproofError, defined } from "../../core/index.ts";
import {
  adviseOn,
  type BodyEncoding,
  type Endpoint,
  exchangeMany,
  type LivePermit,
  type Outcome,
  parseEndpoint,
  readTestPurchases,
  requireDirectConnection,
} from "../../exchange/index.ts";
import { addCatalogOption, type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";

const devicesMax = 10_000;

/** `boxproof exchange`: one outcome per DSN from a token endpoint; against a live one only for test purchases. */
export const exchangeCommand: CliCommand = {
  examples: [
    "boxproof exchange --endpoint http://127.0.0.1:8787/auth/o2/token --demo --model BREWLINE_ONE --dsn BL12614A000457U",
    "boxproof exchange --endpoint https://HOST/auth/o2/token --live --test-purchases bought.csv --model M --dsn D1 D2 --json",
  ],
  declare(command, run) {
    declareOptions(command);
    command.action((options: ExchangeCliOptions) => run((io) => exchange(io, options)));
  },
};

interface ExchangeCliOptions extends CatalogOptions {
  readonly endpoint?: string;
  readonly model?: string;
  readonly dsn?: readonly string[];
  readonly released?: boolean;
  readonly encoding: BodyEncoding;
  readonly deadline: number;
  readonly live?: boolean;
  readonly testPurchases?: string;
  readonly json?: boolean;
}

function declareOptions(command: Command): void {
  command
    .option("--endpoint <url>", "URL of the token endpoint; there is no default")
    .option("--model <model>", "device model, as in the catalog")
    .option("--dsn <dsn...>", "one serial or several; write --dsn=-X for one that begins with a dash")
    .option("--released", "all released units of the ledger (not built yet)")
    .addOption(new Option("--encoding <encoding>", "how the body is written").choices(["json", "form"]).default("json"))
    .option("--deadline <ms>", "time for one serial, retries included, in milliseconds", deadlineMs, 10_000)
    .option("--live", "allow an endpoint that is not this machine; needs --test-purchases")
    .option("--test-purchases <file>", "CSV of model,dsn: the devices that were bought for this test")
    .option("--json", "print one JSON line per serial");
  addCatalogOption(command, { demo: "explicit" });
  command.addHelpText(
    "after",
    `
The client secret is read from the file that BOXPROOF_LWA_SECRET_FILE_<PROFILE> names (mode 0600).
Exit status: 0 all exchanged, 1 not, 2 wrong call, 3 only unavailable or throttled.`,
  );
}

async function exchange(io: Io, options: ExchangeCliOptions): Promise<ExitStatus> {
  if (options.released === true) {
    throw new BoxproofError("ERR_COMMAND_ABSENT", "boxproof exchange --released is planned but not built yet.", {
      remedy: "Name the serials: --model M --dsn D1 D2.",
    });
  }
  const { dsns, deviceModel } = devicesOf(options);
  const endpoint = parseEndpoint(required(options.endpoint, "--endpoint URL"));
  requireDirectConnection(endpoint, { env: io.env, execArgv: process.execArgv });
  const live = await livePermit(io, endpoint, options);
  const { catalog, file } = await resolveCatalog(io, options);
  const model = findModel(catalog, deviceModel);
  if (model === undefined) {
    throw new BoxproofError("ERR_MODEL_UNKNOWN", `${file} has no device model "${deviceModel}".`, {
      remedy: `It has: ${catalog.models.map((known) => known.deviceModel).join(", ")}.`,
    });
  }
  const profile = defined(
    catalog.securityProfiles.find((known) => known.name === model.securityProfile),
    "a parsed catalog has every profile that its models name",
  );
  const clientSecret = await readSecret(io.env, profile.name);
  const outcomes = await exchangeMany({
    endpoint: endpoint.url,
    credentials: { clientId: profile.lwaClientId, clientSecret },
    devices: dsns.map((dsn) => ({ deviceModel, dsn })),
    encoding: options.encoding,
    catalog,
    live,
    deadlineMs: options.deadline,
    onOutcome: (outcome) => io.out(options.json === true ? jsonLine(outcome) : paragraph(outcome)),
  });
  if (options.json !== true && outcomes.length > 1) io.out(`${summary(outcomes)}\n`);
  return exitStatus(outcomes);
}

function devicesOf(options: ExchangeCliOptions): { readonly deviceModel: string; readonly dsns: readonly string[] } {
  const deviceModel = required(options.model, "--model M");
  const dsns = required(options.dsn, "--dsn D");
  if (dsns.length > devicesMax) {
    throw new BoxproofError("ERR_USAGE", `${dsns.length} serials were given; one call takes at most ${devicesMax}.`, {
      remedy: "Split them into several calls.",
    });
  }
  return { deviceModel, dsns };
}

/** Leave to go live: both switches, or neither for this machine. A list that is given holds for this machine too. */
async function livePermit(io: Io, endpoint: Endpoint, options: ExchangeCliOptions): Promise<LivePermit | undefined> {
  if (!endpoint.isLoopback && (options.live !== true || options.testPurchases === undefined)) {
    throw new BoxproofError(
      "ERR_LIVE_GUARD",
      `The endpoint ${new URL(endpoint.url).host} is not this machine; a live exchange hands over a real customer's tokens.`,
      {
        remedy:
          "Give --live and --test-purchases FILE with the devices that were bought for this test, or use boxproof simulator.",
      },
    );
  }
  if (options.testPurchases === undefined) return undefined;
  return { testPurchases: await readTestPurchases(resolve(io.cwd, options.testPurchases)) };
}

function required<T>(value: T | undefined, option: string): T {
  if (value !== undefined) return value;
  throw new BoxproofError("ERR_USAGE", `boxproof exchange needs ${option}.`, {
    remedy: "Run boxproof exchange --help for an example.",
  });
}

function deadlineMs(text: string): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 600_000) throw new InvalidArgumentError("It is a number of milliseconds from 1 to 600000.");
  return value;
}

function jsonLine(outcome: Outcome): string {
  const { dsn, deviceModel, outcome: name, message, evidence, ...rest } = outcome;
  return `${JSON.stringify({ dsn, deviceModel, outcome: name, ...rest, message, evidence })}\n`;
}

function paragraph(outcome: Outcome): string {
  const { means, next } = adviseOn(outcome);
  const lines = [
    `${outcome.dsn}: ${outcome.outcome}`,
    `  ${outcome.message}`,
    `  Means: ${means}`,
    `  Next: ${next}`,
    ...evidenceLines(outcome).map((line) => `  ${line}`),
  ];
  return `${lines.join("\n")}\n`;
}

function evidenceLines(outcome: Outcome): readonly string[] {
  const { attempts, elapsedMs, status, error, errorDescription, requestId } = outcome.evidence;
  if (attempts === 0) return [];
  const parts = [
    status === undefined ? "no answer" : `status ${status}`,
    ...(error === undefined ? [] : [`error ${error}`]),
    ...(errorDescription === undefined ? [] : [`"${errorDescription}"`]),
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
    `${attempts} ${attempts === 1 ? "attempt" : "attempts"} in ${elapsedMs} ms`,
  ];
  return [`Seen: ${parts.join(", ")}`, ...shapeLines(outcome)];
}

function shapeLines(outcome: Outcome): readonly string[] {
  if (outcome.outcome !== "exchanged") return [];
  const { accessToken, refreshToken, expiresInSeconds } = outcome.tokenShape;
  const shape = (name: string, token: typeof accessToken, prefix: string) =>
    `${name} of ${token.length} bytes${token.hasPrefix ? "" : ` without the usual ${prefix}`}`;
  return [
    `Tokens: ${shape("access", accessToken, "Atza|")}, valid for ${expiresInSeconds} s; ${shape("refresh", refreshToken, "Atzr|")}`,
  ];
}

function summary(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}

function exitStatus(outcomes: readonly Outcome[]): ExitStatus {
  const open = outcomes.filter(({ outcome }) => outcome !== "exchanged");
  if (open.length === 0) return 0;
  return open.every(({ outcome }) => outcome === "unavailable" || outcome === "throttled") ? 3 : 1;
}
