import { schemeCapacity, schemeFindings, schemePattern, schemeSpecimens, specimenFindings } from "../dsn/index.ts";
import { createRandom, type Finding } from "../index.ts";
import { explainMismatch, type Pattern, parsePattern, uncoveredText } from "../pattern/index.ts";
import type { DeviceModel } from "./catalog.ts";
import { mismatchSentence } from "./mismatch-sentence.ts";
import { quotedText } from "./quoted-text.ts";

/** Serials drawn from the scheme where the proof is not built; a fault of one serial in 500 shows with 98 %. */
const specimenCount = 2_000;

/** Whether the pattern accepts every serial that the factory prints, and whether the scheme has enough of them. */
export function schemeCoverFindings(model: DeviceModel, pattern: Pattern): readonly Finding[] {
  const { scheme } = model.serial;
  return scheme === undefined ? [] : [...coverFindings(model, pattern), ...capacityFindings(model)];
}

function coverFindings({ deviceModel, serial: { scheme } }: DeviceModel, pattern: Pattern): readonly Finding[] {
  if (scheme === undefined) return [];
  const cover = parsePattern(schemePattern(scheme));
  const outside = cover.ok ? uncoveredText(cover.pattern.language, pattern.language) : undefined;
  // The cover has every serial of the scheme, and more only at check characters.
  if (outside?.kind === "none") return [];
  const witness =
    outside?.kind === "text" && schemeFindings(scheme, outside.text).length === 0 ? outside.text : undefined;
  const count = Math.min(specimenCount, Number(schemeCapacity(scheme)));
  const random = createRandom(`scheme-cover/${deviceModel}`);
  const specimens = specimenFindings(scheme, count).length === 0 ? schemeSpecimens(scheme, { count, random }) : [];
  const refused = witness ?? specimens.find((specimen) => explainMismatch(pattern, specimen) !== undefined);
  return [refused === undefined ? sampledFinding(specimens.length) : refusedFinding(pattern, refused)];
}

function refusedFinding(pattern: Pattern, serial: string): Finding {
  const mismatch = explainMismatch(pattern, serial);
  const why = mismatch === undefined ? quotedText(serial) : mismatchSentence(pattern, serial, mismatch);
  return {
    id: "L005",
    level: "error",
    message: `The pattern refuses a serial that the scheme prints: ${why}`,
    witness: serial,
    remedy: "Widen the pattern there, or leave it out and let boxproof generate it from the scheme.",
  };
}

function sampledFinding(count: number): Finding {
  return {
    id: "L005",
    level: "info",
    message: `The pattern accepts ${count} serials drawn from the scheme. That is a sample, not a proof: the pattern leaves out some check characters, and whether the scheme needs them is not proved.`,
    measured: `${count} serials`,
    remedy: "Let the pattern take every check character of the system at that place.",
  };
}

function capacityFindings({ serial: { scheme, planned } }: DeviceModel): readonly Finding[] {
  if (scheme === undefined || planned === undefined) return [];
  const capacity = schemeCapacity(scheme);
  const plan = BigInt(planned);
  const numbers = { measured: String(capacity), required: String(plan) };
  if (capacity < plan) {
    const message = `The scheme has ${capacity} serials; ${plan} units are planned.`;
    return [{ id: "L011", level: "error", message, ...numbers, remedy: "Widen a counter." }];
  }
  if (plan * 100n <= capacity * 80n) return [];
  const message = `${plan} planned units use more than 80 % of the scheme's ${capacity} serials.`;
  return [{ id: "L012", level: "warn", message, ...numbers, remedy: "Widen a counter before it runs out." }];
}
