import type { GreyRaster } from "../core/raster/index.ts";
import type { EvidenceFiles } from "./evidence.ts";
import { isLabelFault } from "./observe-each.ts";
import type { ControlResult, Exhibit, Outline } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** A picture with what is to be seen in it outlined. */
export interface ControlPicture {
  readonly image: GreyRaster;
  readonly alt: string;
  readonly outlines: readonly Outline[];
}

/** What came of a planted mistake. */
export interface ControlFinding {
  readonly expected: string;
  readonly got: string;
  readonly caught: boolean;
  /** The picture in which the mistake can be seen. */
  readonly picture?: ControlPicture;
  /** The texts in which it can be seen, where a photo would show nothing. */
  readonly exhibit?: Exhibit;
}

/** A mistake that is made on purpose, to show that it would not pass. One file each in `controls/`. */
export interface RehearsalControl {
  /** Stable id, also the file name. */
  readonly id: string;
  /** What is planted. */
  readonly title: string;
  /** What it would do if nobody noticed. */
  readonly harm: string;
  /** The check that has to catch it. */
  readonly caughtBy: string;
  readonly remedy: string;
  /** Plants it and looks; undefined when the catalog has nothing in which it could be planted. */
  run(stage: Stage): Promise<ControlFinding | undefined>;
}

/** The control itself; only gives the literal its type. */
export function defineControl(definition: RehearsalControl): RehearsalControl {
  return definition;
}

/** Plants one mistake; undefined when it does not apply. An error thrown on the way is a mistake that was not caught. */
export async function runControl(
  definition: RehearsalControl,
  stage: Stage,
  evidence: EvidenceFiles,
): Promise<ControlResult | undefined> {
  const found = await definition.run(stage).catch(thrownFinding);
  if (found === undefined) return undefined;
  const { id, title, harm, caughtBy, remedy } = definition;
  const { picture, ...rest } = found;
  const result = { id, title, harm, caughtBy, remedy, ...rest };
  if (picture === undefined) return result;
  const { image, alt, outlines } = picture;
  return { ...result, picture: await evidence.addPhoto({ file: `controls/${id}.jpg`, alt, outlines }, image) };
}

/** Where no label can be made, nothing can be planted on it; the cases fail for that already. */
function thrownFinding(error: unknown): ControlFinding | undefined {
  if (isLabelFault(error)) return undefined;
  const got = error instanceof Error ? error.message : String(error);
  return { expected: "the mistake can be planted", got, caught: false };
}
