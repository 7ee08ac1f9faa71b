import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BoxproofError } from "../../src/core/index.ts";
import { symbologies } from "../../src/core/symbol/index.ts";

const expected = z.object({ symbology: z.enum(symbologies), text: z.string(), role: z.string().optional() });

const corpusLine = z.object({
  set: z.string().min(1),
  group: z.string().optional(),
  file: z.string().min(1),
  expect: z.array(expected),
});

/** An image of the corpus with the texts that are on it; none means that nothing is to be read there. */
export type CorpusImage = z.infer<typeof corpusLine>;

/** The images that `corpus.jsonl` of a folder lists; throws ERR_USAGE when there is none or a line is of another form. */
export async function loadCorpus(folder: string): Promise<readonly CorpusImage[]> {
  const file = join(folder, "corpus.jsonl");
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new BoxproofError("ERR_USAGE", `There is no ${file}.`, { remedy: corpusForm, cause });
  });
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => parseLine(line, `${file}, line ${index + 1}`));
}

/** What a corpus is, for people who lack one. */
export const corpusForm =
  "A corpus is a folder with images and a corpus.jsonl, one image a line: " +
  '{"set": "photos", "file": "photos/1.png", "expect": [{"symbology": "code128", "text": "…"}]}; ' +
  "an empty list means that nothing is to be read there.";

function parseLine(line: string, where: string): CorpusImage {
  try {
    return corpusLine.parse(JSON.parse(line));
  } catch (cause) {
    throw new BoxproofError("ERR_USAGE", `${where} is not of the corpus form.`, { remedy: corpusForm, cause });
  }
}
