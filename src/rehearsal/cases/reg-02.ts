import { dsnLengthMax, parseDsn } from "../../core/dsn/index.ts";
import { parsePattern, patternAlphabet } from "../../core/pattern/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { documentedIn } from "../sources.ts";

/** No text that a pattern accepts may be something that Amazon does not take for a DSN. */
export const reg02 = defineCase({
  id: "REG-02",
  title: "Every pattern stays within the documented alphabet and length of a DSN",
  failureTitle: "A pattern accepts texts that cannot be a DSN",
  rule: 'A DSN has at most 64 characters of A-Z, a-z, 0-9, "-", "+" and "_"',
  source: documentedIn("Dash Replenishment Service, Using the LWA Web API", "device serial number (fact P0)"),
  async run(stage) {
    return stage.catalog.models.map((model) => alphabetObservation(model.deviceModel, model.serial.pattern));
  },
});

function alphabetObservation(subject: string, source: string): Observation {
  const parsed = parsePattern(source);
  const nextStep = "Narrow the pattern to the documented characters and to 64 of them.";
  const expected = `1 to ${dsnLengthMax} characters of the DSN alphabet`;
  if (!parsed.ok) {
    return observe({
      subject,
      expected,
      got: `pattern refused: ${parsed.findings[0]?.message}`,
      holds: false,
      nextStep,
    });
  }
  const { pattern } = parsed;
  const foreign = [...patternAlphabet(pattern)].filter((character) => parseDsn(character) === undefined);
  const lengths = `${pattern.lengthMin} to ${pattern.lengthMax} characters`;
  return observe({
    subject,
    expected,
    got:
      foreign.length === 0 ? lengths : `${lengths}, among them ${foreign.map((one) => JSON.stringify(one)).join(" ")}`,
    holds: foreign.length === 0 && pattern.lengthMin >= 1 && pattern.lengthMax <= dsnLengthMax,
    nextStep,
  });
}
