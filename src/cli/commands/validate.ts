import type { Catalog } from "../../core/catalog/index.ts";
import { BoxproofError } from "../../core/index.ts";
import { type BoxJudgement, judgeBox, prepareVerdicts } from "../../core/verdict/index.ts";
import { addCatalogOption, type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { requireModel } from "../require-model.ts";
import { createStyle, type Style } from "../style.ts";
import { textLines } from "../text-lines.ts";

/** `boxproof validate`: whether serials are valid, for which model, and otherwise where they break. */
export const validateCommand: CliCommand = {
  examples: [
    "boxproof validate BL12614A000457U",
    "boxproof validate --model BREWLINE_ONE --json BL12614A000457U INK2614F00457E",
    "boxproof validate - < serials.txt",
    "boxproof validate -- -starts-with-a-dash",
  ],
  declare(command, run) {
    command
      .argument("<serials...>", "serials, taken exactly as they are; - reads one a line from standard input")
      .option("--model <model>", "the device model that they must be of")
      .option("--json", "print one JSON line per serial");
    addCatalogOption(command, { demo: "fallback" });
    command.addHelpText(
      "after",
      `
Valid: a DSN that matches the pattern of exactly one model and, where the model has a scheme, is inside it, check
character included. Nothing is trimmed, because a scanner does not trim.`,
    );
    command.action((serials: readonly string[], options: ValidateOptions) =>
      run((io) => validate(io, serials, options)),
    );
  },
};

interface ValidateOptions extends CatalogOptions {
  readonly model?: string;
  readonly json?: boolean;
}

async function validate(io: Io, serials: readonly string[], options: ValidateOptions): Promise<ExitStatus> {
  const { catalog } = await resolveCatalog(io, options);
  if (options.model !== undefined) requireModel(catalog, options.model);
  const isStream = serials.includes("-");
  if (isStream && serials.length > 1) {
    throw new BoxproofError("ERR_USAGE", "- reads the serials from standard input; no others can stand beside it.", {
      remedy: "Give serials, or - alone.",
    });
  }
  if (isStream) prepareVerdicts(catalog);
  const style = createStyle(io);
  let [allValid, isEmpty] = [true, true];
  for await (const serial of isStream ? textLines(io.stdin) : serials) {
    const judgement = judgeSerial(catalog, serial, options.model);
    isEmpty = false;
    if (judgement.verdict !== "ok") allValid = false;
    io.out(options.json === true ? jsonLine(serial, judgement) : humanLines(serial, judgement, style));
  }
  if (isEmpty) {
    throw new BoxproofError("ERR_USAGE", "Standard input has no serial; none was looked at.", {
      remedy: "Give one serial in each line.",
    });
  }
  return allValid ? 0 : 1;
}

/** A serial is valid when a box that carries nothing else would be good; whether it was used is the ledger's to say. */
function judgeSerial(catalog: Catalog, serial: string, expectedModel: string | undefined): BoxJudgement {
  const box = { catalog, symbols: [{ text: serial }], unit: () => "Allocated" as const, fullPass: true };
  return judgeBox(expectedModel === undefined ? box : { ...box, expectedModel });
}

function jsonLine(serial: string, { verdict, deviceModel, reasons }: BoxJudgement): string {
  const valid = verdict === "ok";
  return `${JSON.stringify({ serial, valid, deviceModel: deviceModel ?? null, reasons: valid ? [] : reasons })}\n`;
}

function humanLines(serial: string, { verdict, deviceModel, reasons }: BoxJudgement, style: Style): string {
  if (verdict === "ok") return `${style("green", "✔")} ${serial}  ${deviceModel ?? ""}\n`;
  // In quotes, so that a blank at the end or a control character is seen and does nothing to the terminal.
  const lines = reasons.map(({ message }) => `    ${message}\n`);
  return `${style("red", "✖")} ${JSON.stringify(serial)}  ${verdict}\n${lines.join("")}`;
}
