import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogJsonSchema, demoCatalogFile, templateJsonSchema } from "../../config/index.ts";
import { writeNewFiles } from "../atomic-file.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";

/** `boxproof init`: the files that a maker starts from. */
export const initCommand: CliCommand = {
  examples: ["boxproof init", "boxproof init packaging", "cd packaging && boxproof check"],
  declare(command, run) {
    command
      .argument("[dir]", "the folder; made when it is not there", ".")
      .option("--json", "print one JSON document")
      .action((folder: string, options: { readonly json?: boolean }) => run((io) => init(io, folder, options)));
    command.addHelpText(
      "after",
      "\nNever takes the place of a file: when one of the names is taken, nothing is written.",
    );
  },
};

async function init(io: Io, folder: string, { json }: { readonly json?: boolean }): Promise<ExitStatus> {
  const place = resolve(io.cwd, folder);
  const files = [
    { name: "catalog.yaml", bytes: starterCatalog(await readFile(demoCatalogFile(), "utf8")) },
    { name: "catalog.schema.json", bytes: schemaText(catalogJsonSchema()) },
    { name: "retail-box.yaml", bytes: await readFile(shippedTemplate, "utf8") },
    { name: "template.schema.json", bytes: schemaText(templateJsonSchema()) },
  ];
  await writeNewFiles(place, files);
  if (json === true) {
    io.out(`${JSON.stringify({ folder: place, files: files.map(({ name }) => name) })}\n`);
    return 0;
  }
  const lines = files.map(({ name }) => `  ${name.padEnd(22)}${purposes.get(name) ?? ""}`);
  io.out(
    `Wrote into ${place}:\n${lines.join("\n")}\n\nChange catalog.yaml to your devices, then run boxproof check.\n`,
  );
  return 0;
}

const shippedTemplate = fileURLToPath(new URL("../../../templates/retail-box.yaml", import.meta.url));

const purposes: ReadonlyMap<string, string> = new Map([
  ["catalog.yaml", "your models, listings, serials and box codes: start here"],
  ["catalog.schema.json", "lets editors complete and check catalog.yaml"],
  ["retail-box.yaml", "a label of 100 x 60 mm, yours to change"],
  ["template.schema.json", "lets editors complete and check templates"],
]);

/** The demo catalog with a paragraph for its new owner under the line that names the schema. */
function starterCatalog(demo: string): string {
  const end = demo.indexOf("\n") + 1;
  const note = `#
# Yours to change. It begins with an invented maker, so that every command works at once: put your own names, ASINs and
# GTINs in their place before anything is printed.
`;
  return demo.slice(0, end) + note + demo.slice(end);
}

function schemaText(schema: unknown): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
