import { BoxproofError } from "../core/index.ts";
import type { Printable } from "./printed-label.ts";
import type { Observation } from "./rehearsal-result.ts";

/**
 * Looks at one model after the other. A label that cannot be made is a fail of its model, any other error leaves its model
 * unverified; the other models are looked at all the same.
 */
export async function observeEach<Item extends Pick<Printable, "model">>(
  items: readonly Item[],
  look: (item: Item) => Promise<readonly Observation[]>,
): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const item of items) {
    const subject = item.model.deviceModel;
    observations.push(...(await look(item).catch((error: unknown) => [thrownObservation(subject, error)])));
  }
  return observations;
}

/** What an error says about its subject. */
export function thrownObservation(subject: string, error: unknown): Observation {
  const got = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof BoxproofError ? error.remedy : undefined;
  const nextStep = remedy ?? "Mend what the sentence names and rehearse again.";
  if (isLabelFault(error)) return { subject, state: "fail", expected: "a label that can be printed", got, nextStep };
  return { subject, state: "unverified", expected: "the case can be carried out", got, nextStep };
}

/** True for errors about the artwork itself, as against the surroundings. */
export function isLabelFault(error: unknown): error is BoxproofError {
  const codes: readonly string[] = ["ERR_LABEL", "ERR_TEMPLATE", "ERR_GLYPH_MISSING"];
  return error instanceof BoxproofError && codes.includes(error.code);
}
