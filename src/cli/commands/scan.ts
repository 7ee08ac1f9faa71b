import { styleText } from "node:util";
import { type Catalog, findModel } from "../../core/catalog/index.ts";
import { BoxproofError } from "../../core/index.ts";
import { type BoxJudgement, judgeBox } from "../../core/verdict/index.ts";
import { addCatalogOption, type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { imageInputs } from "../image-inputs.ts";
import type { ExitStatus, Io } from "../io.ts";
import { type ImageReading, readImages } from "../read-images.ts";
import { errorLines, printable, readingJson, symbolLines } from "../reading-output.ts";

/** `boxproof scan`: one verdict over the box in each image. */
export const scanCommand: CliCommand = {
  examples: [
    "boxproof scan box.jpg --model BREWLINE_ONE",
    "boxproof scan box.jpg --device-serial BL12614A000457U",
    "boxproof scan --json photos/ | jq 'select(.verdict != \"ok\")'",
  ],
  declare(command, run) {
    command
      .argument("<image...>", "JPEG, PNG, WebP or TIFF files, folders of them, or - for standard input")
      .option("--model <model>", "the device model that the boxes must be, as in the catalog")
      .option("--device-serial <serial>", "the serial that the device in the box gives; for one image")
      .option("--json", "print one JSON line per image");
    addCatalogOption(command, { demo: "fallback" });
    command.addHelpText(
      "after",
      `
The verdict is the first that holds of error, no-read, no-match, ambiguous, wrong-model, mismatch, duplicate, blocked, ok.
Linear symbols that lie tilted by more than about 8 degrees are often not read, so a verdict speaks only of
what was read.
What the ledger knows (duplicates, blocked units) is asked by boxproof serve, not here.
Exit status: 0 all boxes are ok, 1 some are not.`,
    );
    command.action((images: readonly string[], options: ScanOptions) => run((io) => scan(io, images, options)));
  },
};

interface ScanOptions extends CatalogOptions {
  readonly model?: string;
  readonly deviceSerial?: string;
  readonly json?: boolean;
}

async function scan(io: Io, images: readonly string[], options: ScanOptions): Promise<ExitStatus> {
  const { catalog, file } = await resolveCatalog(io, options);
  refuseUnknownModel(catalog, file, options.model);
  const inputs = await imageInputs(io, images);
  if (options.deviceSerial !== undefined && inputs.length > 1) {
    throw new BoxproofError("ERR_USAGE", `--device-serial is for one box; ${inputs.length} images were named.`, {
      remedy: "Scan them one by one, each with the serial of its own device.",
    });
  }
  let status: ExitStatus = 0;
  for await (const reading of readImages(io, inputs)) {
    const judgement = judge(catalog, reading, options);
    if (judgement.verdict !== "ok") status = 1;
    if (options.json === true) io.out(`${JSON.stringify({ ...readingJson(reading), ...judgement })}\n`);
    else printJudgement(io, reading, judgement);
  }
  return status;
}

function refuseUnknownModel(catalog: Catalog, file: string, deviceModel: string | undefined): void {
  if (deviceModel === undefined || findModel(catalog, deviceModel) !== undefined) return;
  throw new BoxproofError("ERR_MODEL_UNKNOWN", `${file} has no device model "${deviceModel}".`, {
    remedy: `It has: ${catalog.models.map((known) => known.deviceModel).join(", ")}.`,
  });
}

function judge(catalog: Catalog, reading: ImageReading, options: ScanOptions): BoxJudgement {
  const { symbols, fullPass, error } = reading;
  if (error !== undefined) {
    const message = `The image could not be read, so the box was not judged: ${error.message}`;
    return { verdict: "error", reasons: [{ code: "not-judged", args: { error: error.code }, message }] };
  }
  return judgeBox({
    catalog,
    symbols,
    fullPass,
    ...(options.model === undefined ? {} : { expectedModel: options.model }),
    ...(options.deviceSerial === undefined ? {} : { deviceSerial: options.deviceSerial }),
  });
}

function printJudgement(io: Io, reading: ImageReading, { verdict, dsn, deviceModel, reasons }: BoxJudgement): void {
  const { file, error } = reading;
  const shown = io.outIsTerminal
    ? styleText(verdict === "ok" ? ["bold", "green"] : ["bold", "red"], verdict, { validateStream: false })
    : verdict;
  const which = [dsn, deviceModel].filter((known) => known !== undefined).join(" of ");
  const lines = [
    `${printable(file)}: ${shown}${which === "" ? "" : `  ${which}`}`,
    ...reasons.map(({ message }) => `  ${printable(message)}`),
    ...symbolLines(reading),
  ];
  io.out(`${lines.join("\n")}\n`);
  if (error !== undefined) io.err(errorLines(file, error));
}
