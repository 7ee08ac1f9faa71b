import type { CliCommand } from "../command.ts";
import { imageInputs } from "../image-inputs.ts";
import type { ExitStatus, Io } from "../io.ts";
import { type ImageReading, readImages } from "../read-images.ts";
import { errorLines, printable, readingJson, symbolLines } from "../reading-output.ts";

/** `boxproof read`: every symbol of images. */
export const readCommand: CliCommand = {
  examples: [
    "boxproof read box.jpg",
    "boxproof read --json photos/ | jq -r '.symbols[].text'",
    "boxproof read - < box.png",
  ],
  declare(command, run) {
    command
      .argument("<image...>", "JPEG, PNG, WebP or TIFF files, folders of them, or - for standard input")
      .option("--json", "print one JSON line per image");
    command.addHelpText(
      "after",
      `
Reads Code 128, Code 39, Code 93, Data Matrix, QR, EAN-13, EAN-8, UPC-A and ITF-14, as red light sees them.
Linear symbols that lie tilted by more than about 8 degrees are often not read.
Corners are in pixels of the upright image: the symbol's own top left, top right, bottom right, bottom left.
Exit status: 0 all images were read, 1 some could not be.`,
    );
    command.action((images: readonly string[], options: ReadOptions) => run((io) => read(io, images, options)));
  },
};

interface ReadOptions {
  readonly json?: boolean;
}

async function read(io: Io, images: readonly string[], options: ReadOptions): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  for await (const reading of readImages(io, await imageInputs(io, images))) {
    if (reading.error !== undefined) status = 1;
    if (options.json === true) io.out(`${JSON.stringify(readingJson(reading))}\n`);
    else printReading(io, reading);
  }
  return status;
}

function printReading(io: Io, reading: ImageReading): void {
  const { file, symbols, ms, error } = reading;
  if (error !== undefined) {
    io.err(errorLines(file, error));
    return;
  }
  const count = symbols.length === 1 ? "1 symbol" : `${symbols.length === 0 ? "no" : symbols.length} symbols`;
  io.out(`${[`${printable(file)}: ${count}, ${Math.round(ms)} ms`, ...symbolLines(reading)].join("\n")}\n`);
}
